import type { ReadingApi } from '../api/readingApi';
import type { CaseToRead, FrameMetadata, SeriesOfCase } from '../contract';
import { inHangingOrder, phaseName } from './phaseNames';
import { geometryOf, type SeriesGeometry } from './sliceGeometry';

/** A series that hangs: what to call it, where its slices are in the patient and on the server. */
export interface HungSeries {
  readonly label: string;
  readonly series: SeriesOfCase;
  readonly frames: readonly FrameMetadata[];
  readonly frameUrls: readonly string[];
  /** What Cornerstone calls the slices. */
  readonly imageIds: readonly string[];
  readonly geometry: SeriesGeometry;
}

export interface CaseImages {
  readonly position: number;
  readonly hung: readonly HungSeries[];
}

/** A screen holds no more phases at a useful size. */
export const mostViewports = 4;

/** Fetches the geometry of a case's series, all at once, in the order in which they hang. */
export async function loadCaseImages(api: ReadingApi, toRead: CaseToRead, phases: readonly string[]): Promise<CaseImages> {
  const series = inHangingOrder(toRead.series, phases).slice(0, mostViewports);
  const hung = await Promise.all(
    series.map(async (one, place): Promise<HungSeries> => {
      const frames = await api.seriesMetadata(toRead.position, one.index);
      const frameUrls = frames.map((_, i) => api.frameUrl(toRead.position, one.index, i + 1));
      return {
        label: phaseName(one.phase, place),
        series: one,
        frames,
        frameUrls,
        imageIds: frameUrls.map((url) => `wadors:${url}`),
        geometry: geometryOf(frames),
      };
    }),
  );
  return { position: toRead.position, hung };
}
