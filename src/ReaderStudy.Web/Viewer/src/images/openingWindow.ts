import type { FrameMetadata, Hanging, WindowPreset } from '../contract';
import type { ViewportPlace } from '../hanging/viewportPlaces';
import { numbers } from './sliceGeometry';
import type { VoiWindow } from './voiWindow';

/** The window that the protocol opens a viewport with; null: the images' own. */
export function presetOfPlace(place: ViewportPlace | undefined, hanging: Hanging): WindowPreset | null {
  return place?.window ?? hanging.windows?.[0] ?? null;
}

/** The window that a viewport opens with: the protocol's, or else the first one that the slice names; null: none is named. */
export function windowOfPlace(place: ViewportPlace | undefined, hanging: Hanging, frame: FrameMetadata | undefined): VoiWindow | null {
  return presetOfPlace(place, hanging) ?? windowOfFile(frame);
}

function windowOfFile(frame: FrameMetadata | undefined): VoiWindow | null {
  const [center, width] = ['00281050', '00281051'].map((tag) => numbers(frame?.[tag])[0]);
  return center === undefined || width === undefined ? null : { center, width };
}
