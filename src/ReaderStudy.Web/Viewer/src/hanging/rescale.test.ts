import { expect, test } from 'vitest';
import { asItIs, commonRescale, extentOf } from './rescale';

test('slices of one rescaling are rescaled once they are cut', () => {
  const ct = { slope: 1, intercept: -1024 };
  expect(commonRescale([ct, { ...ct }, { ...ct }])).toEqual(ct);
  expect(commonRescale([asItIs, asItIs])).toEqual(asItIs);
});

test('slices with a slope of their own, as in PET, are rescaled each by itself', () => {
  expect(commonRescale([{ slope: 0.25, intercept: 0 }, { slope: 0.5, intercept: 0 }])).toBeNull();
  expect(commonRescale([{ slope: 1, intercept: -1024 }, asItIs])).toBeNull();
});

test('a falling slope would make the darkest of the brightest', () => {
  expect(commonRescale([{ slope: -1, intercept: 100 }])).toBeNull();
});

test('the extent of pixels', () => {
  expect(extentOf(Int16Array.of(4, -7, 120, 3))).toEqual({ lowest: -7, highest: 120 });
  expect(extentOf(Int16Array.of(-7))).toEqual({ lowest: -7, highest: -7 });
  expect(extentOf(new Int16Array())).toEqual({ lowest: 0, highest: 0 });
});
