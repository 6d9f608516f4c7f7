import { button, element, keyLabel } from '../dom/element';
import { recordedWords } from '../seen/seenWords';

/** A sheet over the page; Escape, Enter and its button close it. `more` stands before that button. */
export function sheet(title: string, closeLabel: string, content: readonly (Node | string)[], more: readonly HTMLElement[] = []): HTMLDialogElement {
  const dialog = element('dialog', 'sheet', { 'aria-label': title });
  const close = button('primary', closeLabel, 'Enter', () => dialog.close());
  close.autofocus = true;
  dialog.append(
    // Focusable, so that a long sheet is scrolled by keys.
    element('div', 'sheet-body', { tabindex: '0' }, [element('h1', '', {}, [title]), ...content]),
    element('div', 'sheet-foot', {}, [...more, close]),
  );
  keepKeys(dialog, (event) => {
    if (event.key === 'Enter' && !event.repeat && !(event.target instanceof HTMLButtonElement && more.includes(event.target))) {
      event.preventDefault();
      dialog.close();
    }
  });
  document.body.append(dialog);
  return dialog;
}

/** The keys of a sheet are its own while it is open. It has the focus until the page is drawn without it: what is typed then is the page's. */
export function keepKeys(dialog: HTMLDialogElement, pressed: (event: KeyboardEvent) => void): void {
  dialog.addEventListener('keydown', (event) => {
    if (dialog.open) {
      event.stopPropagation();
      pressed(event);
    }
  });
}

export function instructionsSheet(text: string, total: number, corrections: boolean): HTMLDialogElement {
  const paragraphs = text.split(/\n\s*\n/).filter((p) => p.trim() !== '');
  return sheet('Instructions', 'Read on', [
    ...paragraphs.map((p) => element('p', '', {}, [p])),
    element('p', 'quiet', {}, [
      `${total === 1 ? 'One case' : `${total} cases`}, in an order of your own. Every answer is saved as you give it; you can leave and come back. `,
      corrections ? 'A locked reading can be corrected with a reason; the first answers are kept. ' : 'A locked reading cannot be changed. ',
      keyLabel('?'),
      ' shows the keys, ',
      keyLabel('I'),
      ' these instructions.',
    ]),
    element('p', 'quiet', {}, [recordedWords]),
  ]);
}

/** Opens a sheet and resolves when it is closed. */
export function open(dialog: HTMLDialogElement): Promise<void> {
  if (!dialog.open) {
    dialog.showModal();
  }
  return new Promise((resolve) => dialog.addEventListener('close', () => resolve(), { once: true }));
}

/** Closes whatever sheet is open: the page has nothing to ask any more. */
export function closeSheets(): void {
  document.querySelectorAll<HTMLDialogElement>('dialog[open]').forEach((dialog) => dialog.close());
}
