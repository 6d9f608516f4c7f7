/** How long the first stroke waits for the second, in milliseconds. */
const patience = 5000;
/** Two strokes closer than this are one bouncing key. */
const bounce = 200;

/** An act that takes two strokes, so that no single one does it by accident. */
export class TwoStrokes {
  private armedAt: number | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;

  /**
   * @param changed Told when the first stroke begins or ends to wait.
   * @param made When the stroke was made: one that was made before the page could say that it waits for the second is none.
   */
  constructor(
    private readonly now: () => number,
    private readonly changed: () => void,
    private readonly made: () => number = now,
  ) {}

  get armed(): boolean {
    return this.armedAt !== null;
  }

  /** True on the second stroke. */
  press(): boolean {
    if (this.armedAt === null) {
      this.armedAt = this.now();
      this.timer = setTimeout(() => this.disarm(), patience);
      this.changed();
      return false;
    }
    if (this.made() - this.armedAt <= bounce) {
      return false;
    }
    this.disarm();
    return true;
  }

  disarm(): void {
    if (this.timer !== null) {
      clearTimeout(this.timer);
      this.timer = null;
    }
    if (this.armedAt !== null) {
      this.armedAt = null;
      this.changed();
    }
  }
}
