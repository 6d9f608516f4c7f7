import { pixelToWorld, type SlicePlane } from '../images/slicePlane';
import { cross, dot, type Vector } from './vectors';

/** The line in which a plane cuts a slice, between the centres of its outermost pixels; null where it does not. */
export function crossing(slice: SlicePlane, plane: SlicePlane): readonly [Vector, Vector] | null {
  const normal = cross(plane.across, plane.down);
  const [a, b] = [dot(normal, slice.across), dot(normal, slice.down)];
  if (Math.hypot(a, b) < 0.2) {
    return null;
  }
  const [width, height] = [(slice.columns - 1) * slice.columnSpacing, (slice.rows - 1) * slice.rowSpacing];
  const c = dot(normal, plane.origin) - dot(normal, slice.origin);
  const ends: (readonly [number, number])[] = [];
  const within = (v: number, most: number): boolean => v >= -1e-6 && v <= most + 1e-6;
  if (Math.abs(b) > 1e-9) {
    [0, width].forEach((x) => ends.push([x, (c - a * x) / b]));
  }
  if (Math.abs(a) > 1e-9) {
    [0, height].forEach((y) => ends.push([(c - b * y) / a, y]));
  }
  const inside = ends.filter(([x, y]) => within(x, width) && within(y, height));
  const [first] = inside;
  const far = first === undefined ? undefined : [...inside].sort((p, q) => gap(q, first) - gap(p, first))[0];
  if (first === undefined || far === undefined || gap(far, first) < 1e-3) {
    return null;
  }
  const at = ([x, y]: readonly [number, number]): Vector => pixelToWorld(slice, [x / slice.columnSpacing, y / slice.rowSpacing]);
  return [at(first), at(far)];
}

function gap(p: readonly [number, number], q: readonly [number, number]): number {
  return Math.hypot(p[0] - q[0], p[1] - q[1]);
}
