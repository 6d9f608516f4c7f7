import { expect, test } from 'vitest';
import type { SlicePlane } from '../images/slicePlane';
import { crossing } from './crossing';

/** 101 by 41 pixels of 1 by 2 mm: 100 by 80 mm between the centres of the outermost. */
const axial: SlicePlane = { origin: [-50, -40, 10], across: [1, 0, 0], down: [0, 1, 0], columns: 101, columnSpacing: 1, rows: 41, rowSpacing: 2 };
/** 100 by 120 mm. */
const coronal: SlicePlane = { origin: [-50, -15, 60], across: [1, 0, 0], down: [0, 0, -1], columns: 51, columnSpacing: 2, rows: 41, rowSpacing: 3 };

test('a coronal slice is a line across an axial one, and the other way round', () => {
  expect(crossing(axial, coronal)).toEqual([
    [-50, -15, 10],
    [50, -15, 10],
  ]);
  expect(crossing(coronal, axial)).toEqual([
    [-50, -15, 10],
    [50, -15, 10],
  ]);
});

test('slices that do not meet, or lie side by side, have no line', () => {
  expect(crossing(axial, { ...coronal, origin: [-50, 300, 60] })).toBeNull();
  expect(crossing(axial, { ...axial, origin: [-50, -40, 20] })).toBeNull();
});
