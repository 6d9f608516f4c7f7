/** Runs loads in the order given, few at a time; a failed load is counted and does not stop the rest. */
export class LoadQueue {
  private waiting: (() => Promise<unknown>)[] = [];
  private running = 0;
  private idle: (() => void)[] = [];
  failed = 0;
  private calming: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly atOnce: number) {}

  /** Resolves when these and all earlier loads are done or dropped. */
  run(loads: readonly (() => Promise<unknown>)[]): Promise<void> {
    this.waiting.push(...loads);
    const done = new Promise<void>((resolve) => this.idle.push(resolve));
    this.pump();
    return done;
  }

  /** Drops what has not begun. */
  drop(): void {
    this.waiting = [];
    this.pump();
  }

  /** One at a time for a while, so that what the reader does meanwhile stays smooth. In milliseconds. */
  calm(time: number): void {
    if (this.calming !== null) {
      clearTimeout(this.calming);
    }
    this.calming = setTimeout(() => {
      this.calming = null;
      this.pump();
    }, time);
  }

  private pump(): void {
    while (this.running < (this.calming === null ? this.atOnce : 1)) {
      const load = this.waiting.shift();
      if (load === undefined) {
        break;
      }
      this.running += 1;
      load()
        .catch(() => {
          this.failed += 1;
        })
        .finally(() => {
          this.running -= 1;
          this.pump();
        });
    }
    if (this.running === 0) {
      const waiters = this.idle;
      this.idle = [];
      waiters.forEach((resolve) => resolve());
    }
  }
}
