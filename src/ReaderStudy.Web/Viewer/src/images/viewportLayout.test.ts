import { expect, test } from 'vitest';
import { isOnTwoScreens, screenOf } from './viewportLayout';

test('only a place as wide as two screens is taken for two', () => {
  expect(isOnTwoScreens(7680, 2105)).toBe(true);
  expect(isOnTwoScreens(3840, 1040)).toBe(true);
  expect(isOnTwoScreens(3280, 2105)).toBe(false);
  // A display of 21 : 9, and a low window.
  expect(isOnTwoScreens(3040, 1400)).toBe(false);
  expect(isOnTwoScreens(1200, 300)).toBe(false);
});

test('viewports keep their order from the left screen to the right one, which has never more of them', () => {
  const screens = (count: number): number[] => Array.from({ length: count }, (_, place) => screenOf(place, count));

  expect(screens(1)).toEqual([0]);
  expect(screens(2)).toEqual([0, 1]);
  expect(screens(3)).toEqual([0, 0, 1]);
  expect(screens(4)).toEqual([0, 0, 1, 1]);
  expect(screens(6)).toEqual([0, 0, 0, 1, 1, 1]);
});
