import { expect, test } from 'vitest';
import { gridFor } from './gridLayout';

test.each([
  [1, 1026, 730, { columns: 1, rows: 1 }],
  [2, 1026, 730, { columns: 2, rows: 1 }],
  [3, 1026, 730, { columns: 2, rows: 2 }],
  [4, 1026, 730, { columns: 2, rows: 2 }],
  [3, 1580, 1040, { columns: 3, rows: 1 }],
  [4, 3440, 1000, { columns: 4, rows: 1 }],
  [4, 1580, 1040, { columns: 2, rows: 2 }],
  [4, 3440, 2100, { columns: 2, rows: 2 }],
  [2, 700, 1400, { columns: 1, rows: 2 }],
])('%i phases in %i x %i', (count, width, height, grid) => {
  expect(gridFor(count, width, height)).toEqual(grid);
});
