import type { ReadingTimes } from '../contract';

/**
 * What happened when while one case was read, from a monotonic clock in milliseconds since the page's start.
 * The server keeps its own times; these say what the reader saw and when.
 */
export class TimeLog {
  private readonly openedAt: number;
  private firstImageAt: number | null = null;
  private firstInputAt: number | null = null;
  private hiddenMs = 0;
  private hiddenSince: number | null = null;

  constructor(
    private readonly now: () => number,
    hidden: boolean,
  ) {
    this.openedAt = now();
    this.hiddenSince = hidden ? this.openedAt : null;
  }

  /** Every viewport shows its opening slice. */
  imagesShown(): void {
    this.firstImageAt ??= this.now();
  }

  answered(): void {
    this.firstInputAt ??= this.now();
  }

  visibilityChanged(hidden: boolean): void {
    if (hidden) {
      this.hiddenSince ??= this.now();
    } else if (this.hiddenSince !== null) {
      this.hiddenMs += this.now() - this.hiddenSince;
      this.hiddenSince = null;
    }
  }

  read(): ReadingTimes {
    const hiddenNow = this.hiddenSince === null ? 0 : this.now() - this.hiddenSince;
    return {
      openedAt: Math.round(this.openedAt),
      firstImageAt: this.firstImageAt === null ? null : Math.round(this.firstImageAt),
      firstInputAt: this.firstInputAt === null ? null : Math.round(this.firstInputAt),
      hiddenMs: Math.round(this.hiddenMs + hiddenNow),
    };
  }
}
