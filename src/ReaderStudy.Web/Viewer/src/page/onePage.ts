import type { ReadingApi } from '../api/readingApi';

/** A page in sight asks so often whether it is still the one, in milliseconds. */
const every = 20_000;

export interface OnePageParts {
  readonly api: Pick<ReadingApi, 'goOnAt' | 'isReadAt'>;
  readonly sessionId: string;
  /** Another tab or device goes on with the session. */
  readonly elsewhere: () => void;
}

/**
 * A session is read on one page at a time: the one that was opened last. The others learn of it at once in the same browser, and elsewhere when
 * they come into sight or after a moment. Where the server cannot be asked, nothing is taken away.
 */
export class OnePage {
  private readonly id = crypto.randomUUID();
  private readonly others: BroadcastChannel;
  private timer: ReturnType<typeof setInterval> | null = null;
  /** Something made it look before the server had said that this page goes on. */
  private lookedEarly = false;

  constructor(private readonly parts: OnePageParts) {
    this.others = new BroadcastChannel(`reading.${parts.sessionId}`);
    this.others.addEventListener('message', () => void this.look());
    document.addEventListener('visibilitychange', () => void this.look());
    window.addEventListener('focus', () => void this.look());
  }

  /** This page goes on from now. */
  async take(): Promise<void> {
    try {
      await this.parts.api.goOnAt(this.id);
      this.others.postMessage('taken');
      this.timer ??= setInterval(() => void this.look(), every);
      if (this.lookedEarly) {
        this.lookedEarly = false;
        void this.look();
      }
    } catch {
      // The case itself says what is wrong; two pages that both write are told apart by their answers.
    }
  }

  /** A page that rests asks no more. */
  private rest(): void {
    if (this.timer !== null) {
      clearInterval(this.timer);
      this.timer = null;
    }
  }

  private async look(): Promise<void> {
    if (this.timer === null) {
      this.lookedEarly = true;
      return;
    }
    if (document.hidden) {
      return;
    }
    const here = await this.parts.api.isReadAt(this.id).catch(() => ({ isHere: true }));
    if (!here.isHere && this.timer !== null) {
      this.rest();
      this.parts.elsewhere();
    }
  }
}
