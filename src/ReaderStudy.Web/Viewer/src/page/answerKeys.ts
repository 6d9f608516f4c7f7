import type { AnswerEntry } from '../form/answerEntry';
import type { AnswerSheet } from '../form/answerSheet';
import type { Command } from './keyMap';

/** Obeys a command that concerns the answers alone; false when it is another's. */
export function answerByKey(command: Command, { sheet, entry }: { readonly sheet: AnswerSheet; readonly entry: AnswerEntry }): boolean {
  switch (command.kind) {
    case 'digit':
      entry.typeDigit(command.digit);
      return true;
    case 'erase':
      entry.erase();
      return true;
    case 'change':
      entry.changeRating(command.by);
      return true;
    case 'draw':
      // What is removed on the image is taken back where nothing is drawn.
      if (command.act === 'remove') {
        entry.erase();
      }
      return true;
    case 'undo':
      sheet.undo();
      return true;
    case 'redo':
      sheet.redo();
      return true;
    default:
      return false;
  }
}
