import type { TextStore } from '../saving/unsavedStore';

/** A pause that ends a sitting, in milliseconds. */
const rest = 15 * 60_000;

interface Kept {
  readonly cases: number;
  readonly lastAt: number;
}

/** How many cases were read in one go; survives a reload of the tab, and begins anew after a quarter of an hour without one. */
export class Sitting {
  private readonly key: string;

  constructor(
    private readonly store: TextStore,
    sessionId: string,
    private readonly breakAfterCases: number | null,
    private readonly now: () => number,
  ) {
    this.key = `reading.sitting.${sessionId}`;
  }

  /** A case is done. Returns what is suggested, or null. The suggestion comes again after as many cases more. */
  caseDone(): string | null {
    const kept = this.read();
    const cases = (kept !== null && this.now() - kept.lastAt < rest ? kept.cases : 0) + 1;
    this.write({ cases, lastAt: this.now() });
    return this.breakAfterCases !== null && this.breakAfterCases > 0 && cases % this.breakAfterCases === 0
      ? `${cases === 1 ? 'One case' : `${cases} cases`} in this sitting: time for a short break? Everything is saved.`
      : null;
  }

  private read(): Kept | null {
    try {
      const { cases, lastAt } = JSON.parse(this.store.getItem(this.key) ?? 'null') as Kept;
      return Number.isFinite(cases) && Number.isFinite(lastAt) ? { cases, lastAt } : null;
    } catch {
      return null;
    }
  }

  private write(kept: Kept): void {
    try {
      this.store.setItem(this.key, JSON.stringify(kept));
    } catch {
      // Without a store nothing is suggested; nothing depends on it.
    }
  }
}
