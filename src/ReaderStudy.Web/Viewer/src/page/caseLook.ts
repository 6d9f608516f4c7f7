import type { CaseToRead, Question } from '../contract';
import { AnswerSheet } from '../form/answerSheet';
import { answersFromServer } from '../form/asked';

/** A reading that is locked or skipped, to look at. */
export class CaseLook {
  readonly kind = 'looking';
  readonly sheet: AnswerSheet;

  constructor(
    readonly toRead: CaseToRead,
    questions: readonly Question[],
  ) {
    this.sheet = new AnswerSheet(questions, answersFromServer(questions, toRead.answers));
  }
}
