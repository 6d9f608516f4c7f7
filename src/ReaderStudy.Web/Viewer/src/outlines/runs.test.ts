import { expect, test } from 'vitest';
import { bitmapOf, runsOf, voxelsOf } from './runs';

test('runs go over the end of a row', () => {
  // Two rows of four: 0 1 1 1 / 1 0 0 1.
  expect(runsOf(Uint8Array.of(0, 1, 1, 1, 1, 0, 0, 1))).toEqual([1, 4, 7, 1]);
});

test('a bitmap comes back from its runs', () => {
  const bitmap = Uint8Array.from({ length: 500 }, (_, i) => ((i * 7919) % 11 < 4 ? 1 : 0));

  expect(bitmapOf(runsOf(bitmap), 500)).toEqual(bitmap);
  expect(voxelsOf(runsOf(bitmap))).toBe(bitmap.reduce((sum, v) => sum + v, 0));
});

test('nothing has no runs, everything one', () => {
  expect(runsOf(new Uint8Array(9))).toEqual([]);
  expect(runsOf(new Uint8Array(9).fill(1))).toEqual([0, 9]);
});
