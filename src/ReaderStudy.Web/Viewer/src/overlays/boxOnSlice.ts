import { heightOver, type SlicePlane, type World, worldToPixel } from '../images/slicePlane';
import type { BoxOverlay } from './overlayContract';

/**
 * The corners, in turn, of what a box has in common with a slice, whichever way that lies; empty: nothing.
 * @param reach How far from the box a slice may lie and still show it, mm: a flat box lies on no slice exactly.
 */
export function boxOnSlice({ from, to }: Pick<BoxOverlay, 'from' | 'to'>, plane: SlicePlane, reach: number): World[] {
  const corners = Array.from({ length: 8 }, (_, i): World => [i & 1 ? to[0] : from[0], i & 2 ? to[1] : from[1], i & 4 ? to[2] : from[2]]);
  const heights = corners.map((corner) => heightOver(plane, corner));
  const level = Math.min(Math.max(0, Math.min(...heights)), Math.max(...heights));
  if (Math.abs(level) > reach) {
    return [];
  }
  const found: World[] = [];
  corners.forEach((a, i) => {
    for (const bit of [1, 2, 4]) {
      const b = corners[i | bit];
      if ((i & bit) === 0 && b !== undefined) {
        found.push(...crossing(a, b, (heights[i] ?? 0) - level, (heights[i | bit] ?? 0) - level));
      }
    }
  });
  return inTurn(plane, found);
}

/** Where an edge meets the plane; both ends when it lies in it. */
function crossing(a: World, b: World, heightA: number, heightB: number): World[] {
  const tiny = 1e-6;
  if (Math.abs(heightA) < tiny && Math.abs(heightB) < tiny) {
    return [a, b];
  }
  if (heightA * heightB > 0) {
    return [];
  }
  const share = heightA / (heightA - heightB);
  return [[a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1]), a[2] + share * (b[2] - a[2])]];
}

/** Around their middle, each once. */
function inTurn(plane: SlicePlane, points: readonly World[]): World[] {
  const flat = points.map((world) => ({ world, at: worldToPixel(plane, world) }));
  const apart = flat.filter((p, i) => flat.findIndex((q) => Math.hypot(q.at[0] - p.at[0], q.at[1] - p.at[1]) < 1e-4) === i);
  const middle = [0, 1].map((axis) => apart.reduce((sum, p) => sum + (p.at[axis] ?? 0), 0) / Math.max(1, apart.length));
  const angle = ({ at }: (typeof apart)[number]): number => Math.atan2(at[1] - (middle[1] ?? 0), at[0] - (middle[0] ?? 0));
  return apart.sort((a, b) => angle(a) - angle(b)).map((p) => p.world);
}
