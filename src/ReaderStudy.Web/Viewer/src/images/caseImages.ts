import type { ReadingApi } from '../api/readingApi';
import type { CaseToRead, FrameMetadata, SeriesOfCase } from '../contract';
import { inHangingOrder, phaseName } from './phaseNames';
import { geometryOf, runsAgainstReading, type SeriesGeometry } from './sliceGeometry';

/** A series that hangs: what to call it, where its slices are in the patient and on the server. */
export interface HungSeries {
  readonly label: string;
  readonly series: SeriesOfCase;
  /** From 0, in the order of reading. */
  readonly openingSlice: number;
  readonly frames: readonly FrameMetadata[];
  readonly frameUrls: readonly string[];
  /** What Cornerstone calls the slices. */
  readonly imageIds: readonly string[];
  readonly geometry: SeriesGeometry;
  /** The stack hangs the other way round than it is stored. */
  readonly turned: boolean;
}

/** How the server counts a slice of a hung stack, and the other way: both from 0. */
export function storedSlice({ turned, frames }: Pick<HungSeries, 'turned' | 'frames'>, slice: number): number {
  return turned ? frames.length - 1 - slice : slice;
}

export interface CaseImages {
  readonly position: number;
  /** Tells cases apart, and the stages of one case that show other series. */
  readonly key: string;
  readonly hung: readonly HungSeries[];
}

/** A screen holds no more phases at a useful size. */
export const mostViewports = 4;

/** What `CaseImages.key` is for a case. */
export function imagesKeyOf({ position, series }: Pick<CaseToRead, 'position' | 'series'>): string {
  return [position, ...series.map((s) => s.index)].join(' ');
}

/** Fetches the geometry of a case's series, all at once, in the order in which they hang. */
export async function loadCaseImages(api: ReadingApi, toRead: CaseToRead, phases: readonly string[]): Promise<CaseImages> {
  const series = inHangingOrder(toRead.series, phases).slice(0, mostViewports);
  const hung = await Promise.all(
    series.map(async (one, place) => hang(one, phaseName(one.phase, place), await api.seriesMetadata(toRead.position, one.index), (frame) =>
      api.frameUrl(toRead.position, one.index, frame),
    )),
  );
  return { position: toRead.position, key: imagesKeyOf(toRead), hung };
}

/** Turns the stack the way it is read. `urlOf` gives the address of a slice as the server counts, from 1. */
export function hang(series: SeriesOfCase, label: string, stored: readonly FrameMetadata[], urlOf: (frame: number) => string): HungSeries {
  // Frames of a loop lie nowhere: they follow each other in time, as they are stored.
  const turned = stored[0]?.['00200032'] !== undefined && runsAgainstReading(geometryOf(stored));
  const urls = stored.map((_, i) => urlOf(i + 1));
  const frames = turned ? [...stored].reverse() : stored;
  const frameUrls = turned ? urls.reverse() : urls;
  return {
    label,
    series,
    openingSlice: turned ? stored.length - 1 - series.openingSlice : series.openingSlice,
    frames,
    frameUrls,
    imageIds: frameUrls.map((url) => `wadors:${url}`),
    geometry: geometryOf(frames),
    turned,
  };
}
