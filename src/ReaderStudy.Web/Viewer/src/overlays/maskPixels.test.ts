import { expect, test } from 'vitest';
import { edgesOf, insideOf } from './maskPixels';

test('runs are pixels inside, row by row', () => {
  expect([...insideOf({ runs: [1, 2, 7, 1] }, 9)]).toEqual([0, 1, 1, 0, 0, 0, 0, 1, 0]);
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
