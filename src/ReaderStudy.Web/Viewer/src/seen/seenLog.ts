import type { OnScreen, SeenContent, SeenSeries } from './seenBatch';

/** Without mouse and key for so long, the reader counts as idle; in milliseconds. */
export const idleAfter = 30_000;

/** Windows of a series that are told apart in one message: those that stood longest. */
const mostWindows = 20;

interface Tally {
  readonly slices: Map<number, number>;
  readonly windows: Map<string, { readonly center: number; readonly width: number; ms: number }>;
  smallest: number;
  largest: number;
}

/** Adds up what is on the screen while one case is read. Told what is shown from now on; counts only while the page is in sight. */
export class SeenLog {
  private looks: readonly OnScreen[] = [];
  private readonly series = new Map<number, Tally>();
  private visible = 0;
  private hiddenFor = 0;
  private idle = 0;
  private since: number;
  private lastInput: number;
  private paused = false;

  constructor(
    private readonly now: () => number,
    private hidden: boolean,
  ) {
    this.since = now();
    this.lastInput = this.since;
  }

  /** From now on this is on the screen. */
  show(looks: readonly OnScreen[]): void {
    this.count();
    this.looks = looks;
    for (const { series, scale } of looks) {
      if (scale !== null && !this.hidden) {
        const tally = this.tallyOf(series);
        tally.smallest = Math.min(tally.smallest, scale);
        tally.largest = Math.max(tally.largest, scale);
      }
    }
  }

  visibilityChanged(hidden: boolean): void {
    this.count();
    this.hidden = hidden;
  }

  /** A mouse or a key moved. */
  input(): void {
    this.count();
    this.lastInput = this.since;
  }

  /** While a case is being locked nothing counts: it is no longer read. */
  pause(paused: boolean): void {
    this.count();
    this.paused = paused;
  }

  /** What was shown since this was last asked; null: nothing, and no time passed. */
  take(): SeenContent | null {
    this.count();
    const content: SeenContent = {
      visible: Math.round(this.visible),
      hidden: Math.round(this.hiddenFor),
      idle: Math.min(Math.round(this.idle), Math.round(this.visible)),
      series: [...this.series].map(([index, tally]) => toldOf(index, tally)).filter(({ slices }) => slices.length > 0),
    };
    if (content.visible + content.hidden === 0) {
      return null;
    }
    [this.visible, this.hiddenFor, this.idle] = [0, 0, 0];
    this.series.clear();
    this.show(this.looks);
    return content;
  }

  private count(): void {
    const now = this.now();
    const [from, passed] = [this.since, now - this.since];
    this.since = now;
    if (this.paused || passed <= 0) {
      return;
    }
    if (this.hidden) {
      this.hiddenFor += passed;
      return;
    }
    this.visible += passed;
    this.idle += Math.max(0, now - Math.max(from, this.lastInput + idleAfter));
    const counted = new Set<string>();
    for (const { series, slice, window } of this.looks) {
      const tally = this.tallyOf(series);
      // The same slice in two viewports is one slice that is seen.
      if (!counted.has(`${series} ${slice}`)) {
        counted.add(`${series} ${slice}`);
        tally.slices.set(slice, (tally.slices.get(slice) ?? 0) + passed);
      }
      if (window !== null) {
        const [center, width] = [Math.round(window.center), Math.max(1, Math.round(window.width))];
        const known = tally.windows.get(`${center} ${width}`) ?? { center, width, ms: 0 };
        known.ms += passed;
        tally.windows.set(`${center} ${width}`, known);
      }
    }
  }

  private tallyOf(series: number): Tally {
    const known = this.series.get(series) ?? { slices: new Map(), windows: new Map(), smallest: Infinity, largest: 0 };
    this.series.set(series, known);
    return known;
  }
}

function toldOf(index: number, { slices, windows, smallest, largest }: Tally): SeenSeries {
  return {
    index,
    slices: [...slices]
      .map(([slice, ms]) => [slice, Math.round(ms)] as const)
      .filter(([, ms]) => ms > 0)
      .sort(([a], [b]) => a - b)
      .flat(),
    windows: [...windows.values()]
      .sort((a, b) => b.ms - a.ms)
      .slice(0, mostWindows)
      .map(({ center, width, ms }) => [center, width, Math.round(ms)])
      .filter(([, , ms]) => (ms ?? 0) > 0),
    scale: largest > 0 ? [thousandths(smallest), thousandths(largest)] : [],
  };
}

const thousandths = (scale: number): number => Math.max(0.001, Math.round(scale * 1000) / 1000);
