import { LastUsed } from '../dom/lastUsed';
import { storedSlice, type HungSeries } from '../images/caseImages';
import { pixelToWorld, planeOf } from '../images/slicePlane';
import type { SliceView } from '../images/sliceView';
import type { OutlineContent } from './outlineContent';
import { bitmapOf, type Runs } from './runs';
import { sliceUnder } from './sliceUnder';

/** One outline, and the slice of it that is being painted. */
export interface Layer {
  readonly content: OutlineContent | null;
  readonly painting: { readonly series: number; readonly slice: number; readonly bitmap: Uint8Array } | null;
}

/** Amber, half seen through. */
const colour = [255, 196, 64] as const;
const solid = 110;
const faint = 55;
/** Pictures that are kept: those on the screen and a few strokes more, of a megabyte each. */
const mostPictures = 16;

/** Draws outlined voxels over the images: on their own series as they are, on another one faintly where their slice comes close. */
export class OutlineLayer {
  /** Pictures of slices, by their runs: undo keeps the runs of every stroke. */
  private readonly pictures = new LastUsed<Runs, HTMLCanvasElement>(mostPictures);

  draw(view: SliceView, layers: readonly Layer[], all: readonly HungSeries[], halfStep: number): void {
    const canvas = view.frame.overlayPixels;
    const ratio = window.devicePixelRatio || 1;
    const [width, height] = [Math.round(canvas.clientWidth * ratio), Math.round(canvas.clientHeight * ratio)];
    const parts = view.hung === null ? [] : layers.flatMap((layer) => this.partsOf(view, layer, all, halfStep));
    if (parts.length === 0 && canvas.width <= 1) {
      return;
    }
    if (parts.length === 0) {
      // Emptied, and no memory kept for it.
      [canvas.width, canvas.height] = [1, 1];
      return;
    }
    [canvas.width, canvas.height] = [width, height];
    const context = canvas.getContext('2d');
    if (context === null) {
      return;
    }
    context.imageSmoothingEnabled = false;
    for (const { picture, owner, slice, alpha } of parts) {
      const plane = planeOf(owner.frames[slice] ?? {});
      const [x0, y0] = view.toCanvas(pixelToWorld(plane, [-0.5, -0.5]));
      const [x1, y1] = view.toCanvas(pixelToWorld(plane, [plane.columns - 0.5, -0.5]));
      const [x2, y2] = view.toCanvas(pixelToWorld(plane, [-0.5, plane.rows - 0.5]));
      const scale = [(x1 - x0) / plane.columns, (y1 - y0) / plane.columns, (x2 - x0) / plane.rows, (y2 - y0) / plane.rows].map((v) => v * ratio);
      context.setTransform(scale[0] ?? 1, scale[1] ?? 0, scale[2] ?? 0, scale[3] ?? 1, x0 * ratio, y0 * ratio);
      context.globalAlpha = alpha;
      context.drawImage(picture, 0, 0);
    }
  }

  private partsOf(view: SliceView, { content, painting }: Layer, all: readonly HungSeries[], halfStep: number): Part[] {
    const series = painting?.series ?? content?.series;
    const owner = all.find((hung) => hung.series.index === series);
    const shown = view.hung;
    if (owner === undefined || shown === null) {
      return [];
    }
    const own = owner.series.index === shown.series.index;
    const slice = sliceUnder(owner, shown, view.slice, halfStep);
    const stored = slice === null ? null : storedSlice(owner, slice);
    if (slice === null || stored === null) {
      return [];
    }
    const alpha = own ? 1 : faint / solid;
    const [rows, columns] = [owner.series.rows, owner.series.columns];
    if (painting !== null && painting.slice === stored) {
      return [{ picture: pictureOf(painting.bitmap, columns, rows), owner, slice, alpha }];
    }
    const runs = content?.slices.get(stored);
    if (runs === undefined) {
      return [];
    }
    const picture = this.pictures.of(runs, () => pictureOf(bitmapOf(runs, rows * columns), columns, rows));
    return [{ picture, owner, slice, alpha }];
  }
}

interface Part {
  readonly picture: HTMLCanvasElement;
  readonly owner: HungSeries;
  readonly slice: number;
  readonly alpha: number;
}

/** Voxels as a picture; their edge is stronger than what lies within. */
function pictureOf(bitmap: Uint8Array, columns: number, rows: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [columns, rows];
  const context = canvas.getContext('2d');
  if (context === null) {
    return canvas;
  }
  const image = context.createImageData(columns, rows);
  for (let i = 0; i < bitmap.length; i += 1) {
    if (bitmap[i] !== 0) {
      const column = i % columns;
      const inner = bitmap[i - columns] === 1 && bitmap[i + columns] === 1 && column > 0 && bitmap[i - 1] === 1 && column < columns - 1 && bitmap[i + 1] === 1;
      image.data.set([...colour, inner ? solid : 220], i * 4);
    }
  }
  context.putImageData(image, 0, 0);
  return canvas;
}
