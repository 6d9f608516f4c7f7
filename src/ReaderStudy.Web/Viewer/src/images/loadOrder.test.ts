import { expect, test } from 'vitest';
import { loadOrder } from './loadOrder';

test('opening slices come first, then their neighbours, every slice once', () => {
  const order = loadOrder([
    { sliceCount: 4, openingSlice: 1 },
    { sliceCount: 3, openingSlice: 2 },
  ]);

  expect(order.map((s) => `${s.series}:${s.slice}`)).toEqual(['0:1', '1:2', '0:2', '0:0', '1:1', '0:3', '1:0']);
});

test('a case without series has nothing to load', () => {
  expect(loadOrder([])).toEqual([]);
});
