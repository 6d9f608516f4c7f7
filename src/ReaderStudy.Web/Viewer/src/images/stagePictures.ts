import type { Hanging } from '../contract';
import type { CaseImages } from './caseImages';
import type { CaseAhead } from './caseSlices';
import { fetchSlice, paintSlice, showKeptPicture } from './firstPaint';
import { presetOfPlace, windowOfPlace } from './openingWindow';
import type { PhaseFrame } from './phaseFrame';

/** Where pictures are shown, and at which slices. */
export interface PictureStage {
  readonly images: CaseImages;
  readonly hanging: Hanging;
  readonly frames: readonly PhaseFrame[];
  /** By place, from 0. */
  readonly slices: readonly number[];
}

/** Puts the pictures that were drawn ahead on the screen; false when one is missing, or another slice is to be shown. */
export function showPictures({ images, hanging, frames, slices }: PictureStage, { pictures }: CaseAhead): boolean {
  const ready = images.hung.flatMap((hung, place) => {
    const [frame, picture] = [frames[place], pictures[place] ?? null];
    const window = windowOfPlace(images.places[place], hanging, hung.frames[hung.openingSlice]);
    const there = frame !== undefined && picture !== null && window !== null && slices[place] === hung.openingSlice;
    return there ? [{ hung, frame, picture, window }] : [];
  });
  if (ready.length < images.hung.length) {
    return false;
  }
  ready.forEach(({ hung, frame, picture, window }) => {
    frame.showPicture(picture);
    frame.showSlice(hung, hung.openingSlice);
    frame.showWindow(window);
  });
  return true;
}

/** Draws the opening slices without Cornerstone, as far as that is possible, for the time until it is there. */
export function paintFirst({ images, hanging, frames, slices }: PictureStage, parts: { readonly wanted: (place: number, slice: number) => boolean; readonly late: () => boolean }): void {
  images.hung.forEach((hung, place) => {
    const window = presetOfPlace(images.places[place], hanging);
    const at = slices[place] ?? hung.openingSlice;
    const [frame, url, metadata] = [frames[place], hung.frameUrls[at], hung.frames[at]];
    if (window === null || frame === undefined || url === undefined) {
      return;
    }
    frame.showWindow(window);
    if (showKeptPicture(url, frame.firstPaint, window)) {
      frame.firstPaint.hidden = false;
      frame.showSlice(hung, at);
    } else if (metadata !== undefined) {
      paintSlice(frame.firstPaint, { sent: fetchSlice(url), metadata, window, wanted: () => parts.wanted(place, at) }).then(
        (painted) => {
          frame.firstPaint.hidden = !painted || parts.late();
          if (painted && !parts.late()) {
            frame.showSlice(hung, at);
          }
        },
        // Cornerstone will load the slice again and say what is wrong.
        () => undefined,
      );
    }
  });
}
