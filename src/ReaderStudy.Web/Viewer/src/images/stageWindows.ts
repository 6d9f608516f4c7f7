import type { Hanging } from '../contract';
import type { CaseImages } from './caseImages';
import { presetOfPlace } from './openingWindow';
import type { VoiWindow } from './voiWindow';

/** The stage as far as its windows need it. */
export interface WindowedStage {
  readonly images: CaseImages | null;
  /** Null while nothing can be drawn. */
  readonly views: { setWindow(window: VoiWindow, place: number): void } | null;
}

/** The windows of the viewports, by place: those they open with, and those they have now. */
export class StageWindows {
  /** Null: the one that the images themselves say. */
  private now: (VoiWindow | null)[] = [];

  constructor(
    private readonly stage: WindowedStage,
    private readonly hanging: Hanging,
  ) {}

  get all(): readonly (VoiWindow | null)[] {
    return [...this.now];
  }

  at(place: number): VoiWindow | null {
    return this.now[place] ?? null;
  }

  /** Another case is on its way. */
  clear(): void {
    this.now = [];
  }

  /** The case is on the screen, as it opens. */
  opened(): void {
    this.now = (this.stage.images?.places ?? []).map((place) => presetOfPlace(place, this.hanging));
  }

  /** What viewports show was changed by the reader. */
  changed(window: VoiWindow, places: readonly number[]): void {
    places.forEach((place) => {
      this.now[place] = window;
    });
  }

  set(window: VoiWindow, place: number): void {
    this.stage.views?.setWindow(window, place);
  }

  /** Brings back what was there, viewport by viewport. */
  putBack(windows: readonly (VoiWindow | null)[]): void {
    windows.forEach((window, place) => {
      if (window !== null) {
        this.set(window, place);
      }
    });
  }

  /** Brings back what was there; what is set for one viewport is set for all that go with it. */
  restore(windows: readonly (VoiWindow | null)[]): void {
    const leaders = this.leaders();
    this.putBack(windows.map((window, place) => (leaders.includes(place) ? window : null)));
  }

  /** Back to those that the viewports open with. */
  reset(): void {
    this.restore((this.stage.images?.places ?? []).map((place) => presetOfPlace(place, this.hanging)));
  }

  /** One place for each window: what is set there is set for all that go with it. */
  private leaders(): number[] {
    const names = (this.stage.images?.places ?? []).map((place) => place.window?.name ?? '');
    return names.flatMap((name, place) => (names.indexOf(name) === place ? [place] : []));
  }
}
