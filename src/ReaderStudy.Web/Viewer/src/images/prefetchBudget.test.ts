import { expect, test } from 'vitest';
import { withinBudget } from './prefetchBudget';

const series = [
  { rows: 10, columns: 10 },
  { rows: 20, columns: 10 },
];
const slices = [0, 1, 0, 1, 0].map((s, slice) => ({ series: s, slice }));

test('a case that fits is fetched whole, in its order', () => {
  expect(withinBudget(slices, series, { bytes: 1400, slices: 5 })).toEqual(slices);
});

test('fetching ends before the bytes do, and does not go on with smaller slices', () => {
  expect(withinBudget(slices, series, { bytes: 1199, slices: 5 }).map((s) => s.slice)).toEqual([0, 1, 2]);
  expect(withinBudget(slices, series, { bytes: 300, slices: 5 }).map((s) => s.slice)).toEqual([0]);
});

test('fetching ends with the requests', () => {
  expect(withinBudget(slices, series, { bytes: 1e9, slices: 2 }).map((s) => s.slice)).toEqual([0, 1]);
});
