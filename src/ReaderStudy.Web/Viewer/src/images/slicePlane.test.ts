import { expect, test } from 'vitest';
import type { FrameMetadata } from '../contract';
import { distance, heightOver, pixelToWorld, planeOf, worldToPixel } from './slicePlane';

const element = (vr: string, ...values: number[]) => ({ vr, Value: values });

function frame(orientation: number[], spacing: number[] | null): FrameMetadata {
  return {
    '00200032': element('DS', -100, 20, 30),
    '00200037': element('DS', ...orientation),
    ...(spacing === null ? {} : { '00280030': element('DS', ...spacing) }),
    '00280010': element('US', 256),
    '00280011': element('US', 512),
  };
}

const tilt = (20 * Math.PI) / 180;
const tilted = planeOf(frame([1, 0, 0, 0, Math.cos(tilt), Math.sin(tilt)], [0.5, 0.7]));

test('the first pixel spacing is between rows, the second between columns', () => {
  const plane = planeOf(frame([1, 0, 0, 0, 1, 0], [0.5, 0.7]));

  expect(pixelToWorld(plane, [10, 0])).toEqual([-93, 20, 30]);
  expect(pixelToWorld(plane, [0, 10])).toEqual([-100, 25, 30]);
});

test('a pixel of a tilted slice comes back from the patient', () => {
  const [column, row] = worldToPixel(tilted, pixelToWorld(tilted, [301.25, 77.5]));

  expect(column).toBeCloseTo(301.25, 10);
  expect(row).toBeCloseTo(77.5, 10);
});

test('a voxel of a tilted slice lies on it, a point beside it at its distance', () => {
  const on = pixelToWorld(tilted, [12, 200]);

  expect(heightOver(tilted, on)).toBeCloseTo(0, 10);
  // Straight up from the slice by 3 mm: the normal is (0, -sin, cos) of the tilt.
  expect(heightOver(tilted, [on[0], on[1] - 3 * Math.sin(tilt), on[2] + 3 * Math.cos(tilt)])).toBeCloseTo(3, 10);
});

test('distances in a slice are those of its spacings', () => {
  expect(distance(pixelToWorld(tilted, [0, 0]), pixelToWorld(tilted, [30, 40]))).toBeCloseTo(Math.hypot(30 * 0.7, 40 * 0.5), 10);
});

test.each([
  ['neither position nor orientation', {}],
  ['a position without an orientation', { '00200032': element('DS', -100, 20, 30) }],
])('a frame with %s stands at its number', (_, place) => {
  const loop = planeOf({ ...place, '00200013': element('IS', 4), '00280030': element('DS', 0.5, 0.5) });

  expect(pixelToWorld(loop, [10, 5])).toEqual([5, 2.5, 3]);
  expect(heightOver(planeOf({ '00200013': element('IS', 1) }), pixelToWorld(loop, [10, 5]))).toBe(3);
});

test('without a pixel spacing a pixel counts as one', () => {
  const plane = planeOf(frame([1, 0, 0, 0, 1, 0], null));

  expect(pixelToWorld(plane, [10, 5])).toEqual([-90, 25, 30]);
});
