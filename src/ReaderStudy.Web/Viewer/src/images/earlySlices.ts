import { paintSlice } from './firstPaint';
import type { HungSeries } from './hungSeries';
import type { PhaseFrame } from './phaseFrame';
import type { VoiWindow } from './voiWindow';

/** A slice that a viewport is to show before Cornerstone can. */
export interface EarlySlice {
  readonly place: number;
  readonly slice: number;
  readonly hung: HungSeries;
  readonly frame: PhaseFrame;
  readonly window: VoiWindow;
  /** Whether Cornerstone is still to come and the case the one to show. */
  readonly wanted: () => boolean;
}

/** Scrolls on plain canvases in the second before Cornerstone is there: one slice after the other in each viewport, those passed over are left out. */
export class EarlySlices {
  private readonly next = new Map<number, EarlySlice>();
  private readonly busy = new Set<number>();

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
      await paint(early);
    }
    this.busy.delete(place);
  }
}

async function paint({ slice, hung, frame, window, wanted }: EarlySlice): Promise<void> {
  const [url, metadata] = [hung.frameUrls[slice], hung.frames[slice]];
  if (url === undefined || metadata === undefined || !wanted()) {
    return;
  }
  // What does not come is loaded again by Cornerstone, which says what is wrong.
  const painted = await paintSlice(frame.firstPaint, { url, metadata, window, wanted }).catch(() => false);
  if (painted) {
    frame.firstPaint.hidden = false;
    frame.showSlice(hung, slice);
  }
}
