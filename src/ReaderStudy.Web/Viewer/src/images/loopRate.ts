import type { FrameMetadata } from '../contract';
import { numbers } from './sliceGeometry';

/** Frames a second at which a stack is played that says nothing of its rate. */
export const otherRate = 10;
const [slowest, fastest] = [1, 60];

/** Frames a second of a loop: frames that follow each other in time and not through the patient. Null: the stack is none. */
export function loopRateOf(frames: readonly FrameMetadata[]): number | null {
  const first = frames[0];
  if (first === undefined || frames.length < 2 || numbers(first['00200032']).length > 0) {
    return null;
  }
  const said = (tag: string): number | undefined => numbers(first[tag]).find((n) => n > 0);
  // PS3.3 C.7.6.5: the rate to show it at, then that of the recording, then the time between two frames.
  const time = said('00181063');
  const rate = said('00082144') ?? said('00180040') ?? (time === undefined ? undefined : 1000 / time);
  return rate === undefined ? null : within(rate);
}

/** A step faster or slower, by a quarter. */
export function changedRate(rate: number, by: -1 | 1): number {
  return within(by > 0 ? rate * 1.25 : rate / 1.25);
}

function within(rate: number): number {
  return Math.min(fastest, Math.max(slowest, rate));
}
