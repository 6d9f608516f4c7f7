import type { FrameMetadata, SeriesOfCase } from '../contract';
import type { PlaneStack } from '../hanging/planeStack';
import type { SeriesGeometry } from './sliceGeometry';

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
  /** Missing: the slices as they were acquired. */
  readonly plane?: PlaneStack;
  /** Why there is nothing to show, in a sentence. */
  readonly trouble?: string;
}
