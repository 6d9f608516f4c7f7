import { rangeOf, type VoiWindow } from './voiWindow';

/** Pixels of a slice and how they become greys. */
export interface GreySlice {
  readonly rows: number;
  readonly columns: number;
  /** Row by row, as stored. */
  readonly pixels: ArrayLike<number>;
  /** From stored values to the modality's units. */
  readonly slope: number;
  readonly intercept: number;
  /** Low values are bright: MONOCHROME1. */
  readonly inverted: boolean;
}

/** Draws a slice on a plain canvas, a pixel for each of its own, by PS3.3 C.11.2.1.2.1; false when there is no canvas to draw on. */
export function paintGreys(canvas: HTMLCanvasElement, { rows, columns, pixels, slope, intercept, inverted }: GreySlice, window: VoiWindow): boolean {
  canvas.width = columns;
  canvas.height = rows;
  const context = canvas.getContext('2d');
  if (context === null) {
    return false;
  }
  const image = context.createImageData(columns, rows);
  const grey = new Uint32Array(image.data.buffer);
  const { lower, upper } = rangeOf(window);
  const scale = 255 / Math.max(1, upper - lower);
  for (let i = 0; i < grey.length; i += 1) {
    const bright = Math.min(255, Math.max(0, Math.round(((pixels[i] ?? 0) * slope + intercept - lower) * scale)));
    grey[i] = 0xff000000 | ((inverted ? 255 - bright : bright) * 0x010101);
  }
  context.putImageData(image, 0, 0);
  return true;
}
