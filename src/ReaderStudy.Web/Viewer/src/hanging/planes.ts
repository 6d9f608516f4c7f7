import type { Orientation } from './hangingContract';
import { scaled, sum, type Vector } from './vectors';
import type { SourceStack } from './sourceStack';

export const orientations: readonly Orientation[] = ['axial', 'coronal', 'sagittal'];

/** For each plane as radiologists look at it: to the right, downwards, and from slice to slice, as patient axis and sense. */
const looks: Readonly<Record<Orientation, readonly [Along, Along, Along]>> = {
  axial: [{ axis: 0, sense: 1 }, { axis: 1, sense: 1 }, { axis: 2, sense: -1 }],
  coronal: [{ axis: 0, sense: 1 }, { axis: 2, sense: -1 }, { axis: 1, sense: 1 }],
  sagittal: [{ axis: 1, sense: 1 }, { axis: 2, sense: -1 }, { axis: 0, sense: 1 }],
};

interface Along {
  readonly axis: 0 | 1 | 2;
  readonly sense: 1 | -1;
}

/** The plane that slices with this normal are nearest to. */
export function orientationOf(normal: Vector): Orientation {
  const [x, y, z] = [Math.abs(normal[0]), Math.abs(normal[1]), Math.abs(normal[2])];
  return z >= x && z >= y ? 'axial' : y >= x ? 'coronal' : 'sagittal';
}

/** Which way positions across a plane are counted, whatever way a stack's own normal points: 1 or -1. */
export function senseOf(normal: Vector): 1 | -1 {
  return normal[looks[orientationOf(normal)][2].axis] < 0 ? -1 : 1;
}

/** One direction of a plane in the block of voxels. */
export interface PlaneAxis {
  /** Which of the block's directions. */
  readonly of: 0 | 1 | 2;
  /** Counted from the block's far end. */
  readonly flipped: boolean;
  /** Voxels of the block along it. */
  readonly voxels: number;
  /** Distance between them, mm. */
  readonly spacing: number;
  /** In which direction it goes. */
  readonly direction: Vector;
}

/** How slices of a plane are cut from a block of voxels: pixels as near as the block's voxels lie at their closest, square. */
export interface PlanePlan {
  readonly orientation: Orientation;
  readonly across: PlaneAxis;
  readonly right: PlaneAxis;
  readonly down: PlaneAxis;
  readonly rows: number;
  readonly columns: number;
  readonly count: number;
  /** Of a pixel, mm. */
  readonly pixel: number;
  /** Centre of the first pixel of the first slice. */
  readonly origin: Vector;
}

export function planOf(source: SourceStack, orientation: Orientation): PlanePlan {
  const home = patientAxesOf(source);
  const [right, down, across] = looks[orientation].map((along) => axisOf(source, home, along)) as [PlaneAxis, PlaneAxis, PlaneAxis];
  const pixel = Math.min(right.spacing, down.spacing);
  const origin = sum(source.origin, ...[right, down, across].filter((a) => a.flipped).map((a) => scaled(a.direction, -(a.voxels - 1) * a.spacing)));
  return {
    orientation,
    right,
    down,
    across,
    columns: Math.round(((right.voxels - 1) * right.spacing) / pixel) + 1,
    rows: Math.round(((down.voxels - 1) * down.spacing) / pixel) + 1,
    count: across.voxels,
    pixel,
    origin,
  };
}

/** Centre of the first pixel of a slice. */
export function originOf(plan: PlanePlan, index: number): Vector {
  return sum(plan.origin, scaled(plan.across.direction, index * plan.across.spacing));
}

/** The patient axis that each direction of the block is nearest to, each axis once: across the slices first. */
function patientAxesOf({ directions }: SourceStack): (0 | 1 | 2)[] {
  const [row, , across] = directions;
  const nearest = (of: Vector, among: readonly (0 | 1 | 2)[]): 0 | 1 | 2 => [...among].sort((a, b) => Math.abs(of[b]) - Math.abs(of[a]))[0] ?? 0;
  const k = nearest(across, [0, 1, 2]);
  const rest = ([0, 1, 2] as const).filter((a) => a !== k);
  const i = nearest(row, rest);
  const j = rest.find((a) => a !== i) ?? 0;
  return [i, j, k];
}

function axisOf(source: SourceStack, home: readonly (0 | 1 | 2)[], { axis, sense }: Along): PlaneAxis {
  const of = home.indexOf(axis) as 0 | 1 | 2;
  const own = source.directions[of];
  const flipped = own[axis] * sense < 0;
  return { of, flipped, voxels: source.counts[of], spacing: source.spacing[of], direction: flipped ? scaled(own, -1) : own };
}
