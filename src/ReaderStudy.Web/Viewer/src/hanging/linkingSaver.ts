import { RequestFailed } from '../api/requestFailed';
import type { Stage } from '../contract';
import type { Linking } from './hangingContract';

/** Seconds after which an unanswered save is tried again; the last one from then on. */
const waits = [1, 2, 4, 8, 15];

/** Where a linking belongs. */
export interface LinkedCase {
  readonly position: number;
  readonly stage: Stage;
}

interface Waiting {
  readonly of: LinkedCase;
  readonly linking: Linking;
}

/**
 * Keeps the linking of cases on the server, one request at a time, the newest of each case; tries again while there is no answer, and until the
 * reader has signed in again.
 */
export class LinkingSaver {
  /** By case and stage, in the order in which they were changed first. */
  private readonly waiting = new Map<string, Waiting>();
  private running = false;

  /** `send` resolves when it is kept; `isWorthTrying` says of a failure whether it may pass. */
  constructor(
    private readonly send: (of: LinkedCase, linking: Linking) => Promise<unknown>,
    private readonly isWorthTrying: (failure: unknown) => boolean,
  ) {}

  save(of: LinkedCase, linking: Linking): void {
    this.waiting.set(`${of.position} ${of.stage}`, { of, linking });
    if (!this.running) {
      void this.run();
    }
  }

  private async run(): Promise<void> {
    this.running = true;
    let tries = 0;
    for (let [next] = this.waiting; next !== undefined; [next] = this.waiting) {
      const [key, sent] = next;
      const passes = await this.send(sent.of, sent.linking).then(
        () => false,
        (failure: unknown) => this.isWorthTrying(failure) || (failure instanceof RequestFailed && failure.kind === 'signed-out'),
      );
      if (passes) {
        await new Promise((resolve) => setTimeout(resolve, 1000 * (waits[Math.min(tries, waits.length - 1)] ?? 15)));
        tries += 1;
      } else {
        tries = 0;
        if (this.waiting.get(key) === sent) {
          this.waiting.delete(key);
        }
      }
    }
    this.running = false;
  }
}
