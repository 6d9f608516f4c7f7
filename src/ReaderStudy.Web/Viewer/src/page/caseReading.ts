import type { ReadingApi } from '../api/readingApi';
import type { CaseToRead, LockedReading, Question, SkipRequest } from '../contract';
import { AnswerEntry } from '../form/answerEntry';
import { AnswerSheet, sameAnswers } from '../form/answerSheet';
import { startingAnswers } from '../form/startingAnswers';
import { DraftSaver, type SavingStatus } from '../saving/draftSaver';
import type { UnsavedStore } from '../saving/unsavedStore';
import type { DrawnCase } from '../marks/drawnCase';
import { TimeLog } from '../time/timeLog';
import { drawnOf } from './drawnOf';
import { strokeTime } from '../time/strokeTime';

export interface CaseReadingParts {
  readonly api: ReadingApi;
  readonly questions: readonly Question[];
  readonly unsaved: UnsavedStore;
  readonly onStatus: (status: SavingStatus) => void;
  readonly onChange: (cleared: readonly Question[]) => void;
}

const now = (): number => performance.now();

/** One stage of a case while it is read: its answers, their saving, and the times. */
export class CaseReading {
  readonly kind = 'reading';
  readonly sheet: AnswerSheet;
  readonly drawn: DrawnCase;
  readonly entry: AnswerEntry;
  readonly times = new TimeLog(now, document.hidden);
  readonly saver: DraftSaver;
  /** The answers began as a copy of the unaided ones. */
  readonly copied: boolean;

  constructor(
    readonly toRead: CaseToRead,
    private readonly parts: CaseReadingParts,
  ) {
    const { position, stage = 'only' } = toRead;
    const place = { position, stage };
    const { answers, unsaved, copied } = startingAnswers(parts.questions, toRead, parts.unsaved.find(place));
    this.copied = copied;
    this.drawn = drawnOf(toRead, parts.questions, parts.api, parts.unsaved);
    this.sheet = new AnswerSheet(parts.questions, this.drawn.resume(answers));
    this.entry = new AnswerEntry(this.sheet, strokeTime);
    this.saver = new DraftSaver({
      place,
      sequence: toRead.clientSequence,
      savedAt: typeof toRead.savedAt === 'string' ? new Date(toRead.savedAt) : null,
      answers: this.drawn.toSend(this.sheet.answers),
      save: (draft, keepalive) => parts.api.saveDraft(position, draft, keepalive),
      lock: (request) => parts.api.lock(position, request),
      times: () => this.times.read(),
      unsaved: parts.unsaved,
      onStatus: parts.onStatus,
    });
    if (unsaved !== null) {
      this.saver.resume(unsaved);
    }
    if (copied) {
      // Revising begins at the top: a digit must not fall into the last answer.
      const [first] = this.sheet.asked;
      this.sheet.goTo(first?.id ?? '');
    }
    let saved = this.sheet.answers;
    this.sheet.onChange(({ cleared }) => {
      if (this.sheet.answers !== saved) {
        saved = this.sheet.answers;
        this.times.answered();
        this.saver.change(this.drawn.toSend(saved));
      }
      parts.onChange(cleared);
    });
    // What was kept of drawings is sent, and outlines are once the server has them.
    let sent = this.drawn.toSend(saved);
    this.drawn.onChange(() => {
      if (this.saver.hasEnded) {
        // Nobody would send its UID: it stays in the tab until the case is opened again.
        return;
      }
      const sendable = this.drawn.toSend(this.sheet.answers);
      if (!sameAnswers(sendable, sent)) {
        sent = sendable;
        this.saver.change(sendable);
      }
    });
  }

  /** The server does not have all of it: answers, or what was drawn. */
  get hasUnsaved(): boolean {
    return this.saver.hasUnsaved || this.drawn.isKept;
  }

  /** @param confirmed By the check's id: why answers stand that contradict each other; null: nothing was asked. */
  async lock(confirmed: Readonly<Record<string, string>> | null): Promise<LockedReading> {
    await this.drawn.settled();
    const locked = await this.saver.lock(this.drawn.toSend(this.sheet.answers), confirmed);
    this.drawn.forget();
    return locked;
  }

  /** Gives up the case with a reason; when that is refused, the answers are saved as before. */
  async skip(chosen: Pick<SkipRequest, 'reason' | 'text'>): Promise<LockedReading> {
    const { position, stage = 'only' } = this.toRead;
    const taken = await this.saver.take();
    try {
      const skipped = await this.parts.api.skip(position, { ...taken, stage, ...chosen, times: this.times.read() });
      this.saver.giveUp();
      this.drawn.forget();
      return skipped;
    } catch (error) {
      this.saver.goOn();
      throw error;
    }
  }
}
