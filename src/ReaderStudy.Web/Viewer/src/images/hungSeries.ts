import type { FrameMetadata, SeriesOfCase } from '../contract';
import type { PlaneStack } from '../hanging/planeStack';
import { numbers, type SeriesGeometry } from './sliceGeometry';

/** A series that hangs: what to call it, where its slices are in the patient and on the server. */
export interface HungSeries {
  readonly label: string;
  readonly series: SeriesOfCase;
  /** From 0, in the order of reading. */
  readonly openingSlice: number;
  /** Empty where the slices are cut from another stack. */
  readonly frames: readonly FrameMetadata[];
  readonly frameUrls: readonly string[];
  /** What Cornerstone calls the slices; empty where there is nothing to show. */
  readonly imageIds: readonly string[];
  readonly geometry: SeriesGeometry;
  /** The stack hangs the other way round than it is stored. */
  readonly turned: boolean;
  /** Missing: the slices as they were acquired. */
  readonly plane?: PlaneStack;
  /** Why there is nothing to show, in a sentence. */
  readonly trouble?: string;
  /** Of a slide or photograph, which hangs as a series of one frame whose places are pixels of its full resolution; missing: a series. */
  readonly picture?: { readonly micronsPerPixel: number | null };
}

/** Slides and photographs are numbered on from the series downwards: the first is -1, the second -2. Also the other way round. */
export function pictureAsSeries(picture: number): number {
  return -1 - picture;
}

/** How the server counts a slice of a hung stack, and the other way: both from 0. For slices as they were acquired. */
export function storedSlice({ turned, frames }: Pick<HungSeries, 'turned' | 'frames'>, slice: number): number {
  return turned ? frames.length - 1 - slice : slice;
}

/** Whether the slices are there as they were acquired: only those can be drawn on, and only they have numbers on the server. */
export function isAcquired({ plane, frames }: Pick<HungSeries, 'plane' | 'frames'>): boolean {
  return plane === undefined && frames.length > 0;
}

/** Whether it says how large its pixels are in the patient. Planes that are cut always know. */
export function hasPixelSize({ plane, frames }: Pick<HungSeries, 'plane' | 'frames'>): boolean {
  return plane !== undefined || numbers(frames[0]?.['00280030']).filter((mm) => mm > 0).length === 2;
}
