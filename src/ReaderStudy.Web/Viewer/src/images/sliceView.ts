import type { HungSeries } from './caseImages';
import type { PhaseFrame } from './phaseFrame';
import type { Point, World } from './slicePlane';

/** What lies over an image: areas of pixels, and above them what has lines. */
export type FrameOfView = Pick<PhaseFrame, 'root' | 'overlay' | 'overlayPixels'>;

/** One viewport, as far as something is drawn over its image. */
export interface SliceView {
  readonly place: number;
  /** Its `overlay` and `overlayPixels` lie over the image; CSS pixels of this frame are what a `Point` on the screen counts in. */
  readonly frame: FrameOfView;
  /** Null: no image is drawn, and nothing can be placed. */
  readonly hung: HungSeries | null;
  /** The slice on the screen, from 0, in the order of reading; `storedSlice` says how the server counts it. */
  readonly slice: number;
  /** Quarter turns clockwise of the image on the screen, 0 to 3. */
  readonly turned: number;
  /** Of a point outside the slice: where the point of the slice straight below it is drawn. */
  toCanvas(world: World): Point;
  /** The point on the plane of the slice. */
  toWorld(point: Point): World;
  /** The value of a voxel of the slice in modality units (HU in CT), row after row from 0; null: it has no single value, as in colour. */
  values(): ((index: number) => number) | null;
  /** How far a point lies from the slice, mm. */
  distanceToSlice(world: World): number;
}

export type DrawnListener = (view: SliceView) => void;

/** The viewports of the stage, and when their images were drawn anew: another slice, case, window, zoom, shift, turn or size. */
export class SliceViews {
  private shown: readonly SliceView[] = [];
  private readonly listeners = new Set<DrawnListener>();

  /** Empty until Cornerstone is there. */
  get all(): readonly SliceView[] {
    return this.shown;
  }

  use(views: readonly SliceView[]): void {
    this.shown = views;
  }

  /** Called in the animation frame in which the image was drawn, so that what lies over it moves with it. Returns how to stop it. */
  onDrawn(listener: DrawnListener): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  tell(view: SliceView): void {
    this.listeners.forEach((listener) => listener(view));
  }
}
