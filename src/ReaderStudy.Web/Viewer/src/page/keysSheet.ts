import { button, element, setText } from '../dom/element';
import { keepKeys } from './dialogs';
import { type Binding, keyOf, shownKey } from './keyMap';
import type { OwnKeys } from './ownKeys';

/** Gives commands other keys: choose a row, press the key. A key that another command has is taken from it by pressing it once more. */
export class KeysSheet {
  private readonly said = element('p', 'keys-said', { role: 'status', 'aria-live': 'polite' });
  private readonly list = element('div', 'keys-list');
  private readonly dialog: HTMLDialogElement;
  /** The command that waits for its key. */
  private waiting: Binding | null = null;
  /** The key that would be taken from another command. */
  private contested: string | null = null;

  constructor(
    private readonly keys: OwnKeys,
    private readonly shown: readonly Binding[],
  ) {
    const reset = button('secondary', 'All keys as they were', null, () => this.reset());
    this.dialog = element('dialog', 'sheet', { 'aria-label': 'Change keys' }, [
      element('div', 'sheet-body', {}, [element('h1', '', {}, ['Change keys']), this.said, this.list]),
      element('div', 'sheet-foot', {}, [reset, button('primary', 'Done', 'Esc', () => this.dialog.close())]),
    ]);
    keepKeys(this.dialog, (event) => this.pressed(event));
    this.draw();
    this.choose(null);
  }

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

  private draw(): void {
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['binding'] : undefined;
    const rows = this.shown
      .filter((binding) => binding.fixed !== true)
      .map((binding) => {
        const keys = this.keys.list.find((b) => b.id === binding.id)?.keys ?? [];
        const row = element('button', 'key-row', { type: 'button', 'data-binding': binding.id }, [
          element('span', '', {}, [binding.does]),
          element('span', 'key-row-keys', {}, keys.length === 0 ? ['no key'] : keys.map((key) => element('kbd', '', {}, [shownKey(key)]))),
        ]);
        row.addEventListener('click', () => this.choose(binding));
        return row;
      });
    this.list.replaceChildren(...rows);
    rows.find((row) => row.dataset['binding'] === focused)?.focus();
  }

  private choose(binding: Binding | null, said?: string): void {
    this.waiting = binding;
    this.contested = null;
    this.list.querySelectorAll<HTMLElement>('.key-row').forEach((row) => row.classList.toggle('waiting', row.dataset['binding'] === binding?.id));
    const next = 'Choose what should have another key. They are kept in this browser.';
    setText(this.said, said ?? (binding === null ? next : `Press the new key for “${binding.does}”, or Esc.`));
  }

  private pressed(event: KeyboardEvent): void {
    const { waiting } = this;
    if (waiting !== null && event.key === 'Escape') {
      // Takes back the choice of a row; the sheet stays.
      event.preventDefault();
      this.choose(null);
      return;
    }
    if (waiting === null || ['Shift', 'Control', 'Alt', 'Meta', 'AltGraph'].includes(event.key)) {
      return;
    }
    event.preventDefault();
    if (!event.repeat) {
      this.take(waiting, keyOf(event));
    }
  }

  private take(waiting: Binding, key: string): void {
    const refusal = this.keys.refusal(key);
    const holder = this.keys.holderOf(key, waiting.id);
    if (refusal !== null) {
      setText(this.said, refusal);
    } else if (holder !== null && this.contested !== key) {
      this.contested = key;
      setText(this.said, `${shownKey(key)} is the key of “${holder.does}”. Press it again to take it from there, or another key.`);
    } else {
      this.keys.give(waiting.id, key);
      this.draw();
      const without = holder === null || this.keys.list.some((b) => b.id === holder.id && b.keys.length > 0) ? '' : ` “${holder.does}” has no key now.`;
      this.choose(null, `${shownKey(key)}: ${waiting.does}.${without}`);
    }
  }

  private reset(): void {
    this.keys.reset();
    this.draw();
    this.choose(null, 'All keys are as they were.');
  }
}
