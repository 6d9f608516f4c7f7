import { expect, test } from 'vitest';
import { edgesOf, fillRuns, insideOf } from './maskPixels';
import { packed } from './overlayColours';

test('runs are pixels inside, row by row', () => {
  expect([...insideOf({ runs: [1, 2, 7, 1] }, 9)]).toEqual([0, 1, 1, 0, 0, 0, 0, 1, 0]);
});

test('pixels inside have the colour as bytes of red, green, blue and how solid it is; those outside nothing', () => {
  const pixels = new Uint32Array(4);
  fillRuns(pixels, [1, 2], packed([10, 20, 200], 255));
  expect([...new Uint8Array(pixels.buffer)]).toEqual([0, 0, 0, 0, 10, 20, 200, 255, 10, 20, 200, 255, 0, 0, 0, 0]);
});

test('the outline of two pixels side by side at the corner is one rectangle', () => {
  const edges = edgesOf(insideOf({ runs: [0, 2] }, 9), 3, 3);

  expect(edges).toEqual([
    [0, 0, 2, 0],
    [0, 1, 2, 1],
    [0, 0, 0, 1],
    [2, 0, 2, 1],
  ]);
});
