import type { MeasureTool } from '../contract';
import { cross, distance, dot, minus } from '../images/slicePlane';
import { along, middle, plus, type World } from './points';

export const mostCorners = 500;

export function isArea(tool: MeasureTool): boolean {
  return tool === 'ellipse' || tool === 'polygon';
}

/** What points measure, in the unit of their coordinates: a length, the long axis, or an area. */
export function valueOf(tool: MeasureTool, points: readonly World[]): number {
  const way = (from: number): number => distance(points[from] ?? [0, 0, 0], points[from + 1] ?? [0, 0, 0]);
  switch (tool) {
    case 'length':
    case 'bidirectional':
      return way(0);
    case 'ellipse':
      return (Math.PI / 4) * way(0) * way(2);
    case 'polygon':
      return areaOf(points);
  }
}

/** Half the length of the sum of the cross products round the corners. */
function areaOf(corners: readonly World[]): number {
  const [first = [0, 0, 0]] = corners;
  const sum = corners.reduce<World>((total, corner, i) => {
    const [a, b] = [minus(corner, first), minus(corners[(i + 1) % corners.length] ?? first, first)];
    return plus(total, [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]);
  }, [0, 0, 0]);
  return Math.hypot(...sum) / 2;
}

/** The long axis first, whichever was drawn first. */
export function longAxisFirst(points: readonly World[]): readonly World[] {
  const [a, b, c, d] = points;
  return a !== undefined && b !== undefined && c !== undefined && d !== undefined && distance(c, d) > distance(a, b) ? [c, d, a, b] : points;
}

/** The ends of both axes of the ellipse in a box whose sides run along two directions at right angles. */
export function axesInBox(first: World, third: World, across: World, down: World): readonly World[] {
  const centre = middle(first, third);
  const diagonal = minus(third, first);
  const [half, other] = [dot(diagonal, across) / 2, dot(diagonal, down) / 2];
  const axes = [
    [along(centre, across, -half), along(centre, across, half)],
    [along(centre, down, -other), along(centre, down, other)],
  ] as const;
  return [...axes[0], ...axes[1]];
}

/** Moves one of the four ends of an ellipse's axes; the axis's other end stays, the other axis stays at right angles to it and as long as it was. */
export function moveAxisEnd(points: readonly World[], index: number, to: World): readonly World[] {
  const opposite = points[index ^ 1] ?? to;
  const others = index < 2 ? [points[2], points[3]] : [points[0], points[1]];
  const [a = to, b = to] = others;
  const axis = minus(to, opposite);
  const length = Math.hypot(...axis);
  const [before, half] = [minus(b, a), distance(a, b) / 2];
  // What of the other axis runs along the moved one is taken away.
  const along2 = length === 0 ? 0 : dot(before, axis) / (length * length);
  const turned = minus(before, [axis[0] * along2, axis[1] * along2, axis[2] * along2]);
  const size = Math.hypot(...turned);
  const centre = middle(to, opposite);
  const direction: World = size === 0 ? [0, 0, 0] : [turned[0] / size, turned[1] / size, turned[2] / size];
  const moved = index % 2 === 0 ? [to, opposite] : [opposite, to];
  const crossing = size === 0 ? [a, b] : [along(centre, direction, -half), along(centre, direction, half)];
  return index < 2 ? [...moved, ...crossing] : [...crossing, ...moved];
}

/** The place nearest to `to` from which the way to `from` stands at right angles to an axis; `to` itself where the axis has no length. */
export function acrossFrom([a, b]: readonly [World, World], from: World, to: World): World {
  const axis = minus(b, a);
  const size = dot(axis, axis);
  return size === 0 ? to : along(to, axis, -dot(minus(to, from), axis) / size);
}

/**
 * Moves one of the four ends of two axes at right angles. Of the first axis: its other end stays, and the second one turns with it, as long as it was
 * and across the same part of it. Of the second one: it becomes longer or shorter, still at right angles. `normal` is that of the slice.
 */
export function moveCrossedEnd(points: readonly World[], index: number, to: World, normal: World): readonly World[] {
  const [a, b, c, d] = points;
  if (a === undefined || b === undefined || c === undefined || d === undefined) {
    return points;
  }
  if (index >= 2) {
    return points.with(index, acrossFrom([a, b], index === 2 ? d : c, to));
  }
  const [from, until] = index === 0 ? [to, b] : [a, to];
  const [before, after] = [minus(b, a), minus(until, from)];
  const [asideBefore, aside] = [unit(cross(normal, before)), unit(cross(normal, after))];
  const centre = minus(middle(c, d), a);
  const crossing = along(along(from, after, dot(centre, before) / dot(before, before)), aside, dot(centre, asideBefore));
  const half = dot(minus(d, c), asideBefore) / 2;
  return [from, until, along(crossing, aside, -half), along(crossing, aside, half)];
}

function unit(way: World): World {
  const length = Math.hypot(...way);
  return length === 0 ? way : [way[0] / length, way[1] / length, way[2] / length];
}

/** The line of an ellipse given by the ends of its axes. */
export function ellipseLine(points: readonly World[]): World[] {
  const [a, b, c, d] = points;
  if (a === undefined || b === undefined || c === undefined || d === undefined) {
    return [];
  }
  const centre = middle(a, b);
  const [u, v] = [minus(b, centre), minus(d, middle(c, d))];
  return Array.from({ length: 64 }, (_, i) => {
    const angle = (i * Math.PI) / 32;
    return along(along(centre, u, Math.cos(angle)), v, Math.sin(angle));
  });
}
