import { cache } from '@cornerstonejs/core';
import { Enums, utilities } from '@cornerstonejs/metadata';

/** Gives back what Cornerstone holds of a slice: its pixels, and what it worked out of its address. */
export function forgetSlice(imageId: string): void {
  if (cache.getImageLoadObject(imageId) !== undefined) {
    cache.removeImageLoadObject(imageId, { force: true });
  }
  utilities.clearTypedCacheData(Enums.MetadataModules.BASE_IMAGE_ID, imageId);
}
