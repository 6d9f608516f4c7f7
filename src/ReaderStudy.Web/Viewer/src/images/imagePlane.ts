import { getShouldUseCPURendering, type StackViewport } from '@cornerstonejs/core';
import type { World } from './slicePlane';

/** Where Cornerstone believes that the image of a viewport lies; mm, or pixels where their size is not known. */
export interface ImagePlane {
  readonly middle: World;
  /** Unit vectors along its rows and down its columns. */
  readonly across: World;
  readonly along: World;
  readonly width: number;
  readonly height: number;
}

/** Null: there is no image. */
export function imagePlaneOf(viewport: StackViewport): ImagePlane | null {
  const image = viewport.getImageIds().length === 0 ? undefined : viewport.getImageData();
  if (image === undefined) {
    return null;
  }
  const { dimensions, spacing, origin, direction } = image;
  const vector = (from: number): World => [direction[from] ?? 0, direction[from + 1] ?? 0, direction[from + 2] ?? 0];
  const [across, along] = [vector(0), vector(3)];
  // On the CPU the first voxel is counted from 0 to 1, else from -0.5 to 0.5.
  const first = getShouldUseCPURendering() ? 0 : 0.5;
  const [right, down] = [(dimensions[0] / 2 - first) * spacing[0], (dimensions[1] / 2 - first) * spacing[1]];
  const middle = (i: 0 | 1 | 2): number => (origin[i] ?? 0) + across[i] * right + along[i] * down;
  return { middle: [middle(0), middle(1), middle(2)], across, along, width: dimensions[0] * spacing[0], height: dimensions[1] * spacing[1] };
}
