import { type Command, commandOf, type KeyTable } from './keyMap';

export interface RoomKeyActions {
  /** The person's keys as they are now. */
  table(): KeyTable;
  obey(command: Command): void;
}

/** Listens to the keyboard for the whole page; sheets and text fields keep their own keys. */
export function listenToKeys({ table, obey }: RoomKeyActions): void {
  document.addEventListener('keydown', (event) => {
    // A sheet that was just closed still has the focus.
    const target = event.target instanceof HTMLElement && event.target.closest('dialog') === null ? event.target : null;
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
    if (isControl(target) && (event.key === 'Enter' || event.key === ' ')) {
      // They press the control; a key that is held down presses it once, since two presses lock.
      if (event.repeat) {
        event.preventDefault();
      }
      return;
    }
    if (command === null) {
      return;
    }
    event.preventDefault();
    obey(command);
  });
}

/** Whether Enter and Space are the focused control's own. A choice is answered by its number: Enter locks from there. */
function isControl(target: HTMLElement | null): boolean {
  const control = target?.closest('button, a[href], summary') ?? null;
  return control !== null && !control.matches('[role=radio], [role=checkbox]');
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
