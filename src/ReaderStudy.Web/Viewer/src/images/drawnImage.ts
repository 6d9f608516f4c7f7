import { Enums, type StackViewport, type Types } from '@cornerstonejs/core';

/** After so long what was drawn is believed to be there, in milliseconds. */
const drawnWithin = 3000;

/** Screen pixels for one image pixel, along a row; null while there is no image. */
export function scaleOf(viewport: StackViewport): number | null {
  const image = viewport.getImageData();
  const step = image?.spacing[0];
  if (image === undefined || step === undefined || viewport.canvas.clientWidth === 0) {
    return null;
  }
  const pixels = 100;
  const at = (distance: number): Types.Point2 =>
    viewport.worldToCanvas([0, 1, 2].map((i) => (image.origin[i] ?? 0) + (image.direction[i] ?? 0) * distance) as Types.Point3);
  const [from, to] = [at(0), at(step * pixels)];
  const scale = (Math.hypot(to[0] - from[0], to[1] - from[1]) / pixels) * devicePixelRatio;
  return Number.isFinite(scale) && scale > 0 ? scale : null;
}

/** Whether the image on the screen is one in colours. */
export function isColour(viewport: StackViewport): boolean {
  return viewport.getImageIds().length > 0 && viewport.getCornerstoneImage()?.color === true;
}

/** The next time that Cornerstone says it has drawn; called after `setStack`, since the empty canvas is announced as drawn too. */
export function nextDrawing(view: HTMLElement): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      view.removeEventListener(Enums.Events.IMAGE_RENDERED, done);
      resolve();
    };
    const timer = setTimeout(done, drawnWithin);
    view.addEventListener(Enums.Events.IMAGE_RENDERED, done);
  });
}
