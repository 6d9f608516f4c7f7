import type { ReadingApi } from '../api/readingApi';
import type { CaseToRead, Question } from '../contract';
import { AnswerSheet } from '../form/answerSheet';
import { answersFromServer } from '../form/asked';
import type { DrawnCase } from '../marks/drawnCase';
import { drawnOf } from './drawnOf';

/** A reading that is locked or skipped, to look at. */
export class CaseLook {
  readonly kind = 'looking';
  readonly sheet: AnswerSheet;
  readonly drawn: DrawnCase;

  constructor(
    readonly toRead: CaseToRead,
    questions: readonly Question[],
    api: Pick<ReadingApi, 'saveOutline' | 'outline'>,
  ) {
    this.drawn = drawnOf(toRead, questions, api, null);
    this.sheet = new AnswerSheet(questions, answersFromServer(questions, toRead.answers));
  }
}
