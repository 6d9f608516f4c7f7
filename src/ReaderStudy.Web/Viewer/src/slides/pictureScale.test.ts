import { expect, test } from 'vitest';
import { magnificationWords, scaleBar } from './pictureScale';

test('half a micrometre a pixel at its own size is twenty times, and at a quarter five times', () => {
  expect(magnificationWords(1, 0.5)).toBe('20×');
  expect(magnificationWords(0.25, 0.5)).toBe('5×');
});

test('without a size of its pixels a picture has a share only', () => {
  expect(magnificationWords(0.5, null)).toBe('50 %');
  expect(scaleBar(0.5, null, 120)).toBeNull();
});

test.each([
  [1, 0.5, 100, '50 µm'],
  [0.25, 0.5, 100, '200 µm'],
  [0.01, 0.25, 80, '2 mm'],
])('at zoom %d a bar of %d µm pixels', (zoom, microns, length, words) => {
  expect(scaleBar(zoom, microns, 120)).toEqual({ length, words });
});
