import type { ReadingApi } from '../api/readingApi';
import type { CaseToRead, LockedReading, Question } from '../contract';
import { AnswerSheet } from '../form/answerSheet';
import { DigitEntry } from '../form/digitEntry';
import { answersFromServer, maximumOf, minimumOf, offeredChoices } from '../form/asked';
import { DraftSaver, type SavingStatus } from '../saving/draftSaver';
import type { UnsavedStore } from '../saving/unsavedStore';
import { TimeLog } from '../time/timeLog';

export interface CaseReadingParts {
  readonly api: ReadingApi;
  readonly questions: readonly Question[];
  readonly unsaved: UnsavedStore;
  readonly onStatus: (status: SavingStatus) => void;
  readonly onChange: (cleared: readonly Question[]) => void;
}

const now = (): number => performance.now();

/** One case while it is read: its answers, their saving, and the times. */
export class CaseReading {
  readonly sheet: AnswerSheet;
  readonly times = new TimeLog(now, document.hidden);
  readonly saver: DraftSaver;
  private readonly digits = new DigitEntry(now);

  constructor(
    readonly toRead: CaseToRead,
    parts: CaseReadingParts,
  ) {
    const { position } = toRead;
    const kept = parts.unsaved.find(position);
    const unsaved = kept !== null && kept.clientSequence > toRead.clientSequence ? kept : null;
    this.sheet = new AnswerSheet(parts.questions, unsaved?.answers ?? answersFromServer(parts.questions, toRead.answers));
    this.saver = new DraftSaver({
      position,
      sequence: toRead.clientSequence,
      savedAt: typeof toRead.savedAt === 'string' ? new Date(toRead.savedAt) : null,
      save: (draft, keepalive) => parts.api.saveDraft(position, draft, keepalive),
      lock: (draft) => parts.api.lock(position, draft),
      times: () => this.times.read(),
      unsaved: parts.unsaved,
      onStatus: parts.onStatus,
    });
    if (unsaved !== null) {
      this.saver.resume(unsaved);
    }
    let saved = this.sheet.answers;
    this.sheet.onChange(({ cleared }) => {
      if (this.sheet.answers !== saved) {
        saved = this.sheet.answers;
        this.times.answered();
        this.saver.change(saved);
      }
      parts.onChange(cleared);
    });
  }

  /** A digit answers the current question: the choice with that number, or the next digit of a rating. */
  typeDigit(digit: string): void {
    const question = this.sheet.current;
    if (question?.kind === 'choice') {
      const choice = offeredChoices(question, this.sheet.answers)[Number(digit) - 1];
      if (choice !== undefined) {
        this.digits.end();
        this.sheet.answer(question.id, choice.id);
      }
    } else if (question?.kind === 'rating') {
      const value = this.digits.type(digit, maximumOf(question));
      this.sheet.answer(question.id, value, this.digits.stroke);
    }
  }

  /** Takes back the last digit of a rating, or the answer of a choice. */
  erase(): void {
    const question = this.sheet.current;
    if (question === null || question.kind === 'text') {
      return;
    }
    const value = question.kind === 'rating' ? this.digits.erase() : null;
    if (value === null || !this.sheet.answer(question.id, value, this.digits.stroke)) {
      this.sheet.clear(question.id);
    }
  }

  /** Moves the current rating; the first move sets it to the middle. */
  changeRating(by: number): void {
    const question = this.sheet.current;
    if (question?.kind !== 'rating') {
      return;
    }
    this.digits.end();
    const [low, high] = [minimumOf(question), maximumOf(question)];
    const value = this.sheet.answers[question.id];
    const next = typeof value === 'number' ? value + by : Math.round((low + high) / 2);
    this.sheet.answer(question.id, Math.min(high, Math.max(low, next)), `arrows-${question.id}`);
  }

  lock(): Promise<LockedReading> {
    return this.saver.lock(this.sheet.answers);
  }
}
