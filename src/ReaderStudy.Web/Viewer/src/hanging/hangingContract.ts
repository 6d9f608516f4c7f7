/** What the protocol's hanging says of viewports, and what is kept of how a reader brought the series of a case together. */

export type Orientation = 'axial' | 'coronal' | 'sagittal';

export interface Slab {
  readonly kind: 'maximum' | 'mean' | 'minimum';
  /** In mm. */
  readonly thickness: number;
}

export interface HangingViewport {
  readonly phase?: string | null;
  /** Of the earlier exam. Missing means false. */
  readonly prior?: boolean;
  /** Missing means axial. */
  readonly orientation?: Orientation;
  readonly slab?: Slab | null;
  /** Name of a window of the hanging; missing: the first. */
  readonly window?: string | null;
  /** Share of the stack from 0 to 1; missing: the series' opening slice. */
  readonly opening?: number | null;
  /** Viewports of one group go together. Missing means 1. */
  readonly group?: number;
}

/** A shift that was made by hand, in mm along the direction in which slices of the plane are counted. */
export interface LinkOffset {
  /** Index of the series in the case. */
  readonly series: number;
  readonly to: number;
  readonly orientation: Orientation;
  readonly mm: number;
}

/** A point in the patient's coordinates of a series, mm. */
export interface Landmark {
  readonly series: number;
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** The same place in the patient in two series. */
export interface LandmarkPair {
  readonly one: Landmark;
  readonly other: Landmark;
}

export interface Linking {
  readonly linked: boolean;
  readonly offsets: readonly LinkOffset[];
  readonly landmarks: readonly LandmarkPair[];
}
