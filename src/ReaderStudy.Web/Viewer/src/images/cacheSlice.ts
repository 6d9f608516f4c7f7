import { cache, type Enums, imageLoader, type Types } from '@cornerstonejs/core';

export interface SliceRequest {
  readonly requestType: Enums.RequestType;
  /** Higher is sooner. */
  readonly priority: number;
}

/**
 * Loads a slice into Cornerstone's cache, once. Cornerstone's own way of doing both leaves a second promise to nobody, which makes a script error
 * of every slice that does not come.
 */
export function cacheSlice(imageId: string, { requestType, priority }: SliceRequest): Promise<Types.IImage> {
  const known = cache.getImageLoadObject(imageId);
  if (known !== undefined) {
    return known.promise;
  }
  const promise = imageLoader.loadImage(imageId, { requestType, priority, additionalDetails: { imageId } });
  cache.putImageLoadObject(imageId, { promise }).catch(() => undefined);
  return promise;
}
