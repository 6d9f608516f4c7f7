import { LastUsed } from '../dom/lastUsed';
import { edgesOf, fillRuns, insideOf } from './maskPixels';
import { heatOf, packed, type Rgb } from './overlayColours';
import type { ActivationSlice, MaskSlice } from './overlayContract';

/** Pictures that are kept, of a megabyte each: those on the screen and where the reader scrolls to and fro. */
const mostPictures = 24;

/** Activations from 0 to 255 as pixels: the higher, the hotter and the less transparent. */
const heats = Uint32Array.from({ length: 256 }, (_, value) => packed(heatOf(value), value));

/** The pictures and outlines of what the AI drew on single slices. */
export class OverlayAreas {
  private readonly pictures = new LastUsed<MaskSlice | ActivationSlice, HTMLCanvasElement>(mostPictures);
  private readonly outlines = new WeakMap<MaskSlice, Path2D>();

  /** A mask's pixels in its colour, one to one. */
  filledMask(slice: MaskSlice, columns: number, rows: number, colour: Rgb): HTMLCanvasElement {
    return this.pictures.of(slice, () => picture(columns, rows, (pixels) => fillRuns(pixels, slice.runs, packed(colour, 255))));
  }

  /** A mask's outline along the sides of its pixels, in pixels from the slice's corner. */
  outlineOf(slice: MaskSlice, columns: number, rows: number): Path2D {
    const path = this.outlines.get(slice) ?? outline(slice, columns, rows);
    this.outlines.set(slice, path);
    return path;
  }

  /** An activation map's cells, one to one. */
  heatMap(slice: ActivationSlice): HTMLCanvasElement {
    return this.pictures.of(slice, () => {
      const values = atob(slice.data);
      return picture(slice.columns, slice.rows, (pixels) => {
        for (let i = 0; i < pixels.length; i += 1) {
          pixels[i] = heats[values.charCodeAt(i) || 0] ?? 0;
        }
      });
    });
  }

  /** Another case is on the screen. */
  forget(): void {
    this.pictures.clear();
  }
}

function outline(slice: MaskSlice, columns: number, rows: number): Path2D {
  const path = new Path2D();
  for (const [x1, y1, x2, y2] of edgesOf(insideOf(slice, columns * rows), columns, rows)) {
    path.moveTo(x1, y1);
    path.lineTo(x2, y2);
  }
  return path;
}

function picture(columns: number, rows: number, paint: (pixels: Uint32Array) => void): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = columns;
  canvas.height = rows;
  const image = new ImageData(columns, rows);
  paint(new Uint32Array(image.data.buffer));
  canvas.getContext('2d')?.putImageData(image, 0, 0);
  return canvas;
}
