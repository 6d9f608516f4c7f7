import { expect, test } from 'vitest';
import type { FrameMetadata } from '../contract';
import { originOf, planOf } from './planes';
import { neededSlices, reslice } from './reslice';
import { type SourceStack, sourceOf } from './sourceStack';

/** From the head down, every voxel a value of its own: 100 across, 10 down, 1 along. */
function frames(count: number, { spacing = 4, from = 40, tilt = 0, jump = 0 } = {}): FrameMetadata[] {
  return Array.from({ length: count }, (_, k) => ({
    '00200032': { vr: 'DS', Value: [-10, -20 + tilt * k, from - k * spacing - (k === 2 ? jump : 0)] },
    '00200037': { vr: 'DS', Value: [1, 0, 0, 0, 1, 0] },
    '00280010': { vr: 'US', Value: [4] },
    '00280011': { vr: 'US', Value: [5] },
    '00280030': { vr: 'DS', Value: [2, 2] },
  }));
}

const slice = (k: number): Int16Array => Int16Array.from({ length: 20 }, (_, i) => 100 * k + 10 * Math.floor(i / 5) + (i % 5));

function source(count = 6): SourceStack {
  const made = sourceOf(frames(count));
  if (typeof made === 'string') {
    throw new Error(made);
  }
  return made;
}

test('a coronal slice stands head up, with square pixels, linear between the slices', () => {
  const plan = planOf(source(), 'coronal');
  expect([plan.columns, plan.rows, plan.count, plan.pixel]).toEqual([5, 11, 4, 2]);
  const pixels = reslice(source(), plan, 1, null, slice);
  expect([...pixels.slice(0, 5)]).toEqual([10, 11, 12, 13, 14]);
  expect([...pixels.slice(5, 10)]).toEqual([60, 61, 62, 63, 64]);
  expect(pixels.at(-1)).toBe(514);
  expect(originOf(plan, 1)).toEqual([-10, -18, 40]);
});

test('a sagittal slice looks from the right side: front on the left', () => {
  const plan = planOf(source(), 'sagittal');
  expect([plan.columns, plan.rows, plan.count]).toEqual([4, 11, 5]);
  const pixels = reslice(source(), plan, 3, null, slice);
  expect([...pixels.slice(0, 4)]).toEqual([3, 13, 23, 33]);
  expect(plan.right.direction).toEqual([0, 1, 0]);
});

test('a slab takes the slices whose centres lie within it: brightest, mean, darkest', () => {
  const plan = planOf(source(), 'axial');
  const slab = (kind: 'maximum' | 'mean' | 'minimum') => reslice(source(), plan, 2, { kind, thickness: 8 }, slice)[0];
  expect([slab('maximum'), slab('mean'), slab('minimum')]).toEqual([300, 200, 100]);
  expect(neededSlices(source(), plan, 2, { kind: 'mean', thickness: 8 })).toEqual([1, 2, 3]);
  expect(neededSlices(source(), plan, 2, { kind: 'mean', thickness: 7.9 })).toEqual([2]);
  expect(neededSlices(source(), plan, 0, { kind: 'mean', thickness: 8 })).toEqual([0, 1]);
});

test('stored from the feet up it is turned to be read from the head down', () => {
  const made = sourceOf(frames(6, { from: 0, spacing: -4 }));
  const plan = typeof made === 'string' ? null : planOf(made, 'coronal');
  expect(plan?.down.flipped).toBe(true);
  expect(plan === null ? null : originOf(plan, 0)).toEqual([-10, -20, 20]);
});

test.each([
  ['a gap', frames(6, { jump: 1 }), 'Its slices are not evenly spaced: it is shown in its own plane only.'],
  ['a tilted gantry', frames(6, { tilt: 1 }), 'Its slices are sheared by a tilted gantry: it is shown in its own plane only.'],
  ['two slices', frames(2), 'Other planes need at least three slices.'],
])('%s is told in a sentence', (_, stack, sentence) => {
  expect(sourceOf(stack)).toBe(sentence);
});
