import type { Answers, Draft, Stage } from '../contract';

/** One reading of a case: its place in the session and its stage. */
export interface StagePlace {
  readonly position: number;
  readonly stage: Stage;
}

/** The part of `sessionStorage` that is used. */
export interface TextStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** A draft as it is kept in the browser. */
export interface KeptDraft extends Draft {
  /** The answers of the save before it, which was sent and not answered: the server may have them. Missing: none. */
  readonly sent?: Answers;
}

/** Answers that the server has not yet confirmed, kept in the browser's tab so that a reload loses nothing. */
export class UnsavedStore {
  constructor(
    private readonly store: TextStore,
    private readonly sessionId: string,
  ) {}

  keep(place: StagePlace, draft: KeptDraft): void {
    try {
      this.store.setItem(this.key(place), JSON.stringify(draft));
    } catch {
      // A full or forbidden store: the answers are still in memory and on their way to the server.
    }
  }

  /** The unconfirmed draft of a reading, or null. */
  find(place: StagePlace): KeptDraft | null {
    try {
      const text = this.store.getItem(this.key(place));
      return text === null ? null : asDraft(JSON.parse(text));
    } catch {
      return null;
    }
  }

  /** Forgets the draft unless a newer one has been kept since. */
  confirmed(place: StagePlace, clientSequence: number): void {
    const kept = this.find(place);
    if (kept !== null && kept.clientSequence <= clientSequence) {
      this.forget(place);
    }
  }

  /** Gives the draft up: the server has something newer. */
  forget(place: StagePlace): void {
    try {
      this.store.removeItem(this.key(place));
    } catch {
      // What could not be kept need not be forgotten.
    }
  }

  /** What is drawn and not with the server yet; null: nothing. */
  keepDrawing(place: StagePlace, text: string | null): void {
    try {
      if (text === null) {
        this.store.removeItem(`${this.key(place)}.drawn`);
      } else {
        this.store.setItem(`${this.key(place)}.drawn`, text);
      }
    } catch {
      // As with answers: it is still in memory.
    }
  }

  findDrawing(place: StagePlace): string | null {
    try {
      return this.store.getItem(`${this.key(place)}.drawn`);
    } catch {
      return null;
    }
  }

  private key({ position, stage }: StagePlace): string {
    return `reading.${this.sessionId}.${position}.${stage}`;
  }
}

function asDraft(value: unknown): KeptDraft | null {
  if (typeof value !== 'object' || value === null) {
    return null;
  }
  const { clientSequence, after, answers, times, stage, sent } = value as Partial<KeptDraft>;
  return typeof clientSequence === 'number' && answers !== undefined && times !== undefined && stage !== undefined
    ? { clientSequence, answers, times, stage, ...(typeof after === 'number' ? { after } : {}), ...(typeof sent === 'object' ? { sent } : {}) }
    : null;
}
