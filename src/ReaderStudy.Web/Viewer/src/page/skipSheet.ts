import { sentenceOf } from '../api/requestFailed';
import type { SkipReason } from '../contract';
import { element } from '../dom/element';
import { AskSheet } from './askSheet';
import { missingOfSkip, type SkipChoice, skipOf } from './skipChoice';
import { TwoStrokes } from './twoStrokes';
import { strokeTime } from '../time/strokeTime';

const action = 'Skip this case and go on';

/**
 * Asks why a case cannot be evaluated, and skips it in two strokes. Resolves when the sheet is closed.
 * @param skip Tells the server; what it throws is said in the sheet.
 */
export function askForSkip(reasons: readonly SkipReason[], skip: (chosen: NonNullable<ReturnType<typeof skipOf>>) => Promise<void>): Promise<void> {
  const rows = reasons.map(({ id, label }, i) => {
    const radio = element('input', '', { type: 'radio', name: 'skip-reason', value: id });
    const number = element('kbd', '', { 'aria-hidden': 'true' }, [String(i + 1)]);
    return { id, radio, row: element('label', 'choice', {}, [radio, number, element('span', '', {}, [label])]) };
  });
  const words = element('textarea', 'text-answer', { rows: '3', maxlength: '2000' });
  const choice = (): SkipChoice => ({ reason: rows.find((r) => r.radio.checked)?.id ?? null, text: words.value });
  const strokes = new TwoStrokes(
    () => performance.now(),
    () => sheet.say(strokes.armed ? 'Press Enter again to skip' : action),
    strokeTime,
  );
  const content = element('div', 'ask-fields', {}, [
    element('p', '', {}, ['The case gets no answers from you, and your answers so far do not count. It cannot be read again.']),
    element('fieldset', 'choices', {}, [element('legend', '', {}, ['Why?']), ...rows.map((r) => r.row)]),
    element('label', 'because', {}, ['In your words (needed for another reason)', words]),
  ]);
  content.addEventListener('input', () => strokes.disarm());
  content.addEventListener('keydown', (event) => {
    const chosen = event.target === words ? undefined : rows[Number(event.key) - 1];
    if (chosen !== undefined) {
      event.preventDefault();
      chosen.radio.checked = true;
      chosen.radio.focus();
      strokes.disarm();
    }
  });
  rows[0]?.radio.setAttribute('autofocus', '');

  const sheet = new AskSheet({
    title: 'This case cannot be evaluated',
    content: [content],
    action,
    act: async () => {
      const missing = missingOfSkip(choice());
      if (missing !== null) {
        return { wrong: missing };
      }
      const chosen = skipOf(choice());
      if (chosen === null || !strokes.press()) {
        return 'wait';
      }
      try {
        await skip(chosen);
        return 'done';
      } catch (error) {
        return { wrong: `Not skipped: ${sentenceOf(error)}` };
      }
    },
  });
  return sheet.open().finally(() => strokes.disarm());
}
