import { element } from '../dom/element';
import { AskSheet } from './askSheet';

/**
 * Asks why a locked reading is corrected. Resolves when the sheet is closed.
 * @param save Tells the server; resolves to what went wrong, or null.
 */
export function askForCorrection(save: (reason: string) => Promise<string | null>): Promise<void> {
  const words = element('textarea', 'text-answer', { rows: '3', maxlength: '2000', autofocus: '' });
  const sheet = new AskSheet({
    title: 'Correct this reading',
    content: [
      element('p', '', {}, ['The answers that were locked are kept with the new ones, and the correction is visible to the statistician.']),
      element('label', 'because', {}, ['Why is it corrected?', words]),
    ],
    action: 'Save the correction',
    act: async () => {
      const reason = words.value.trim();
      if (reason === '') {
        return { wrong: 'Say why it is corrected.' };
      }
      const wrong = await save(reason);
      return wrong === null ? 'done' : { wrong };
    },
  });
  return sheet.open();
}
