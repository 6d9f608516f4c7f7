import type { Outline } from '../contract';
import { numberedPoints, type World } from './points';

/** How the brush paints. */
export interface BrushSettings {
  /** Diameter, mm; pixels where the size of a pixel is not known. */
  readonly size: number;
  /** Of the threshold brush: how far a voxel may be from the value where the stroke began. */
  readonly around: number;
  /** Of the threshold brush: the values that are painted; null: those around the beginning of the stroke. */
  readonly range: readonly [number, number] | null;
}

export type MaskTool = 'brush' | 'erase' | 'threshold' | 'line';

/** A shape or stroke that was begun and is not finished. */
export interface HalfDrawn {
  readonly question: string;
  /** Null: not of a mask. */
  readonly tool: MaskTool | null;
  readonly series: number;
  /** As the series is stored, from 0. */
  readonly slice: number;
  readonly points: readonly World[];
  readonly brush: BrushSettings;
}

/** What the server cannot have yet, of one question. */
export interface KeptAnswer {
  /** The answer that was last sent; null: none. Another one since then was given elsewhere, and counts. */
  readonly sent: string | null;
  readonly answer: string;
  /** Of a mask. */
  readonly outline?: Outline;
}

/** What is drawn and not with the server yet, as it is kept in the browser's tab. */
export interface KeptDrawing {
  readonly half: HalfDrawn | null;
  readonly answers: Readonly<Record<string, KeptAnswer>>;
}

export function readKeptDrawing(text: string | null): KeptDrawing {
  try {
    const read = JSON.parse(text ?? 'null') as Partial<KeptDrawing> | null;
    const half = read?.half ?? null;
    const points = numberedPoints(half?.points);
    return { half: half === null || points === null ? null : { ...half, points }, answers: read?.answers ?? {} };
  } catch {
    return { half: null, answers: {} };
  }
}
