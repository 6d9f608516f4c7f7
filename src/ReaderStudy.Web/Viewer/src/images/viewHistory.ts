/** Most steps that are kept. */
const most = 200;

/**
 * Undo and redo of how the images are looked at: slices, window, zoom, shift and turns. What changes without a rest in between (a wheel turned, a drag) is
 * one step. Draws nothing.
 */
export class ViewHistory<View> {
  private last: View | null = null;
  private done: View[] = [];
  private undone: View[] = [];
  private timer: ReturnType<typeof setTimeout> | null = null;

  /** @param now What is looked at; null: nothing yet. @param rest After how long a change is over, in milliseconds. */
  constructor(
    private readonly now: () => View | null,
    private readonly show: (view: View) => void,
    private readonly rest = 400,
  ) {}

  /** A new case: nothing of the one before comes back. */
  begin(): void {
    this.stopWaiting();
    this.done = [];
    this.undone = [];
    this.last = this.now();
  }

  /** Something may have changed; once it rests it is a step. */
  touched(): void {
    this.stopWaiting();
    this.timer = setTimeout(() => this.note(), this.rest);
  }

  back(): boolean {
    this.note();
    return this.travel(this.done, this.undone);
  }

  again(): boolean {
    this.note();
    return this.travel(this.undone, this.done);
  }

  private travel(from: View[], to: View[]): boolean {
    const view = from.pop();
    if (view === undefined || this.last === null) {
      return false;
    }
    to.push(this.last);
    this.last = view;
    this.show(view);
    return true;
  }

  private note(): void {
    this.stopWaiting();
    const now = this.now();
    if (now === null || writtenOf(now) === writtenOf(this.last)) {
      return;
    }
    if (this.last !== null) {
      this.done = [...this.done, this.last].slice(-most);
      this.undone = [];
    }
    this.last = now;
  }

  private stopWaiting(): void {
    if (this.timer !== null) {
      clearTimeout(this.timer);
      this.timer = null;
    }
  }
}

/** What floating point adds is no change of the view. */
function writtenOf(view: unknown): string {
  return JSON.stringify(view, (_, value: unknown) => (typeof value === 'number' ? Math.round(value * 100) / 100 : value));
}
