import type { FrameMetadata } from '../contract';
import { frameIndex, hasPlace, numbers } from './sliceGeometry';

/** A point of the patient in DICOM's coordinates (LPS), mm. */
export type World = readonly [number, number, number];
/** Column and row of a slice, or across and down on the screen. A whole number is the centre of a voxel; the slice begins at -0.5. */
export type Point = readonly [number, number];

/** Where the voxels of one slice lie in the patient (PS3.3 C.7.6.2.1.1). */
export interface SlicePlane {
  /** The centre of the first voxel. */
  readonly origin: World;
  /** Unit vectors along a row, that is from column to column, and along a column. */
  readonly across: World;
  readonly down: World;
  /** Distances of neighbouring columns and of neighbouring rows, mm; 1 where they are not known. */
  readonly columnSpacing: number;
  readonly rowSpacing: number;
  readonly columns: number;
  readonly rows: number;
}

/** A frame that does not say where it lies is taken as if it stood at its number along the axis that no frame of its kind has. */
export function planeOf(frame: FrameMetadata): SlicePlane {
  const placed = hasPlace(frame);
  const orientation = placed ? numbers(frame['00200037']) : [];
  const [rowSpacing = 1, columnSpacing = 1] = numbers(frame['00280030']).filter((mm) => mm > 0);
  return {
    origin: (placed ? worldOf(numbers(frame['00200032'])) : null) ?? [0, 0, frameIndex(frame) ?? 0],
    across: worldOf(orientation.slice(0, 3)) ?? [1, 0, 0],
    down: worldOf(orientation.slice(3, 6)) ?? [0, 1, 0],
    columnSpacing,
    rowSpacing,
    columns: numbers(frame['00280011'])[0] ?? 0,
    rows: numbers(frame['00280010'])[0] ?? 0,
  };
}

export function pixelToWorld({ origin, across, down, columnSpacing, rowSpacing }: SlicePlane, [column, row]: Point): World {
  const along = (i: 0 | 1 | 2): number => origin[i] + across[i] * column * columnSpacing + down[i] * row * rowSpacing;
  return [along(0), along(1), along(2)];
}

/** Of a point outside the slice: the pixel straight below it. */
export function worldToPixel({ origin, across, down, columnSpacing, rowSpacing }: SlicePlane, world: World): Point {
  const from = minus(world, origin);
  return [dot(from, across) / columnSpacing, dot(from, down) / rowSpacing];
}

/** Whether the pixel straight below a point is one of the slice. */
export function isOver(plane: SlicePlane, world: World): boolean {
  const [column, row] = worldToPixel(plane, world);
  const edge = 0.5 + 1e-6;
  return column >= -edge && row >= -edge && column <= plane.columns - 1 + edge && row <= plane.rows - 1 + edge;
}

/** How far a point lies from the slice, mm; with a sign, which is the same for all slices of a series. */
export function heightOver({ origin, across, down }: SlicePlane, world: World): number {
  return dot(minus(world, origin), cross(across, down));
}

export function minus(a: World, b: World): World {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

export function dot(a: World, b: World): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

export function distance(a: World, b: World): number {
  return Math.hypot(...minus(a, b));
}

/** Between two places on the screen. */
export function away(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

export function cross(a: World, b: World): World {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function worldOf(values: readonly number[]): World | null {
  const [x, y, z] = values;
  return x === undefined || y === undefined || z === undefined || [x, y, z].some(Number.isNaN) ? null : [x, y, z];
}
