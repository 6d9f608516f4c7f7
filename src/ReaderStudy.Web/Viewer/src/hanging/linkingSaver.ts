import type { Stage } from '../contract';
import type { Linking } from './hangingContract';

/** Seconds after which an unanswered save is tried again; the last one from then on. */
const waits = [1, 2, 4, 8, 15];

/** Where a linking belongs. */
export interface LinkedCase {
  readonly position: number;
  readonly stage: Stage;
}

/** Keeps the linking of a case on the server, one request at a time, the newest last; tries again while there is no answer. */
export class LinkingSaver {
  private waiting: { readonly of: LinkedCase; readonly linking: Linking } | null = null;
  private running = false;

  /** `send` resolves when it is kept; `isWorthTrying` says of a failure whether it may pass. */
  constructor(
    private readonly send: (of: LinkedCase, linking: Linking) => Promise<unknown>,
    private readonly isWorthTrying: (failure: unknown) => boolean,
  ) {}

  save(of: LinkedCase, linking: Linking): void {
    this.waiting = { of, linking };
    if (!this.running) {
      void this.run();
    }
  }

  private async run(): Promise<void> {
    this.running = true;
    for (let tries = 0; this.waiting !== null; ) {
      const { of, linking } = this.waiting;
      const sent = this.waiting;
      try {
        await this.send(of, linking);
        tries = 0;
        this.drop(sent);
      } catch (failure) {
        if (this.isWorthTrying(failure)) {
          await new Promise((resolve) => setTimeout(resolve, 1000 * (waits[Math.min(tries, waits.length - 1)] ?? 15)));
          tries += 1;
        } else {
          this.drop(sent);
        }
      }
    }
    this.running = false;
  }

  private drop(sent: { readonly of: LinkedCase; readonly linking: Linking }): void {
    if (this.waiting === sent) {
      this.waiting = null;
    }
  }
}
