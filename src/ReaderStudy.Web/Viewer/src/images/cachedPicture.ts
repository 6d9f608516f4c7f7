import { cache } from '@cornerstonejs/core';
import { paintGreys } from './greys';
import type { VoiWindow } from './voiWindow';

/** A slice that Cornerstone holds already, drawn on a canvas of its own; null when it is not there, has colours, or pixels that are not square. */
export function cachedPicture(imageId: string, window: VoiWindow): HTMLCanvasElement | null {
  const image = cache.getImage(imageId);
  if (image === undefined || image.color || image.rowPixelSpacing !== image.columnPixelSpacing) {
    return null;
  }
  const canvas = document.createElement('canvas');
  const { rows, columns, invert: inverted } = image;
  const [slope, intercept] = image.preScale?.scaled === true ? [1, 0] : [image.slope, image.intercept];
  const pixels = image.voxelManager?.getScalarData() ?? image.getPixelData();
  return paintGreys(canvas, { rows, columns, pixels, slope, intercept, inverted }, window) ? canvas : null;
}
