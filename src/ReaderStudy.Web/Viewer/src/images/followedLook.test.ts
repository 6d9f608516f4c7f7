import { expect, test } from 'vitest';
import { followed } from './followedLook';
import type { ImagePlane } from './imagePlane';

const axial: ImagePlane = { middle: [0, 0, 0], across: [1, 0, 0], along: [0, 1, 0], width: 180, height: 180 };
const fitted = { zoom: 1, right: 0, down: 0, turned: 0 };

test('it is zoomed in the same ratio, shifted by as many mm and turned as often', () => {
  const to = { zoom: 1.5, right: 12, down: -7, turned: 3 };

  expect(followed({ looked: fitted, plane: axial }, { from: fitted, to, plane: axial }, true)).toEqual(to);
});

test('what was different between the two stays different', () => {
  const led = { from: { zoom: 2, right: 10, down: 0, turned: 3 }, to: { zoom: 3, right: 10, down: 5, turned: 0 }, plane: axial };

  expect(followed({ looked: { zoom: 1.2, right: -30, down: 4, turned: 1 }, plane: axial }, led, true)).toEqual({ zoom: 1.2 * 1.5, right: -30, down: 9, turned: 2 });
});

const twenty = (20 * Math.PI) / 180;

test.each([
  ['a tilted one is shifted as far, in its own plane', { across: [1, 0, 0], along: [0, Math.cos(twenty), Math.sin(twenty)] }, [12, -7]],
  ['one that is stored from the left to the right is shifted the same way in the patient', { across: [-1, 0, 0], along: [0, 1, 0] }, [-12, -7]],
  ['of one that lies on its side rows are columns', { across: [0, 1, 0], along: [-1, 0, 0] }, [-7, -12]],
] as const)('%s', (_, directions, [right, down]) => {
  const led = { from: fitted, to: { ...fitted, right: 12, down: -7 }, plane: axial };

  expect(followed({ looked: fitted, plane: { ...axial, ...directions } }, led, true)).toEqual({ ...fitted, right, down });
});

test('where the size of a pixel is not known both are shifted by the same share', () => {
  const pixels = { ...axial, width: 360, height: 360 };

  expect(followed({ looked: fitted, plane: pixels }, { from: fitted, to: { ...fitted, right: 12, down: -7 }, plane: axial }, false)).toEqual({ ...fitted, right: 24, down: -14 });
});
