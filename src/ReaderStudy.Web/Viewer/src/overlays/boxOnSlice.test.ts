import { expect, test } from 'vitest';
import { planeOf, worldToPixel } from '../images/slicePlane';
import { boxOnSlice } from './boxOnSlice';

const element = (vr: string, ...values: number[]) => ({ vr, Value: values });

function plane(orientation: number[], z = 0) {
  return planeOf({
    '00200032': element('DS', 0, 0, z),
    '00200037': element('DS', ...orientation),
    '00280030': element('DS', 0.5, 2),
    '00280010': element('US', 100),
    '00280011': element('US', 100),
  });
}

const box = { from: [10, 20, -5], to: [30, 40, 5] } as const;

test('on an axial slice a box is its rectangle, and on one above it nothing', () => {
  const slice = plane([1, 0, 0, 0, 1, 0]);

  // By hand: columns are 2 mm apart, rows half a millimetre.
  expect(boxOnSlice(box, slice, 1).map((corner) => worldToPixel(slice, corner))).toEqual([
    [5, 40],
    [15, 40],
    [15, 80],
    [5, 80],
  ]);
  expect(boxOnSlice(box, plane([1, 0, 0, 0, 1, 0], 6.1), 1)).toEqual([]);
});

test('a flat box between two slices stands on those that are near enough', () => {
  const flat = { from: [10, 20, 2.4], to: [30, 40, 2.4] } as const;

  expect(boxOnSlice(flat, plane([1, 0, 0, 0, 1, 0]), 2.5)).toHaveLength(4);
  expect(boxOnSlice(flat, plane([1, 0, 0, 0, 1, 0], 5), 2.5)).toEqual([]);
});

test('a slice through the edges of a cube in the middle is a hexagon', () => {
  const cube = { from: [-1, -1, -1], to: [1, 1, 1] } as const;
  const [a, b, c] = [1 / Math.sqrt(2), 1 / Math.sqrt(6), 2 / Math.sqrt(6)];

  const corners = boxOnSlice(cube, plane([a, -a, 0, b, b, -c]), 0.1);

  expect(corners).toHaveLength(6);
  corners.forEach(([x, y, z]) => expect(x + y + z).toBeCloseTo(0, 9));
});
