import type { Answers, Draft, LockedReading, LockRequest, ReadingTimes, SavedDraft } from '../contract';
import { codeOf, RequestFailed } from '../api/requestFailed';
import type { StagePlace, UnsavedStore } from './unsavedStore';

export type SavingStatus =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'pending' }
  | { readonly kind: 'saved'; readonly at: Date }
  | { readonly kind: 'retrying'; readonly reason: string }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'refused'; readonly reason: string; /** The broken rule's code, or null. */ readonly code: string | null };

export interface DraftSaverParts {
  readonly place: StagePlace;
  /** The sequence of the last draft that the server has. */
  readonly sequence: number;
  readonly savedAt: Date | null;
  /** Of the case as it is opened, as the server can be sent them. */
  readonly answers: Answers;
  readonly save: (draft: Draft, keepalive: boolean) => Promise<SavedDraft>;
  readonly lock: (request: LockRequest) => Promise<LockedReading>;
  readonly times: () => ReadingTimes;
  readonly unsaved: UnsavedStore;
  readonly onStatus: (status: SavingStatus) => void;
}

const quiet = 400;
const retryAfter = [1000, 2000, 4000, 8000, 15_000] as const;

/** Saves the answers to one case a moment after each change, and goes on trying until the server has them. */
export class DraftSaver {
  private sequence: number;
  private confirmedSequence: number;
  /** The sequence of the last save on the server that this page knows of: what it writes comes after that, or is refused. */
  private known: number;
  /** Sent, and not answered: it may have arrived. It is sent again before anything newer is. */
  private sent: Draft | null = null;
  private answers: Answers;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private inFlight: Promise<void> | null = null;
  private failures = 0;
  private closed = false;
  private left = false;
  private wake: (() => void) | null = null;
  status: SavingStatus;

  constructor(private readonly parts: DraftSaverParts) {
    this.sequence = parts.sequence;
    this.confirmedSequence = parts.sequence;
    this.known = parts.sequence;
    this.answers = parts.answers;
    this.status = parts.savedAt === null ? { kind: 'unchanged' } : { kind: 'saved', at: parts.savedAt };
  }

  get hasUnsaved(): boolean {
    return this.sequence > this.confirmedSequence;
  }

  /** Another case takes its place, or the server's answers hold: nothing that comes now is sent. */
  get hasEnded(): boolean {
    return this.left;
  }

  /** Takes over answers that an earlier page kept but could not save. */
  resume(draft: Draft): void {
    this.sequence = Math.max(this.sequence, draft.clientSequence);
    this.known = draft.after ?? this.known;
    this.change(draft.answers);
  }

  /**
   * The reader has decided: the answers of this page count, not those that another one saved.
   * @param over The sequence of those others.
   */
  insist(over: number): void {
    this.closed = false;
    this.sent = null;
    this.known = over;
    this.sequence = Math.max(this.sequence, over);
    this.change(this.answers);
  }

  change(answers: Answers): void {
    if (this.closed) {
      return;
    }
    this.answers = answers;
    this.sequence += 1;
    this.keep();
    if (this.status.kind === 'unchanged' || this.status.kind === 'saved') {
      this.tell({ kind: 'pending' });
    }
    if (this.status.kind !== 'retrying') {
      this.schedule(quiet);
    }
  }

  /** Sends what is unsaved at once, as when the page is being left or the network is back. */
  flush(keepalive = false): void {
    this.wake?.();
    if (this.hasUnsaved && !this.closed && this.inFlight === null) {
      this.stopTimer();
      void this.send(keepalive);
    }
  }

  /**
   * Locks the reading; goes on trying while the server cannot be reached.
   * Throws RequestFailed when the server refuses or the reader is signed out; the answers are kept then, and saved.
   * @param confirmed By the check's id: why answers stand that contradict each other; null: nothing was asked.
   */
  async lock(answers: Answers, confirmed: Readonly<Record<string, string>> | null = null): Promise<LockedReading> {
    await this.quieten();
    this.answers = answers;
    this.sequence += 1;
    this.keep();
    for (let failures = 0; ; failures += 1) {
      try {
        if (this.sent !== null) {
          await this.put(this.sent, false);
        }
        const draft = this.draft();
        const locked = await this.parts.lock(confirmed === null ? draft : { ...draft, confirmed });
        this.confirm(draft.clientSequence);
        return locked;
      } catch (error) {
        if (!(error instanceof RequestFailed) || error.kind !== 'unreachable') {
          this.goOn();
          throw error;
        }
        this.tell({ kind: 'retrying', reason: error.message });
        await this.pause(delayAfter(failures));
      }
    }
  }

  /** The next sequence, for a write that is not a draft: nothing that was saved before can overtake it. Saving rests until `goOn`. */
  async take(): Promise<Required<Pick<Draft, 'clientSequence' | 'after'>>> {
    await this.quieten();
    const clean = !this.hasUnsaved;
    this.sequence += 1;
    if (clean) {
      // The number is taken; there is still nothing to save.
      this.confirmedSequence = this.sequence;
    }
    return { clientSequence: this.sequence, after: this.known };
  }

  /** Saves again after a write that was refused, unless the case has been left meanwhile. */
  goOn(): void {
    if (this.left) {
      return;
    }
    this.closed = false;
    if (this.hasUnsaved) {
      this.schedule(quiet);
    }
  }

  /** Saves what is unsaved, once, and ends: another case comes on the screen. What the server does not get stays in the tab. */
  async leave(): Promise<void> {
    this.left = true;
    this.stopTimer();
    await this.inFlight;
    if (this.hasUnsaved && !this.closed) {
      await this.send(false);
    }
    await this.quieten();
  }

  /** Ends without saving; what the server does not have stays in the tab, for who opens the case again. */
  stop(): void {
    this.left = true;
    this.closed = true;
    this.stopTimer();
  }

  /** Ends without saving, and forgets what this tab kept: the server has something newer. */
  giveUp(): void {
    this.stop();
    this.parts.unsaved.forget(this.parts.place);
    this.confirmedSequence = this.sequence;
  }

  private async quieten(): Promise<void> {
    this.closed = true;
    this.stopTimer();
    await this.inFlight;
    // What was in flight may have scheduled another try before it ended.
    this.stopTimer();
  }

  private draft(): Draft {
    const { answers, sequence: clientSequence, known: after } = this;
    return { clientSequence, after, answers, times: this.parts.times(), stage: this.parts.place.stage };
  }

  private keep(): void {
    const sent = this.sent === null ? {} : { sent: this.sent.answers };
    this.parts.unsaved.keep(this.parts.place, { ...this.draft(), ...sent });
  }

  private schedule(delay: number): void {
    this.stopTimer();
    this.timer = setTimeout(() => void this.send(false), delay);
  }

  private send(keepalive: boolean): Promise<void> {
    this.inFlight ??= this.sendOnce(keepalive).finally(() => {
      this.inFlight = null;
    });
    return this.inFlight;
  }

  private async sendOnce(keepalive: boolean): Promise<void> {
    this.timer = null;
    const again = this.sent;
    try {
      const saved = await this.put(again ?? this.draft(), keepalive);
      this.failures = 0;
      if (this.hasUnsaved && !this.closed) {
        this.tell({ kind: 'pending' });
        this.schedule(again === null ? quiet : 0);
      } else {
        this.tell({ kind: 'saved', at: new Date(saved.savedAt) });
      }
    } catch (error) {
      this.failed(error);
    }
  }

  private async put(draft: Draft, keepalive: boolean): Promise<SavedDraft> {
    this.sent = draft;
    try {
      const saved = await this.parts.save(draft, keepalive);
      this.sent = null;
      // The same answers may stand there under a later sequence already.
      this.known = saved.clientSequence;
      this.sequence = Math.max(this.sequence, saved.clientSequence);
      this.confirm(draft.clientSequence);
      return saved;
    } catch (error) {
      if (error instanceof RequestFailed && error.kind !== 'unreachable') {
        // It was answered: it did not arrive.
        this.sent = null;
      }
      throw error;
    }
  }

  private failed(error: unknown): void {
    const kind = error instanceof RequestFailed ? error.kind : 'unreachable';
    const reason = error instanceof Error ? error.message : 'The answers could not be saved.';
    if (kind === 'refused') {
      this.tell({ kind: 'refused', reason, code: codeOf(error) });
      return;
    }
    this.tell(kind === 'signed-out' ? { kind: 'signed-out' } : { kind: 'retrying', reason });
    if (!this.closed) {
      this.schedule(delayAfter(this.failures));
    }
    this.failures += 1;
  }

  private confirm(sequence: number): void {
    this.confirmedSequence = Math.max(this.confirmedSequence, sequence);
    this.parts.unsaved.confirmed(this.parts.place, sequence);
  }

  private pause(delay: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, delay);
      this.wake = () => {
        clearTimeout(timer);
        this.wake = null;
        resolve();
      };
    });
  }

  private stopTimer(): void {
    if (this.timer !== null) {
      clearTimeout(this.timer);
      this.timer = null;
    }
  }

  private tell(status: SavingStatus): void {
    this.status = status;
    this.parts.onStatus(status);
  }
}

function delayAfter(failures: number): number {
  return retryAfter[Math.min(failures, retryAfter.length - 1)] ?? retryAfter[0];
}
