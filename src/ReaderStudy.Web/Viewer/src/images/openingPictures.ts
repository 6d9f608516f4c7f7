import type { ReadingApi } from '../api/readingApi';
import type { CaseToRead, FrameMetadata, Hanging, WindowPreset } from '../contract';
import { element } from '../dom/element';
import { hungAt, type ViewportPlace, viewportPlaces } from '../hanging/viewportPlaces';
import { hang } from './caseImages';
import { fetchSlice, keepPicture, paintSlice } from './firstPaint';
import { layOutViewports } from './viewportLayout';

interface OpeningSlice {
  readonly url: string;
  readonly metadata: FrameMetadata | Promise<FrameMetadata>;
}

/**
 * Draws the opening slice of each viewport that shows slices as they were acquired where the room will hang it, before the room is there, and keeps the
 * pictures for it. The geometry is asked for on the way, and the room is given the same answers.
 */
export async function openingPictures(root: HTMLElement, api: ReadingApi, toRead: CaseToRead, hanging: Hanging): Promise<void> {
  const { position } = toRead;
  const [first] = hanging.windows ?? [];
  const places = viewportPlaces(hanging, toRead.series);
  if (first === undefined) {
    return;
  }
  const canvases = places.map(() => element('canvas', 'first-paint', { 'aria-hidden': 'true' }));
  const viewports = canvases.map((canvas) => element('div', 'phase', {}, [canvas]));
  const stage = element('div', 'stage-grid', {}, viewports);
  const frame = element('div', 'stage', {}, [stage]);
  root.replaceChildren(element('section', 'images', { 'aria-label': 'Images' }, [element('div', 'toolbar'), frame]), element('aside', 'column'));
  layOutViewports(stage, viewports, frame.clientWidth, frame.clientHeight);
  await Promise.all(
    places.map(async (place, i) => {
      const canvas = canvases[i];
      const opening = await openingSliceOf(api, position, place);
      if (canvas !== undefined && opening !== null) {
        await paint(canvas, opening, place.window ?? first);
      }
    }),
  );
  root.dataset['pictures'] = String(position);
}

async function paint(canvas: HTMLCanvasElement, { url, metadata }: OpeningSlice, window: WindowPreset): Promise<void> {
  if (await paintSlice(canvas, { sent: fetchSlice(url), metadata, window, wanted: () => canvas.isConnected })) {
    keepPicture(url, canvas, window);
  }
}

/** Null: there is none, or it is cut from other slices. */
async function openingSliceOf(api: ReadingApi, position: number, place: ViewportPlace): Promise<OpeningSlice | null> {
  const { series } = place;
  if (series === null) {
    return null;
  }
  const stored = api.seriesMetadata(position, series.index, true);
  const urlOf = (frame: number): string => api.frameUrl(position, series.index, frame);
  if (place.orientation === null && place.slab === null && place.opening === null) {
    // The slice is asked for without waiting for the geometry.
    return { url: urlOf(series.openingSlice + 1), metadata: stored.then((frames) => frames[series.openingSlice] ?? {}) };
  }
  const { openingSlice, frames, frameUrls } = hungAt(place, hang(series, place.label, await stored, urlOf));
  const [url, metadata] = [frameUrls[openingSlice], frames[openingSlice]];
  return url === undefined || metadata === undefined ? null : { url, metadata };
}
