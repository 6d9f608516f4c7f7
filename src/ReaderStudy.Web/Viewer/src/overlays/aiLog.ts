import { RequestFailed } from '../api/requestFailed';
import type { TextStore } from '../saving/unsavedStore';
import type { AiChange } from './aiShowing';
import type { AiStep } from './overlayContract';

/** How long changes are collected before they are sent; and the pauses before trying again, in milliseconds. */
const collecting = 500;
const pauses: readonly number[] = [1000, 2000, 4000, 8000, 15_000];
const mostAtOnce = 200;

export interface AiLogParts {
  /** Where unsent steps are kept in this tab. */
  readonly storeKey: string;
  readonly store: TextStore;
  readonly now: () => number;
  send(steps: readonly AiStep[], keepalive: boolean): Promise<unknown>;
}

/** The steps that a reader took with the AI of one reading, on their way to the server: in order, each until it is kept there. */
export class AiLog {
  /** Numbers of those before `begin` are given there. */
  private waiting: AiStep[] = [];
  private next: number | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private busy = false;
  private failures = 0;

  constructor(private readonly parts: AiLogParts) {}

  /** @param logged The last step that the server has. */
  begin(logged: number): void {
    const early = this.waiting;
    this.waiting = this.left().filter((step) => step.number > logged);
    this.next = (this.waiting.at(-1)?.number ?? logged) + 1;
    this.waiting.push(...early.map((step) => ({ ...step, number: this.count() })));
    this.changed();
  }

  add(changes: readonly AiChange[]): void {
    const at = Math.round(this.parts.now());
    this.waiting.push(...changes.map((change) => ({ ...change, number: this.next === null ? 0 : this.count(), at })));
    this.changed();
  }

  /** Sends at once what waits; `keepalive` lets the request outlive the page. */
  async flush(keepalive = false): Promise<void> {
    this.stopTimer();
    if (this.busy || this.next === null || this.waiting.length === 0) {
      return;
    }
    const steps = this.waiting.slice(0, mostAtOnce);
    this.busy = true;
    try {
      await this.parts.send(steps, keepalive);
      this.failures = 0;
      this.forget(steps);
    } catch (error) {
      if (error instanceof RequestFailed && error.kind === 'refused') {
        // The study takes no more, or the AI is not shown: asking again changes nothing.
        this.forget(steps);
      } else {
        this.failures += 1;
      }
    } finally {
      this.busy = false;
      this.changed();
    }
  }

  private count(): number {
    const number = this.next ?? 0;
    this.next = number + 1;
    return number;
  }

  private forget(steps: readonly AiStep[]): void {
    this.waiting = this.waiting.filter((step) => !steps.includes(step));
  }

  private changed(): void {
    this.keep();
    if (this.next !== null && this.waiting.length > 0) {
      const pause = this.failures === 0 ? collecting : (pauses[Math.min(this.failures, pauses.length) - 1] ?? collecting);
      this.timer ??= setTimeout(() => void this.flush(), pause);
    }
  }

  private stopTimer(): void {
    if (this.timer !== null) {
      clearTimeout(this.timer);
      this.timer = null;
    }
  }

  private keep(): void {
    try {
      if (this.waiting.length === 0) {
        this.parts.store.removeItem(this.parts.storeKey);
      } else if (this.next !== null) {
        this.parts.store.setItem(this.parts.storeKey, JSON.stringify(this.waiting));
      }
    } catch {
      // Without a store they are kept as long as the page is there.
    }
  }

  private left(): AiStep[] {
    try {
      const kept: unknown = JSON.parse(this.parts.store.getItem(this.parts.storeKey) ?? '[]');
      return Array.isArray(kept) ? (kept as AiStep[]) : [];
    } catch {
      return [];
    }
  }
}
