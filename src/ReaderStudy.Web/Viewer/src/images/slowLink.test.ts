import { expect, test } from 'vitest';
import { isSlow } from './slowLink';

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
