import type { ReadingApi } from '../api/readingApi';
import type { SessionState } from '../contract';

/** How far the session is, as the server said last. */
export class Standing {
  /** The case to read now; null when every case is done. */
  front: number | null;
  /** How many cases are locked or skipped. */
  done: number;

  constructor(
    { position, locked }: Pick<SessionState, 'position' | 'locked'>,
    private readonly api: Pick<ReadingApi, 'state'>,
  ) {
    this.front = position ?? null;
    this.done = locked;
  }

  /** A stage was locked or a case skipped, and the server said what comes next. True when it is the same case, in which the AI is revealed. */
  goesOnWith(next: number | null, position: number): boolean {
    this.front = next;
    const revealed = next === position;
    this.done += revealed ? 0 : 1;
    return revealed;
  }

  /** Asks where reading goes on; without an answer what was known holds. */
  async ask(): Promise<void> {
    const state = await this.api.state().catch(() => null);
    if (state !== null) {
      this.front = state.position ?? null;
      this.done = state.locked;
    }
  }
}
