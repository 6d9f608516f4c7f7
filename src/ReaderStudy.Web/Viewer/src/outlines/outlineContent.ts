import type { Outline } from '../contract';
import { type Runs, voxelsOf } from './runs';

/** What is outlined on a series. Never changed: a stroke makes a new one. */
export interface OutlineContent {
  readonly series: number;
  readonly rows: number;
  readonly columns: number;
  /** By slice, as the series is stored, from 0; none is empty. */
  readonly slices: ReadonlyMap<number, Runs>;
}

/** The same with other runs on one slice; null: nothing is left. */
export function withSlice(content: OutlineContent, slice: number, runs: Runs): OutlineContent | null {
  const slices = new Map(content.slices);
  if (runs.length === 0) {
    slices.delete(slice);
  } else {
    slices.set(slice, runs);
  }
  return slices.size === 0 ? null : { ...content, slices };
}

export function contentOf({ series, rows, columns, slices }: Outline): OutlineContent {
  return { series, rows, columns, slices: new Map(slices.filter(({ runs }) => runs.length > 0).map(({ slice, runs }) => [slice, runs])) };
}

export function outlineOf({ series, rows, columns, slices }: OutlineContent): Outline {
  const sorted = [...slices].sort(([a], [b]) => a - b);
  return { series, rows, columns, slices: sorted.map(([slice, runs]) => ({ slice, runs })) };
}

export function allVoxels({ slices }: OutlineContent): number {
  return [...slices.values()].reduce((sum, runs) => sum + voxelsOf(runs), 0);
}
