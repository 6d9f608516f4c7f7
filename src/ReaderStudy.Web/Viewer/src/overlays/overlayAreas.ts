import { edgesOf, insideOf } from './maskPixels';
import { heatOf, type Rgb } from './overlayColours';
import type { ActivationSlice, MaskSlice } from './overlayContract';

const filled = new WeakMap<MaskSlice, HTMLCanvasElement>();
const outlined = new WeakMap<MaskSlice, Path2D>();
const heated = new WeakMap<ActivationSlice, HTMLCanvasElement>();

/** A mask's pixels in its colour, one to one; kept as long as the overlay is. */
export function filledMask(slice: MaskSlice, columns: number, rows: number, [red, green, blue]: Rgb): HTMLCanvasElement {
  return kept(filled, slice, () => {
    const inside = insideOf(slice, columns * rows);
    return picture(columns, rows, (i) => [red, green, blue, (inside[i] ?? 0) * 255]);
  });
}

/** A mask's outline along the sides of its pixels, in pixels from the slice's corner. */
export function outlineOf(slice: MaskSlice, columns: number, rows: number): Path2D {
  return kept(outlined, slice, () => {
    const path = new Path2D();
    for (const [x1, y1, x2, y2] of edgesOf(insideOf(slice, columns * rows), columns, rows)) {
      path.moveTo(x1, y1);
      path.lineTo(x2, y2);
    }
    return path;
  });
}

/** An activation map's cells, one to one: the higher, the hotter and the less transparent. */
export function heatMap(slice: ActivationSlice): HTMLCanvasElement {
  return kept(heated, slice, () => {
    const values = atob(slice.data);
    return picture(slice.columns, slice.rows, (i) => {
      const value = values.charCodeAt(i) || 0;
      return [...heatOf(value), value];
    });
  });
}

function kept<K extends object, V>(known: WeakMap<K, V>, key: K, make: () => V): V {
  const made = known.get(key) ?? make();
  known.set(key, made);
  return made;
}

function picture(columns: number, rows: number, pixel: (index: number) => readonly [number, number, number, number]): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = columns;
  canvas.height = rows;
  const image = new ImageData(columns, rows);
  for (let i = 0; i < columns * rows; i += 1) {
    image.data.set(pixel(i), i * 4);
  }
  canvas.getContext('2d')?.putImageData(image, 0, 0);
  return canvas;
}
