/** How much of the picture a pixel of the screen shows, in words and as a bar. */

/** The zoom in pixels of the screen to a pixel of the picture; `micronsPerPixel` null where it is not known. */
export function magnificationWords(zoom: number, micronsPerPixel: number | null): string {
  if (micronsPerPixel === null) {
    return `${rounded(zoom * 100)} %`;
  }
  // As on a microscope's revolver: with 10x a pixel of a scanner is about 1 micrometre.
  return `${rounded((10 * zoom) / micronsPerPixel)}×`;
}

export interface ScaleBar {
  /** On the screen, in pixels. */
  readonly length: number;
  readonly words: string;
}

/** The longest round bar of at most `longest` pixels; null where the size of a pixel is not known. */
export function scaleBar(zoom: number, micronsPerPixel: number | null, longest: number): ScaleBar | null {
  if (micronsPerPixel === null || zoom <= 0) {
    return null;
  }
  const micronsAtMost = (longest * micronsPerPixel) / zoom;
  const power = 10 ** Math.floor(Math.log10(micronsAtMost));
  const microns = [5, 2, 1].map((step) => step * power).find((step) => step <= micronsAtMost) ?? power;
  return {
    length: (microns * zoom) / micronsPerPixel,
    words: microns >= 1000 ? `${rounded(microns / 1000)} mm` : `${rounded(microns)} µm`,
  };
}

function rounded(value: number): string {
  return String(Number(value.toPrecision(value < 1 ? 1 : 2)));
}
