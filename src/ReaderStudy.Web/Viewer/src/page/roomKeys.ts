import { type Command, commandOf, type KeyTable } from './keyMap';

export interface RoomKeyActions {
  /** The person's keys as they are now. */
  table(): KeyTable;
  obey(command: Command): void;
}

/** Listens to the keyboard for the whole page; sheets and text fields keep their own keys. */
export function listenToKeys({ table, obey }: RoomKeyActions): void {
  document.addEventListener('keydown', (event) => {
    const target = event.target instanceof HTMLElement ? event.target : null;
    if (document.querySelector('dialog[open]') !== null || event.isComposing) {
      return;
    }
    const command = commandOf(event, table());
    if (target instanceof HTMLInputElement && editsNumber(event)) {
      return;
    }
    if (target instanceof HTMLTextAreaElement) {
      keyInText(event, command, target, obey);
      return;
    }
    // On a focused control Enter and Space are that control's.
    const onControl = target !== null && target.closest('.tool, .lock, .secondary, .primary, .mark-row') !== null;
    const presses = command?.kind === 'lock' || (command?.kind === 'draw' && command.act === 'press');
    if (command === null || (presses && onControl)) {
      return;
    }
    // Space works the control that has the focus.
    if (command.kind === 'play' && target?.closest('button, input, a, summary') !== null && target !== document.body) {
      return;
    }
    event.preventDefault();
    obey(command);
  });
}

/** In the field of a number these write; all others are commands there too. */
function editsNumber({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  const isCopying = (ctrlKey || metaKey) && /^[acvx]$/i.test(key);
  return isCopying || (!ctrlKey && !metaKey && (/^[0-9.,−-]$/.test(key) || ['Backspace', 'Delete', 'ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(key)));
}

/** In a text field keys write; only Escape and Ctrl+Enter are ours. */
function keyInText(event: KeyboardEvent, command: Command | null, field: HTMLTextAreaElement, obey: (command: Command) => void): void {
  if (command?.kind === 'cancel') {
    field.blur();
  } else if (command?.kind === 'lock' && event.ctrlKey) {
    event.preventDefault();
    obey(command);
  }
}
