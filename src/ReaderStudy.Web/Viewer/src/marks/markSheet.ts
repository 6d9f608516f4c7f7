import type { Answers, Question } from '../contract';
import { AnswerEntry } from '../form/answerEntry';
import { AnswerSheet, sameAnswers } from '../form/answerSheet';
import { answersFromServer } from '../form/asked';
import type { Mark } from './drawnAnswers';
import { strokeTime } from '../time/strokeTime';

export const ratingId = '#rating';

/** What is asked of a mark: its rating, then the protocol's questions. */
export function questionsOfMark({ minimum, maximum, perMark = [] }: Question): readonly Question[] {
  const bounds = { ...(minimum === undefined ? {} : { minimum }), ...(maximum === undefined ? {} : { maximum }) };
  return [{ id: ratingId, text: 'Rating', kind: 'rating', ...bounds }, ...perMark];
}

/** The answers to one mark, as a sheet of their own: keys and conditions work as they do in the column. Undo is the case's. */
export class MarkSheet {
  readonly questions: readonly Question[];
  readonly sheet: AnswerSheet;
  readonly entry: AnswerEntry;

  constructor(
    question: Question,
    readonly index: number,
    mark: Mark,
    changed: (mark: Pick<Mark, 'rating' | 'answers'>, stroke: string | null) => void,
  ) {
    this.questions = questionsOfMark(question);
    this.sheet = new AnswerSheet(this.questions, answersOf(question, mark));
    this.entry = new AnswerEntry(this.sheet, strokeTime);
    let told = this.sheet.answers;
    this.sheet.onChange(({ stroke }) => {
      if (!sameAnswers(told, this.sheet.answers)) {
        told = this.sheet.answers;
        changed(markOf(told), stroke === null ? null : `mark-${index}-${stroke}`);
      }
    });
  }

  /** Whether the mark still has these answers: after undo it may not. */
  holds(question: Question, mark: Mark): boolean {
    return sameAnswers(this.sheet.answers, answersOf(question, mark));
  }
}

function answersOf({ perMark = [] }: Question, { rating, answers }: Mark): Answers {
  return { ...(rating === null ? {} : { [ratingId]: rating }), ...answersFromServer(perMark, answers) };
}

function markOf(given: Answers): Pick<Mark, 'rating' | 'answers'> {
  const { [ratingId]: rating, ...answers } = given;
  return { rating: typeof rating === 'number' ? rating : null, answers: Object.fromEntries(Object.entries(answers).map(([id, value]) => [id, String(value)])) };
}
