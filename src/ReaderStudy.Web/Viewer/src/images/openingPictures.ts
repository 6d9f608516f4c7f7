import type { ReadingApi } from '../api/readingApi';
import type { CaseToRead, FrameMetadata, Hanging, SeriesOfCase } from '../contract';
import { element } from '../dom/element';
import { mostViewports } from './caseImages';
import { keepPicture, paintSlice } from './firstPaint';
import { gridFor } from './gridLayout';
import { inHangingOrder } from './phaseNames';

/**
 * Draws the opening slice of each phase where the room will hang it, before the room is there, and keeps the pictures for it. The geometry is asked
 * for on the way, and the room is given the same answers.
 */
export async function openingPictures(root: HTMLElement, api: ReadingApi, toRead: CaseToRead, { phases = [], windows = [] }: Hanging): Promise<void> {
  const { position } = toRead;
  const [window] = windows;
  const series = inHangingOrder(toRead.series, phases).slice(0, mostViewports);
  if (window === undefined) {
    return;
  }
  const canvases = series.map(() => element('canvas', 'first-paint', { 'aria-hidden': 'true' }));
  const stage = element('div', 'stage-grid', {}, canvases.map((canvas) => element('div', 'phase', {}, [canvas])));
  const frame = element('div', 'stage', {}, [stage]);
  root.replaceChildren(element('section', 'images', { 'aria-label': 'Images' }, [element('div', 'toolbar'), frame]), element('aside', 'column'));
  const { columns, rows } = gridFor(series.length, frame.clientWidth, frame.clientHeight);
  stage.style.gridTemplateColumns = `repeat(${columns}, minmax(0, 1fr))`;
  stage.style.gridTemplateRows = `repeat(${rows}, minmax(0, 1fr))`;
  await Promise.all(
    canvases.map(async (canvas, place) => {
      const one = series[place];
      if (one === undefined) {
        return;
      }
      const url = api.frameUrl(position, one.index, one.openingSlice + 1);
      if (await paintSlice(canvas, { url, metadata: openingSliceOf(api, position, one), window, wanted: () => canvas.isConnected })) {
        keepPicture(url, canvas, window);
      }
    }),
  );
  root.dataset['pictures'] = String(position);
}

async function openingSliceOf(api: ReadingApi, position: number, { index, openingSlice }: SeriesOfCase): Promise<FrameMetadata> {
  return (await api.seriesMetadata(position, index, true))[openingSlice] ?? {};
}
