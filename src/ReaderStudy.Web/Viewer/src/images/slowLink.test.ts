import { expect, test } from 'vitest';
import { isSlow, timeFor } from './slowLink';

const slice = (responseStart: number, responseEnd: number, transferSize = 524_000) => ({ responseStart, responseEnd, transferSize });

test('four slices side by side in a second are 17 Mbit/s, which is slow; in half of it they are not', () => {
  expect(isSlow([0, 1, 2, 3].map((at) => slice(at, 1000)))).toBe(true);
  expect(isSlow([0, 1, 2, 3].map((at) => slice(at, 500)))).toBe(false);
});

test('too little, or what the browser had, tells nothing', () => {
  expect(isSlow([])).toBeNull();
  expect(isSlow([slice(0, 5000, 60_000)])).toBeNull();
  expect(isSlow([slice(0, 5000, 0), slice(0, 5000, 0)])).toBeNull();
});

test('after a reload what the browser had says nothing of the link, what comes after it does', () => {
  const had = [0, 1, 2, 3, 4, 5].map((at) => slice(at, at + 1, 0));
  expect(isSlow([...had, slice(2000, 3000)])).toBe(true);
  expect(isSlow([...had, slice(2000, 2100)])).toBe(false);
  // Only the word that the slice still holds.
  expect(isSlow([...had.map((t) => ({ ...t, transferSize: 300 })), slice(2000, 3000)])).toBe(true);
});

test('slices that come one by one, with pauses between them, do not make a fast link slow', () => {
  expect(isSlow([0, 5000, 9000, 20_000].map((at) => slice(at, at + 100)))).toBe(false);
  expect(isSlow([0, 5000, 9000, 20_000].map((at) => slice(at, at + 1000)))).toBe(true);
});

test('what came tells how long more of it takes', () => {
  expect(timeFor(1_048_000, [slice(0, 100), slice(100, 200)])).toBeCloseTo(200);
  expect(timeFor(1_048_000, [slice(0, 100, 60_000)])).toBeNull();
});
