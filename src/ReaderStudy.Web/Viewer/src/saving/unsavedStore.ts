import type { Draft } from '../contract';

/** The part of `sessionStorage` that is used. */
export interface TextStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** Answers that the server has not yet confirmed, kept in the browser's tab so that a reload loses nothing. */
export class UnsavedStore {
  constructor(
    private readonly store: TextStore,
    private readonly sessionId: string,
  ) {}

  keep(position: number, draft: Draft): void {
    try {
      this.store.setItem(this.key(position), JSON.stringify(draft));
    } catch {
      // A full or forbidden store: the answers are still in memory and on their way to the server.
    }
  }

  /** The unconfirmed draft of a case, or null. */
  find(position: number): Draft | null {
    try {
      const text = this.store.getItem(this.key(position));
      return text === null ? null : asDraft(JSON.parse(text));
    } catch {
      return null;
    }
  }

  /** Forgets the draft unless a newer one has been kept since. */
  confirmed(position: number, clientSequence: number): void {
    const kept = this.find(position);
    if (kept !== null && kept.clientSequence <= clientSequence) {
      this.store.removeItem(this.key(position));
    }
  }

  private key(position: number): string {
    return `reading.${this.sessionId}.${position}`;
  }
}

function asDraft(value: unknown): Draft | null {
  if (typeof value !== 'object' || value === null) {
    return null;
  }
  const { clientSequence, answers, times } = value as Partial<Draft>;
  return typeof clientSequence === 'number' && answers !== undefined && times !== undefined ? { clientSequence, answers, times } : null;
}
