import { expect, test } from 'vitest';
import { crossing, distanceTo, type SlicePlane } from './slicePlane';

const axial: SlicePlane = { origin: [-50, -40, 10], right: [1, 0, 0], down: [0, 1, 0], width: 100, height: 80 };
const coronal: SlicePlane = { origin: [-50, -15, 60], right: [1, 0, 0], down: [0, 0, -1], width: 100, height: 120 };

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

test('how far a point lies from a slice', () => {
  expect(distanceTo(axial, [3, 4, 13])).toBeCloseTo(3);
});
