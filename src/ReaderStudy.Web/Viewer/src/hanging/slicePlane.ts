import type { HungSeries } from '../images/hungSeries';
import { numbers } from '../images/sliceGeometry';
import { originOf } from './planes';
import { cross, dot, scaled, sum, type Vector, vectorOf } from './vectors';

/** Where a slice lies in the patient. */
export interface SlicePlane {
  /** Centre of the first pixel. */
  readonly origin: Vector;
  readonly right: Vector;
  readonly down: Vector;
  /** Between the centres of the outermost pixels, mm. */
  readonly width: number;
  readonly height: number;
}

/** Null where the image does not say. `index` from 0. */
export function slicePlaneOf(hung: HungSeries, index: number): SlicePlane | null {
  if (hung.plane !== undefined) {
    const { plan } = hung.plane;
    return {
      origin: originOf(plan, index),
      right: plan.right.direction,
      down: plan.down.direction,
      width: (plan.columns - 1) * plan.pixel,
      height: (plan.rows - 1) * plan.pixel,
    };
  }
  const frame = hung.frames[index];
  const origin = vectorOf(numbers(frame?.['00200032']));
  const [between, along] = numbers(frame?.['00280030']);
  if (origin === null || between === undefined || along === undefined) {
    return null;
  }
  return {
    origin,
    right: hung.geometry.rowDirection,
    down: hung.geometry.columnDirection,
    width: (hung.series.columns - 1) * along,
    height: (hung.series.rows - 1) * between,
  };
}

/** The line in which a plane cuts a slice, from edge to edge of the slice; null where it does not. */
export function crossing(slice: SlicePlane, plane: SlicePlane): readonly [Vector, Vector] | null {
  const normal = cross(plane.right, plane.down);
  const [a, b] = [dot(normal, slice.right), dot(normal, slice.down)];
  if (Math.hypot(a, b) < 0.2) {
    return null;
  }
  const c = dot(normal, plane.origin) - dot(normal, slice.origin);
  const ends: (readonly [number, number])[] = [];
  const within = (v: number, most: number): boolean => v >= -1e-6 && v <= most + 1e-6;
  if (Math.abs(b) > 1e-9) {
    [0, slice.width].forEach((x) => ends.push([x, (c - a * x) / b]));
  }
  if (Math.abs(a) > 1e-9) {
    [0, slice.height].forEach((y) => ends.push([(c - b * y) / a, y]));
  }
  const inside = ends.filter(([x, y]) => within(x, slice.width) && within(y, slice.height));
  const [first] = inside;
  const far = first === undefined ? undefined : [...inside].sort((p, q) => gap(q, first) - gap(p, first))[0];
  if (first === undefined || far === undefined || gap(far, first) < 1e-3) {
    return null;
  }
  const at = ([x, y]: readonly [number, number]): Vector => sum(slice.origin, scaled(slice.right, x), scaled(slice.down, y));
  return [at(first), at(far)];
}

/** How far a point lies from a slice, mm. */
export function distanceTo(slice: SlicePlane, point: Vector): number {
  const normal = cross(slice.right, slice.down);
  return Math.abs(dot(normal, point) - dot(normal, slice.origin));
}

function gap(p: readonly [number, number], q: readonly [number, number]): number {
  return Math.hypot(p[0] - q[0], p[1] - q[1]);
}
