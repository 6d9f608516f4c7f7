import type { AnswerEntry } from '../form/answerEntry';
import type { AnswerSheet } from '../form/answerSheet';
import type { QuestionEvents } from '../form/questionView';
import { askLiRads } from './liRadsSheet';

interface Answering {
  readonly sheet: AnswerSheet;
  readonly entry: AnswerEntry;
}

/** What the questions' controls do to the case that is answered. @param done Called when an aid was left. */
export function answerEvents(whileAnswering: (act: (answering: Answering) => void) => void, done: () => void): QuestionEvents {
  return {
    answer: (id, value, stroke) => whileAnswering(({ sheet }) => void sheet.answer(id, value, stroke)),
    clear: (id, stroke) => whileAnswering(({ sheet }) => sheet.clear(id, stroke)),
    goTo: (id) => whileAnswering(({ sheet }) => sheet.goTo(id)),
    toggle: (id, choice) => whileAnswering(({ entry }) => entry.toggle(id, choice)),
    typed: (id, text, stroke) => whileAnswering(({ entry }) => entry.typeText(id, text, stroke)),
    aid: (id) =>
      whileAnswering(({ sheet }) => {
        const question = sheet.asked.find((q) => q.id === id);
        if (question?.aid !== undefined) {
          void askLiRads(question, sheet).then(done);
        }
      }),
  };
}
