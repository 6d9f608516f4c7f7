import type { Stage } from '../contract';

/** What was shown of one series since the last message. */
export interface SeenSeries {
  readonly index: number;
  /** Pairs: the slice as the server counts, from 0, and for how many milliseconds it was shown. */
  readonly slices: readonly number[];
  /** Triples: centre, width, milliseconds. */
  readonly windows: readonly (readonly number[])[];
  /** Smallest and largest number of screen pixels for one image pixel; empty when it is not known. */
  readonly scale: readonly number[];
  /** Of the slices' time: with fewer screen pixels than image pixels; left out when the scale is not known. */
  readonly decimated?: number;
}

/** What was shown of one slide or photograph since the last message. */
export interface SeenPicture {
  readonly index: number;
  /** For how many milliseconds. */
  readonly shown: number;
  /** Smallest and largest number of screen pixels for one pixel of its full resolution; empty when it is not known. */
  readonly scale: readonly number[];
  /** Of that time: with fewer screen pixels than it has; left out when the scale is not known. */
  readonly decimated?: number;
}

/** On what it was shown. */
export interface SeenScreen {
  readonly width: number;
  readonly height: number;
  readonly pageWidth: number;
  readonly pageHeight: number;
  /** Screen pixels for one CSS pixel. */
  readonly ratio: number;
  readonly rendering: 'cpu' | 'gpu';
}

/** Milliseconds throughout. */
export interface SeenContent {
  readonly visible: number;
  readonly hidden: number;
  /** Of the visible time: without mouse and key for half a minute. */
  readonly idle: number;
  readonly series: readonly SeenSeries[];
  /** Left out where none was shown. */
  readonly pictures?: readonly SeenPicture[];
}

/** `POST cases/{p}/seen`. The same page and sequence again is harmless. */
export interface SeenBatch extends SeenContent {
  readonly page: string;
  readonly sequence: number;
  readonly stage: Stage;
  readonly screen?: SeenScreen;
}

/** A slide or photograph. */
export interface PictureOnScreen {
  readonly picture: number;
  /** Screen pixels for one pixel of its full resolution; null when it is not known. */
  readonly scale: number | null;
}

/** One viewport. */
export interface OnScreen {
  readonly series: number;
  readonly slice: number;
  readonly window: { readonly center: number; readonly width: number } | null;
  /** Screen pixels for one image pixel; null when it is not known. */
  readonly scale: number | null;
}
