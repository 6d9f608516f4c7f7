import { isFitted, isTurned, type LookedAt } from './looked';
import type { LinkedScroll } from './linkedScroll';
import type { StageWindows } from './stageWindows';
import { ViewHistory } from './viewHistory';
import type { VoiWindow } from './voiWindow';

/** By place: slices, from 0, and windows in HU. */
export interface StageView {
  readonly slices: readonly number[];
  readonly linked: boolean;
  /** Null: the one that the images themselves say. */
  readonly windows: readonly (VoiWindow | null)[];
  /** Zoom, shift and turns; null: fitted. */
  readonly looked: readonly (LookedAt | null)[];
}

/** The stage as far as what is looked at on it needs it. */
export interface ViewedStage {
  readonly scrolling: LinkedScroll | null;
  /** Null while nothing can be drawn. */
  readonly views: { readonly looked: readonly (LookedAt | null)[]; look(looked: readonly (LookedAt | null)[]): void } | null;
  /** The case that was asked for last is on the screen. */
  readonly isSettled: boolean;
  readonly frames: readonly unknown[];
  /** Brings the viewports to the slices that are wanted now. */
  followScroll(): void;
  showLinked(linked: boolean): void;
}

/** What is looked at on the stage: told to be kept, brought back, undone and redone. */
export class ViewOfStage {
  /** By place: how the case that opens was looked at before. */
  private before: readonly (LookedAt | null)[] = [];
  /** A viewport shows another plane or slab than it opened with. */
  private recut = false;
  private readonly history = new ViewHistory(
    () => (this.stage.isSettled && this.stage.views !== null ? { slices: [...(this.stage.scrolling?.slices ?? [])], looked: this.stage.views.looked, windows: this.windows.all } : null),
    ({ slices, looked, windows }) => {
      this.stage.scrolling?.putBack(slices);
      this.stage.views?.look(looked);
      this.windows.putBack(windows);
      this.stage.followScroll();
    },
  );

  constructor(
    private readonly stage: ViewedStage,
    private readonly windows: StageWindows,
  ) {}

  /** Null before the images of the case are there, and once a stack was cut another way than it opens. */
  get now(): StageView | null {
    const { scrolling, views, isSettled } = this.stage;
    return isSettled && !this.recut && scrolling !== null && views !== null
      ? { slices: [...scrolling.slices], linked: scrolling.linked, windows: this.windows.all, looked: views.looked.map((one) => (one === null || isFitted(one) ? null : one)) }
      : null;
  }

  /** Another case opens, in so many viewports. @param before How it was looked at before; of another number of viewports it is not believed. */
  open(before: StageView['looked'], count: number): void {
    this.before = before.length === count ? before : [];
    this.recut = false;
  }

  /** Zoom, shift and turns with which a place opens; null: fitted. */
  openingAt(place: number): LookedAt | null {
    return this.before[place] ?? null;
  }

  /** Whether the case opens as it was acquired: pictures that are painted ahead are not turned. */
  get opensUpright(): boolean {
    return !isTurned(this.before);
  }

  /** The case is on the screen; from here on changes are undone. */
  opened(): void {
    this.before = [];
    this.history.begin();
  }

  /** A viewport shows another stack than it opened with. */
  wasRecut(): void {
    this.recut = true;
  }

  /** What was looked at before was another stack. */
  forget(): void {
    this.history.begin();
  }

  /** Something may have changed. */
  touched(): void {
    this.history.touched();
  }

  /** Undoes or redoes a change of slices, window, zoom, shift or turns. */
  travel(back: boolean): void {
    if (back) {
      this.history.back();
    } else {
      this.history.again();
    }
  }

  /** Goes back to what was looked at before, zoom, shift and turns apart; the case must be on the screen. */
  restore({ slices, linked, windows }: Omit<StageView, 'looked'>): void {
    const { scrolling, isSettled, frames } = this.stage;
    if (!isSettled || scrolling === null || slices.length !== frames.length) {
      return;
    }
    scrolling.setLinked(linked);
    scrolling.putBack(slices);
    this.stage.showLinked(linked);
    this.windows.restore(windows);
    this.stage.followScroll();
  }
}
