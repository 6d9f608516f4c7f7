import { expect, test } from 'vitest';
import type { FrameMetadata } from '../contract';
import type { Orientation, Slab } from './hangingContract';
import { originOf, type PlanePlan, planOf } from './planes';
import { neededSlices, reslice } from './reslice';
import { type SourceStack, sourceOf } from './sourceStack';
import { dot, minus, scaled, sum, type Vector } from './vectors';

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

/** Seven slices of 6 by 5 voxels as a scanner stores them, pixels 1.5 and 2 mm. */
function acquired(row: Vector, column: Vector, step: Vector): SourceStack {
  const made = sourceOf(
    Array.from({ length: 7 }, (_, k) => ({
      '00200032': { vr: 'DS', Value: [5 + step[0] * k, -3 + step[1] * k, 9 + step[2] * k] },
      '00200037': { vr: 'DS', Value: [...row, ...column] },
      '00280010': { vr: 'US', Value: [5] },
      '00280011': { vr: 'US', Value: [6] },
      '00280030': { vr: 'DS', Value: [1.5, 2] },
    })),
  );
  if (typeof made === 'string') {
    throw new Error(made);
  }
  return made;
}

/** No two voxels alike, and no pattern in them. */
const scattered = (k: number): Int16Array => Int16Array.from({ length: 30 }, (_, i) => ((k * 30 + i) * 7919) % 2003);

/** A point of the patient, linear between voxels, looked up without any of the ways of `reslice`. */
function valueAt({ origin, directions, spacing, counts }: SourceStack, point: Vector): number {
  const at = directions.map((direction, n) => dot(minus(point, origin), direction) / (spacing[n] ?? 1));
  let value = 0;
  for (let corner = 0; corner < 8; corner += 1) {
    const voxel = at.map((place, n) => Math.floor(place + 1e-6) + ((corner >> n) & 1));
    const share = at.reduce((product, place, n) => product * Math.max(0, 1 - Math.abs(place - (voxel[n] ?? 0))), 1);
    const [x = 0, y = 0, k = 0] = voxel.map((v, n) => Math.min((counts[n] ?? 1) - 1, v));
    value += share * (scattered(k)[y * counts[0] + x] ?? 0);
  }
  return value;
}

function slabAt(source: SourceStack, plan: PlanePlan, index: number, slab: Slab | null, column: number, row: number): number {
  const furthest = (axis: PlanePlan['right'], place: number): number => Math.min((axis.voxels - 1) * axis.spacing, place * plan.pixel);
  const point = sum(originOf(plan, index), scaled(plan.right.direction, furthest(plan.right, column)), scaled(plan.down.direction, furthest(plan.down, row)));
  const reach = slab === null ? 0 : slab.thickness / 2 / plan.across.spacing;
  const through = Array.from({ length: plan.count }, (_, i) => i)
    .filter((i) => Math.abs(i - index) <= reach + 1e-6)
    .map((i) => valueAt(source, sum(point, scaled(plan.across.direction, (i - index) * plan.across.spacing))));
  return slab === null || slab.kind === 'mean' ? through.reduce((a, b) => a + b) / through.length : slab.kind === 'maximum' ? Math.max(...through) : Math.min(...through);
}

const sources: readonly (readonly [string, SourceStack])[] = [
  ['head down', acquired([1, 0, 0], [0, 1, 0], [0, 0, -4])],
  ['feet up', acquired([1, 0, 0], [0, 1, 0], [0, 0, 4])],
  ['coronal', acquired([1, 0, 0], [0, 0, -1], [0, 4, 0])],
  ['sagittal', acquired([0, 1, 0], [0, 0, -1], [-4, 0, 0])],
];
const slabs: readonly (Slab | null)[] = [null, { kind: 'maximum', thickness: 9 }, { kind: 'mean', thickness: 9 }, { kind: 'minimum', thickness: 9 }];

test.each(
  sources.flatMap(([name, of]) => (['axial', 'coronal', 'sagittal'] satisfies Orientation[]).flatMap((orientation) => slabs.map((slab) => [name, orientation, slab?.kind ?? 'slice', of, slab] as const))),
)('acquired %s and cut %s, %s: every pixel is what lies there in the patient', (_name, orientation, _kind, of, slab) => {
  const plan = planOf(of, orientation);
  for (const index of [0, 2, plan.count - 1]) {
    const pixels = reslice(of, plan, index, slab, scattered);
    const away = Array.from(pixels, (value, i) => Math.abs(value - slabAt(of, plan, index, slab, i % plan.columns, Math.floor(i / plan.columns))));
    // Cut slices are in whole units.
    expect(Math.max(...away)).toBeLessThanOrEqual(0.5 + 1e-3);
  }
});

test('stored values are brought to shown units once they are cut, before they are rounded', () => {
  const plan = planOf(source(), 'axial');
  const cut = (kind: 'maximum' | 'mean' | 'minimum') => reslice(source(), plan, 2, { kind, thickness: 8 }, slice, { slope: 0.125, intercept: -10 })[0];
  // By hand from the stored 100, 200 and 300.
  expect([cut('maximum'), cut('mean'), cut('minimum')]).toEqual([28, 15, 3]);
});

test.each([
  ['a gap', frames(6, { jump: 1 }), 'Its slices are not evenly spaced: it is shown in its own plane only.'],
  ['a tilted gantry', frames(6, { tilt: 1 }), 'Its slices are sheared by a tilted gantry: it is shown in its own plane only.'],
  ['two slices', frames(2), 'Other planes need at least three slices.'],
])('%s is told in a sentence', (_, stack, sentence) => {
  expect(sourceOf(stack)).toBe(sentence);
});
