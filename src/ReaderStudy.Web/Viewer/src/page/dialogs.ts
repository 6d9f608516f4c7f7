import { button, element } from '../dom/element';
import { keyHelp, windowKeys } from './keyMap';
import type { WindowPreset } from '../contract';

/** A sheet over the page; Escape and its button close it. */
function sheet(title: string, closeLabel: string, content: readonly (Node | string)[]): HTMLDialogElement {
  const dialog = element('dialog', 'sheet', { 'aria-label': title });
  const close = button('primary', closeLabel, 'Enter', () => dialog.close());
  close.autofocus = true;
  dialog.append(
    // Focusable, so that a long sheet is scrolled by keys.
    element('div', 'sheet-body', { tabindex: '0' }, [element('h1', '', {}, [title]), ...content]),
    element('div', 'sheet-foot', {}, [close]),
  );
  dialog.addEventListener('keydown', (event) => {
    event.stopPropagation();
    if (event.key === 'Enter' && !event.repeat) {
      event.preventDefault();
      dialog.close();
    }
  });
  document.body.append(dialog);
  return dialog;
}

export function helpSheet(windows: readonly WindowPreset[]): HTMLDialogElement {
  const groups = keyHelp.map((group) =>
    element('section', '', {}, [
      element('h2', '', {}, [group.title]),
      element(
        'dl',
        '',
        {},
        group.rows.flatMap((row) => [
          element('dt', '', {}, row.keys.map((key) => element('kbd', '', {}, [key]))),
          element('dd', '', {}, [row.does]),
        ]),
      ),
    ]),
  );
  const presets = windows.slice(0, windowKeys.length).flatMap((w, i) => [
    element('dt', '', {}, [element('kbd', '', {}, [windowKeys[i] ?? ''])]),
    element('dd', '', {}, [`${w.name}: width ${w.width}, level ${w.center}`]),
  ]);
  if (presets.length > 0) {
    groups.splice(2, 0, element('section', '', {}, [element('h2', '', {}, ['Windows']), element('dl', '', {}, presets)]));
  }
  return sheet('Keys', 'Close', [element('div', 'help-groups', {}, groups)]);
}

export function instructionsSheet(text: string, total: number, corrections: boolean): HTMLDialogElement {
  const paragraphs = text.split(/\n\s*\n/).filter((p) => p.trim() !== '');
  return sheet('Instructions', 'Read on', [
    ...paragraphs.map((p) => element('p', '', {}, [p])),
    element('p', 'quiet', {}, [
      `${total === 1 ? 'One case' : `${total} cases`}, in an order of your own. Every answer is saved as you give it; you can leave and come back. `,
      corrections ? 'A locked reading can be corrected with a reason; the first answers are kept. ' : 'A locked reading cannot be changed. ',
      element('kbd', '', {}, ['?']),
      ' shows the keys, ',
      element('kbd', '', {}, ['I']),
      ' these instructions.',
    ]),
  ]);
}

/** Opens a sheet and resolves when it is closed. */
export function open(dialog: HTMLDialogElement): Promise<void> {
  if (!dialog.open) {
    dialog.showModal();
  }
  return new Promise((resolve) => dialog.addEventListener('close', () => resolve(), { once: true }));
}
