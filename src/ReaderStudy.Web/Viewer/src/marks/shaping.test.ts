import { expect, test } from 'vitest';
import { planeOf } from '../images/slicePlane';
import { nextPoint, remeasured } from './shaping';

/** Ten columns of 0.5 mm, twenty rows of 2 mm. */
const plane = planeOf({
  '00200032': { vr: 'DS', Value: [0, 0, 7] },
  '00200037': { vr: 'DS', Value: [1, 0, 0, 0, 1, 0] },
  '00280030': { vr: 'DS', Value: [2, 0.5] },
  '00280010': { vr: 'US', Value: [20] },
  '00280011': { vr: 'US', Value: [10] },
});

test('the second axis of a bidirectional is drawn at right angles to the first, within the image', () => {
  const begun = [[1, 10, 7], [3, 12, 7]] as const;

  expect(nextPoint({ tool: 'bidirectional' }, begun, [2, 10, 7], plane)).toEqual([2, 10, 7]);
  expect(nextPoint({ tool: 'bidirectional' }, [...begun, [2, 11, 7]], [2, 9, 7], plane)).toEqual([3, 10, 7]);
  // The image ends 4.75 mm to the right.
  expect(nextPoint({ tool: 'bidirectional' }, [...begun, [2, 11, 7]], [4, 3, 7], plane)).toEqual([4.75, 8.25, 7]);
  expect(nextPoint({ tool: 'polygon' }, [...begun, [2, 11, 7]], [2, 9, 7], plane)).toEqual([2, 9, 7]);
});

test('a bidirectional without a second axis is none', () => {
  const measured = { shape: 'bidirectional', series: 0, slice: 0, value: 0, unit: 'mm' } as const;

  expect(remeasured({ ...measured, points: [[0, 0, 7], [4, 0, 7], [1, 2, 7], [1, 2, 7]] }, {})).toBeNull();
  expect(remeasured({ ...measured, points: [[0, 0, 7], [4, 0, 7], [1, 2, 7], [1, 3, 7]] }, {})?.value).toBe(4);
});
