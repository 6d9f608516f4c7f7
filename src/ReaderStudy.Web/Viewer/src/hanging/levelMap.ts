/** Which level of one stack is the same place as a level of another: `scale * level + shift`, in mm. */
export interface LevelMap {
  readonly scale: number;
  readonly shift: number;
}

export const same: LevelMap = { scale: 1, shift: 0 };

/** Patients are not stretched further than this between two scans; pairs that say so are taken as a shift. */
const mostStretch = 2;

export function apply({ scale, shift }: LevelMap, level: number): number {
  return scale * level + shift;
}

export function inverse({ scale, shift }: LevelMap): LevelMap {
  return { scale: 1 / scale, shift: -shift / scale };
}

/** First `one`, then `next`. */
export function chained(one: LevelMap, next: LevelMap): LevelMap {
  return { scale: one.scale * next.scale, shift: next.scale * one.shift + next.shift };
}

/** From pairs of the same place: one pair is a shift; more are shift and scale by least squares. Null without any. */
export function fitted(pairs: readonly (readonly [from: number, to: number])[]): LevelMap | null {
  if (pairs.length === 0) {
    return null;
  }
  const mean = (of: (pair: readonly [number, number]) => number): number => pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length;
  const [from, to] = [mean((p) => p[0]), mean((p) => p[1])];
  const spread = pairs.reduce((sum, p) => sum + (p[0] - from) ** 2, 0);
  const scale = spread < 1 ? 1 : pairs.reduce((sum, p) => sum + (p[0] - from) * (p[1] - to), 0) / spread;
  const used = scale > 1 / mostStretch && scale < mostStretch ? scale : 1;
  return { scale: used, shift: to - used * from };
}

/** The ends of one range onto those of another. */
export function ofRanges(from: readonly [number, number], to: readonly [number, number]): LevelMap {
  const range = from[1] - from[0];
  const scale = range === 0 ? 1 : (to[1] - to[0]) / range;
  return scale === 0 ? { scale: 1e-9, shift: to[0] } : { scale, shift: to[0] - scale * from[0] };
}
