import { expect, test } from 'vitest';
import type { FrameMetadata } from '../contract';
import { type HungSeries, hang } from '../images/caseImages';
import { newBox, newMark } from './shaping';
import { ownersOf, sliceOf } from './spot';
import { planeOf } from '../images/slicePlane';

/** Three frames of an ultrasound loop, which do not say where they lie. */
function loop(index: number): HungSeries {
  const frames: FrameMetadata[] = [1, 2, 3].map((number) => ({ '00200013': { vr: 'IS', Value: [number] } }));
  return hang({ index, sliceCount: 3, rows: 8, columns: 8, openingSlice: 0 }, `Loop ${index}`, frames, (frame) => `/${index}/${frame}`);
}

const ct = hang(
  { index: 2, sliceCount: 3, rows: 8, columns: 8, openingSlice: 0 },
  'AP',
  [0, 1, 2].map((z) => ({ '00200032': { vr: 'DS', Value: [0, 0, z] }, '00200037': { vr: 'DS', Value: [1, 0, 0, 0, 1, 0] } })),
  (frame) => `/2/${frame}`,
);
const hung = [loop(0), loop(1), ct];

test('what is marked on a loop lies on its frame of that loop alone', () => {
  const [, second = ct] = hung;
  const mark = newMark([3, 4, 2], second);

  expect(mark.series).toBe(1);
  expect(ownersOf(hung, mark)).toEqual([second]);
  expect(sliceOf(second, mark)).toBe(2);
  expect(newBox([[1, 1, 2], [3, 4, 2]], { hung: second, plane: planeOf(second.frames[2] ?? {}) })?.series).toBe(1);
});

test('what is marked on a stack lies wherever its place is, and on no loop', () => {
  const mark = newMark([3, 4, 2], ct);

  expect(mark.series).toBeNull();
  expect(ownersOf(hung, mark)).toEqual([ct]);
  // Read from the head down.
  expect(sliceOf(ct, mark)).toBe(0);
});
