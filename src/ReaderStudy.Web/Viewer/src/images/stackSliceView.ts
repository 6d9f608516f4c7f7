import type { StackViewport } from '@cornerstonejs/core';
import type { HungSeries } from './hungSeries';
import type { RenderingPath } from './cornerstoneSetup';
import { turnedOf } from './lookedAt';
import type { PhaseFrame } from './phaseFrame';
import { shownPlane } from './shownPlane';
import { heightOver, pixelToWorld, type Point, type SlicePlane, type World, worldToPixel } from './slicePlane';
import type { SliceView } from './sliceView';

/**
 * Where a stack's voxels are on the screen. Cornerstone is asked for its camera only; the geometry is DICOM's, read by us.
 * On the CPU it draws the first voxel from 0 to 1 but counts 0 as its centre: half a pixel is added there.
 */
export class StackSliceView implements SliceView {
  hung: HungSeries | null = null;
  private readonly planes = new WeakMap<object, SlicePlane>();
  private readonly half: number;

  constructor(
    readonly place: number,
    readonly frame: PhaseFrame,
    private readonly viewport: StackViewport,
    path: RenderingPath,
  ) {
    this.half = path === 'cpu' ? 0.5 : 0;
  }

  get slice(): number {
    return this.viewport.getCurrentImageIdIndex();
  }

  get turned(): number {
    return turnedOf(this.viewport);
  }

  toCanvas(world: World): Point {
    const [column, row] = worldToPixel(this.plane, world);
    const { origin, spacing, direction } = this.imageData;
    const along = (i: number): number =>
      (origin[i] ?? 0) + (direction[i] ?? 0) * (column + this.half) * (spacing[0] ?? 1) + (direction[i + 3] ?? 0) * (row + this.half) * (spacing[1] ?? 1);
    const [x, y] = this.viewport.worldToCanvas([along(0), along(1), along(2)]);
    return [x, y];
  }

  toWorld([x, y]: Point): World {
    const at = this.viewport.canvasToWorld([x, y]);
    const { origin, spacing, direction } = this.imageData;
    const along = (from: number): number => [0, 1, 2].reduce((sum, i) => sum + ((at[i] ?? 0) - (origin[i] ?? 0)) * (direction[from + i] ?? 0), 0);
    return pixelToWorld(this.plane, [along(0) / (spacing[0] ?? 1) - this.half, along(3) / (spacing[1] ?? 1) - this.half]);
  }

  distanceToSlice(world: World): number {
    return Math.abs(heightOver(this.plane, world));
  }

  values(): ((index: number) => number) | null {
    const image = this.viewport.getCornerstoneImage();
    if (image.color) {
      return null;
    }
    const pixels = image.voxelManager?.getScalarData() ?? image.getPixelData();
    const [slope, intercept] = image.preScale?.scaled === true ? [1, 0] : [image.slope, image.intercept];
    return (index) => (pixels[index] ?? 0) * slope + intercept;
  }

  private get plane(): SlicePlane {
    const { hung, slice } = this;
    const of = hung === null ? undefined : hung.frames[slice];
    const plane = (of === undefined ? undefined : this.planes.get(of)) ?? (hung === null ? null : shownPlane(hung, slice));
    if (plane === null) {
      throw new RangeError(`Viewport ${this.place} shows no image.`);
    }
    if (of !== undefined) {
      this.planes.set(of, plane);
    }
    return plane;
  }

  /** What Cornerstone believes of the slice that it draws. */
  private get imageData(): { readonly origin: ArrayLike<number>; readonly spacing: ArrayLike<number>; readonly direction: ArrayLike<number> } {
    const { origin = [0, 0, 0], spacing = [1, 1, 1], direction = [1, 0, 0, 0, 1, 0, 0, 0, 1] } = this.viewport.getImageData() ?? {};
    return { origin, spacing, direction };
  }
}
