import type { FrameMetadata } from '../contract';
import { numbers } from '../images/sliceGeometry';
import { cross, dot, length, minus, scaled, type Vector, vectorOf } from './vectors';

/** A stack as a block of voxels: along a row, down a column, across the slices. */
export interface SourceStack {
  /** Number of voxels in each direction. */
  readonly counts: readonly [number, number, number];
  /** Distance between voxels in each direction, mm. */
  readonly spacing: readonly [number, number, number];
  /** Unit vectors of the three directions. */
  readonly directions: readonly [Vector, Vector, Vector];
  /** Centre of the first voxel. */
  readonly origin: Vector;
}

/** How far a slice may lie from where even spacing puts it, as a share of the spacing. */
const uneven = 0.02;

/** The stack as a block, in the order of `frames`; or, in a sentence, why it cannot be cut another way. */
export function sourceOf(frames: readonly FrameMetadata[]): SourceStack | string {
  const first = frames[0];
  if (first === undefined || frames.length < 3) {
    return 'Other planes need at least three slices.';
  }
  const one = (tag: string): number => numbers(first[tag])[0] ?? 0;
  if ((numbers(first['00280002'])[0] ?? 1) !== 1) {
    return 'Colour images are shown in their own plane only.';
  }
  const orientation = numbers(first['00200037']);
  const [row, column] = [vectorOf(orientation.slice(0, 3)), vectorOf(orientation.slice(3, 6))];
  const [rowSpacing, columnSpacing] = numbers(first['00280030']);
  const corners = frames.map((frame) => vectorOf(numbers(frame['00200032'])));
  const [origin, last] = [corners[0], corners.at(-1)];
  if (!row || !column || !rowSpacing || !columnSpacing || !origin || !last) {
    return 'The images do not say where they lie in the patient: they are shown in their own plane only.';
  }
  const [rows, columns] = [one('00280010'), one('00280011')];
  const alike = frames.every(
    (f) => numbers(f['00280010'])[0] === rows && numbers(f['00280011'])[0] === columns && numbers(f['00200037']).every((v, i) => Math.abs(v - (orientation[i] ?? 0)) < 1e-3),
  );
  const step = scaled(minus(last, origin), 1 / (frames.length - 1));
  const between = length(step);
  const even = corners.every((corner, i) => corner !== null && length(minus(corner, [origin[0] + step[0] * i, origin[1] + step[1] * i, origin[2] + step[2] * i])) <= uneven * between + 0.01);
  if (!alike || !even || between === 0) {
    return 'Its slices are not evenly spaced: it is shown in its own plane only.';
  }
  const across = scaled(step, 1 / between);
  if (Math.abs(dot(across, cross(row, column))) < 1 - uneven / 10) {
    return 'Its slices are sheared by a tilted gantry: it is shown in its own plane only.';
  }
  return {
    counts: [columns, rows, frames.length],
    spacing: [columnSpacing, rowSpacing, between],
    directions: [row, column, across],
    origin,
  };
}
