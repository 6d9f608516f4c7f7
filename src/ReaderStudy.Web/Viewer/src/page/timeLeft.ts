import type { TextStore } from '../saving/unsavedStore';

/** How many of the last cases make the pace. */
const last = 20;
/** A case that took longer was interrupted, in milliseconds. */
const longest = 30 * 60_000;

/** The reader's own pace in a session, and what is left at it. Kept in the browser; nobody else sees it. */
export class TimeLeft {
  private readonly key: string;
  private begun: { readonly position: number; readonly at: number } | null = null;

  constructor(
    private readonly store: TextStore,
    sessionId: string,
    private readonly now: () => number,
  ) {
    this.key = `reading.pace.${sessionId}`;
  }

  /** A case is read from now on; the same one again goes on. */
  begin(position: number): void {
    if (this.begun?.position !== position) {
      this.begun = { position, at: this.now() };
    }
  }

  done(position: number): void {
    const took = this.begun?.position === position ? this.now() - this.begun.at : null;
    this.begun = null;
    if (took === null || took > longest) {
      return;
    }
    try {
      this.store.setItem(this.key, JSON.stringify([...this.read(), took].slice(-last)));
    } catch {
      // Without a store there is no pace; nothing depends on it.
    }
  }

  /** In words; empty until three cases were read. @param cases That are still to be read. */
  words(cases: number): string {
    const times = this.read().sort((a, b) => a - b);
    const median = times[Math.floor(times.length / 2)];
    if (times.length < 3 || median === undefined || cases <= 0) {
      return '';
    }
    const minutes = Math.round((median * cases) / 60_000);
    return minutes < 1 ? 'under a minute left' : minutes < 90 ? `about ${minutes} min left` : `about ${(minutes / 60).toFixed(1)} h left`;
  }

  private read(): number[] {
    try {
      const kept: unknown = JSON.parse(this.store.getItem(this.key) ?? '[]');
      return Array.isArray(kept) ? kept.filter((t): t is number => typeof t === 'number' && Number.isFinite(t)) : [];
    } catch {
      return [];
    }
  }
}
