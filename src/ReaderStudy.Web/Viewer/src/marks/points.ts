import { distance, dot, minus, type World } from '../images/slicePlane';

export type { World };

/** Points from JSON; null: it is no list of places. */
export function numberedPoints(read: unknown): World[] | null {
  if (!Array.isArray(read)) {
    return null;
  }
  const points = read.map((point: unknown): World | null => {
    const [x, y, z]: unknown[] = Array.isArray(point) ? point : [];
    return typeof x === 'number' && typeof y === 'number' && typeof z === 'number' && [x, y, z].every(Number.isFinite) ? [x, y, z] : null;
  });
  return points.includes(null) ? null : points.filter((point) => point !== null);
}

/** `a` and, from there, `by` times the way to `b`. */
export function towards(a: World, b: World, by: number): World {
  return [a[0] + (b[0] - a[0]) * by, a[1] + (b[1] - a[1]) * by, a[2] + (b[2] - a[2]) * by];
}

export function middle(a: World, b: World): World {
  return towards(a, b, 0.5);
}

/** From `a` along a direction. */
export function along(a: World, direction: World, by: number): World {
  return [a[0] + direction[0] * by, a[1] + direction[1] * by, a[2] + direction[2] * by];
}

export function plus(a: World, b: World): World {
  return along(a, b, 1);
}

/** All four corners of a box whose sides run along a direction and across it, round about. */
export function cornersOf([first, third]: readonly [World, World], across: World): readonly [World, World, World, World] {
  const way = dot(minus(third, first), across);
  return [first, along(first, across, way), third, along(third, across, -way)];
}

/** Width and height of a box, mm. */
export function sidesOf(box: readonly [World, World], across: World): readonly [number, number] {
  const [a, b, c] = cornersOf(box, across);
  return [distance(a, b), distance(b, c)];
}
