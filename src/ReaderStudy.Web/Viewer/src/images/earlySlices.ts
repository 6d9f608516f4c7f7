import { fetchSlice, paintSlice, type SentSlice } from './firstPaint';
import type { HungSeries } from './hungSeries';
import type { PhaseFrame } from './phaseFrame';
import { timeFor } from './slowLink';
import type { VoiWindow } from './voiWindow';

/** No more is fetched ahead than comes within this time, in milliseconds: Cornerstone waits for it. */
const mostAhead = 150;

/** A slice that a viewport is to show before Cornerstone can. */
export interface EarlySlice {
  readonly place: number;
  readonly slice: number;
  readonly hung: HungSeries;
  readonly frame: PhaseFrame;
  readonly window: VoiWindow;
  /** Whether the case is still the one to show, and Cornerstone shows nothing of it in this viewport yet. */
  readonly wanted: () => boolean;
}

/** Scrolls on plain canvases until Cornerstone shows the first case: one slice after the other in each viewport, those passed over are left out. */
export class EarlySlices {
  private readonly next = new Map<number, EarlySlice>();
  private readonly busy = new Set<number>();
  private readonly painted = new Map<number, EarlySlice>();
  private readonly ahead = new Map<string, Promise<SentSlice>>();

  /** @param drawn Another slice is on the screen. */
  constructor(private readonly drawn: () => void) {}

  /** The slice that was last drawn in a viewport; undefined: none but the opening one. */
  at(place: number): number | undefined {
    return this.painted.get(place)?.slice;
  }

  /** Fetches what the first turn of the wheel will show, so that it is answered however busy the page and the link are with Cornerstone. */
  fetchBeside(hung: readonly HungSeries[], slices: readonly number[]): void {
    const beside = [1, -1].flatMap((by) => hung.map(({ frameUrls, series }, place) => ({ url: frameUrls[(slices[place] ?? 0) + by], bytes: 2 * series.rows * series.columns })));
    const there = beside.filter(({ url }) => url !== undefined);
    if ((timeFor(there.reduce((sum, { bytes }) => sum + bytes, 0)) ?? 0) <= mostAhead) {
      there.forEach(({ url = '' }) => this.ahead.set(url, fetchSlice(url)));
    }
  }

  /** Cornerstone shows the case. */
  end(): void {
    this.next.clear();
    this.ahead.clear();
  }

  show(early: EarlySlice): void {
    this.next.set(early.place, early);
    if (!this.busy.has(early.place)) {
      void this.run(early.place);
    }
  }

  private async run(place: number): Promise<void> {
    this.busy.add(place);
    for (let early = this.next.get(place); early !== undefined; early = this.next.get(place)) {
      this.next.delete(place);
      if (await paint(early, this.ahead)) {
        this.painted.set(place, early);
        this.drawn();
      }
    }
    this.busy.delete(place);
  }
}

async function paint({ slice, hung, frame, window, wanted }: EarlySlice, ahead: ReadonlyMap<string, Promise<SentSlice>>): Promise<boolean> {
  const [url, metadata] = [hung.frameUrls[slice], hung.frames[slice]];
  if (url === undefined || metadata === undefined || !wanted()) {
    return false;
  }
  // What does not come is loaded again by Cornerstone, which says what is wrong.
  const painted = await paintSlice(frame.firstPaint, { sent: ahead.get(url) ?? fetchSlice(url), metadata, window, wanted }).catch(() => false);
  if (!painted || !wanted()) {
    return false;
  }
  frame.firstPaint.hidden = false;
  frame.showSlice(hung, slice);
  return true;
}
