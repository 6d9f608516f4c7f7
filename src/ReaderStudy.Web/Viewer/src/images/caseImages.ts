import type { ReadingApi } from '../api/readingApi';
import type { CaseToRead, FrameMetadata, Hanging, SeriesOfCase } from '../contract';
import type { Linking } from '../hanging/hangingContract';
import { hungAt, type ViewportPlace, viewportPlaces } from '../hanging/viewportPlaces';
import type { HungSeries } from './hungSeries';
import { geometryOf, hasPlace, runsAgainstReading } from './sliceGeometry';

export { type HungSeries, storedSlice } from './hungSeries';


export interface CaseImages {
  readonly position: number;
  /** Tells cases apart, and the stages of one case that show other series. */
  readonly key: string;
  /** The series as they were acquired, each once. */
  readonly sources: readonly HungSeries[];
  /** What each viewport is for, and what hangs in it. */
  readonly places: ViewportPlace[];
  readonly hung: HungSeries[];
  /** How the reader brought them together when the case was read before. */
  readonly linking: Linking | null;
}

/** What `CaseImages.key` is for a case. */
export function imagesKeyOf({ position, series }: Pick<CaseToRead, 'position' | 'series'>): string {
  return [position, ...series.map((s) => s.index)].join(' ');
}

/** Fetches the geometry of a case's series, all at once, and hangs them. */
export async function loadCaseImages(api: ReadingApi, toRead: CaseToRead, hanging: Hanging): Promise<CaseImages> {
  const places = viewportPlaces(hanging, toRead.series);
  const series = [...new Map(places.flatMap((p) => (p.series === null ? [] : [[p.series.index, p] as const])).reverse()).values()].reverse();
  const sources = await Promise.all(
    series.flatMap(({ series: one, label }) =>
      one === null
        ? []
        : [api.seriesMetadata(toRead.position, one.index).then((stored) => hang(one, label, stored, (frame) => api.frameUrl(toRead.position, one.index, frame)))],
    ),
  );
  const hung = places.map((place) => hungAt(place, sources.find((s) => s.series.index === place.series?.index) ?? null));
  return { position: toRead.position, key: imagesKeyOf(toRead), sources, places, hung, linking: toRead.linking ?? null };
}

/** Turns the stack the way it is read. `urlOf` gives the address of a slice as the server counts, from 1. */
export function hang(series: SeriesOfCase, label: string, stored: readonly FrameMetadata[], urlOf: (frame: number) => string): HungSeries {
  // Frames of a loop lie nowhere: they follow each other in time, as they are stored.
  const turned = stored[0] !== undefined && hasPlace(stored[0]) && runsAgainstReading(geometryOf(stored));
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
