import { type Command, commandOf } from './keyMap';

export interface RoomKeyActions {
  obey(command: Command): void;
}

/** Listens to the keyboard for the whole page; sheets and text fields keep their own keys. */
export function listenToKeys({ obey }: RoomKeyActions): void {
  document.addEventListener('keydown', (event) => {
    const target = event.target instanceof HTMLElement ? event.target : null;
    if (document.querySelector('dialog[open]') !== null || event.isComposing) {
      return;
    }
    const command = commandOf(event);
    if (target instanceof HTMLTextAreaElement) {
      keyInText(event, command, target, obey);
      return;
    }
    // On a focused control Enter is that control's.
    const onControl = target !== null && target.closest('.tool, .lock, .secondary, .primary') !== null;
    if (command === null || (command.kind === 'lock' && onControl)) {
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

/** In a text field keys write; only Escape and Ctrl+Enter are ours. */
function keyInText(event: KeyboardEvent, command: Command | null, field: HTMLTextAreaElement, obey: (command: Command) => void): void {
  if (command?.kind === 'cancel') {
    field.blur();
  } else if (command?.kind === 'lock' && event.ctrlKey) {
    event.preventDefault();
    obey(command);
  }
}
