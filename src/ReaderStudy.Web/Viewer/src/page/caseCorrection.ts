import type { ReadingApi } from '../api/readingApi';
import type { Answers, CaseToRead, Question } from '../contract';
import { AnswerEntry } from '../form/answerEntry';
import { AnswerSheet, sameAnswers } from '../form/answerSheet';
import { answersFromServer } from '../form/asked';
import type { DrawnCase } from '../marks/drawnCase';
import { drawnOf } from './drawnOf';

/** New answers to a locked reading. Nothing is saved on the way: the correction is made whole, with its reason. */
export class CaseCorrection {
  readonly kind = 'correcting';
  readonly sheet: AnswerSheet;
  readonly drawn: DrawnCase;
  readonly entry: AnswerEntry;
  private readonly locked: Answers;
  private sequence: number;

  constructor(
    readonly toRead: CaseToRead,
    questions: readonly Question[],
    private readonly api: Pick<ReadingApi, 'correct' | 'saveOutline' | 'outline'>,
    onChange: (cleared: readonly Question[]) => void,
    now: () => number,
  ) {
    this.drawn = drawnOf(toRead, questions, api, null);
    this.sheet = new AnswerSheet(questions, this.drawn.resume(answersFromServer(questions, toRead.answers)));
    this.locked = this.sheet.answers;
    this.sequence = toRead.clientSequence;
    this.entry = new AnswerEntry(this.sheet, now);
    // A digit must not fall into the last answer.
    this.sheet.goTo(this.sheet.asked[0]?.id ?? '');
    this.sheet.onChange(({ cleared }) => {
      this.drawn.toSend(this.sheet.answers);
      onChange(cleared);
    });
  }

  get changed(): boolean {
    return !sameAnswers(this.locked, this.sheet.answers);
  }

  /** Saves it whole. Resolves to the case as it stands then. */
  async save(reason: string, confirmed: Readonly<Record<string, string>> | null): Promise<CaseToRead> {
    const { position, stage = 'only' } = this.toRead;
    await this.drawn.settled();
    const answers = this.drawn.toSend(this.sheet.answers);
    this.sequence += 1;
    const { clientSequence, corrections } = await this.api.correct(position, {
      clientSequence: this.sequence,
      stage,
      answers,
      reason,
      ...(confirmed === null ? {} : { confirmed }),
    });
    return { ...this.toRead, answers, clientSequence, corrections };
  }
}
