import type { Stage } from '../contract';
import type { SeenBatch, SeenContent, SeenScreen } from './seenBatch';

/** So many messages wait for the server at most; more come together only after days without it. */
const mostWaiting = 200;

export interface SeenSenderParts {
  /** Names this life of the page: letters and digits. */
  readonly page: string;
  readonly send: (position: number, batch: SeenBatch, keepalive: boolean) => Promise<unknown>;
  /** Whether a failure is the server's last word; else the message is sent again. */
  readonly isRefusal: (error: unknown) => boolean;
}

interface Waiting {
  readonly position: number;
  readonly batch: SeenBatch;
}

/** Sends what was seen, in order, each message until the server has it. What a reader sees waits for none of it. */
export class SeenSender {
  private readonly waiting: Waiting[] = [];
  private sequence = 0;
  private running = false;

  constructor(private readonly parts: SeenSenderParts) {}

  /** False while messages wait: what is seen meanwhile adds up in the log. */
  get isIdle(): boolean {
    return this.waiting.length === 0;
  }

  add(position: number, stage: Stage, content: SeenContent, screen: SeenScreen): void {
    this.sequence += 1;
    this.waiting.push({ position, batch: { page: this.parts.page, sequence: this.sequence, stage, ...content, screen } });
    this.waiting.splice(0, Math.max(0, this.waiting.length - mostWaiting));
  }

  /** Sends what waits; stops at the first message that does not arrive. */
  async run(): Promise<void> {
    if (this.running) {
      return;
    }
    this.running = true;
    try {
      for (let [next] = this.waiting; next !== undefined; [next] = this.waiting) {
        try {
          await this.parts.send(next.position, next.batch, false);
        } catch (error) {
          if (!this.parts.isRefusal(error)) {
            return;
          }
        }
        const sent = next;
        this.waiting.splice(0, this.waiting.length, ...this.waiting.filter((w) => w !== sent));
      }
    } finally {
      this.running = false;
    }
  }

  /** The page goes: everything is sent at once, and nobody waits for the answer. A message that arrives twice counts once. */
  leave(): void {
    for (const { position, batch } of this.waiting) {
      this.parts.send(position, batch, true).catch(() => undefined);
    }
  }
}
