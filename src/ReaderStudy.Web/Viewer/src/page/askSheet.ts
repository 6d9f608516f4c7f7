import { button, element, setText } from '../dom/element';
import { keepKeys } from './dialogs';

export interface Asked {
  readonly title: string;
  readonly content: readonly Node[];
  /** What the button says that does it. */
  readonly action: string;
  /** Called by Enter and the button. A sentence: what is missing or went wrong; `done`: the sheet closes; `wait`: it stays as it is. */
  readonly act: () => Promise<{ readonly wrong: string } | 'done' | 'wait'>;
}

/** A sheet that asks for something and does it, or is left by Escape with nothing done. */
export class AskSheet {
  private readonly wrong = element('p', 'field-missing', { role: 'alert' });
  private readonly caption: HTMLElement;
  private readonly dialog: HTMLDialogElement;
  private acting = false;

  constructor(private readonly asked: Asked) {
    const act = button('primary', asked.action, 'Enter', () => void this.press());
    this.caption = act.querySelector('span') ?? act;
    this.dialog = element('dialog', 'sheet ask', { 'aria-label': asked.title }, [
      element('div', 'sheet-body', {}, [element('h1', '', {}, [asked.title]), ...asked.content, this.wrong]),
      element('div', 'sheet-foot', {}, [button('secondary', 'Cancel', 'Esc', () => this.cancel()), act]),
    ]);
    keepKeys(this.dialog, (event) => this.keyPressed(event));
    this.dialog.addEventListener('cancel', (event) => {
      if (this.acting) {
        event.preventDefault();
      }
    });
  }

  /** Resolves when it is closed; then nothing of it is left on the page. */
  open(): Promise<void> {
    document.body.append(this.dialog);
    this.dialog.showModal();
    return new Promise((resolve) => {
      this.dialog.addEventListener('close', () => {
        this.dialog.remove();
        resolve();
      });
    });
  }

  say(caption: string, wrong = ''): void {
    setText(this.caption, caption);
    setText(this.wrong, wrong);
  }

  /** What is being done cannot be called back: its outcome is waited for, as with Escape. */
  private cancel(): void {
    if (!this.acting) {
      this.dialog.close();
    }
  }

  private keyPressed(event: KeyboardEvent): void {
    if (event.key === 'Enter' && event.repeat && !event.shiftKey) {
      // A key that is held down is one stroke, on a button too.
      event.preventDefault();
    }
    const onButton = event.target instanceof HTMLButtonElement;
    if (event.key === 'Enter' && !event.shiftKey && !event.repeat && !event.isComposing && !onButton) {
      event.preventDefault();
      void this.press();
    }
  }

  private async press(): Promise<void> {
    if (this.acting) {
      return;
    }
    this.acting = true;
    const outcome = await this.asked.act();
    this.acting = false;
    if (outcome === 'done') {
      this.dialog.close();
    } else if (outcome !== 'wait') {
      this.say(this.asked.action, outcome.wrong);
    }
  }
}
