import { expect, test } from 'vitest';
import { lookTarget } from './lookTarget';

test.each([
  [3, -1, 3, 4, 2],
  [2, 1, 3, 4, 3],
  [null, -1, null, 4, 4],
  [3, 1, null, 4, 4],
] as const)('from case %s by %i with case %s to read of %i: case %i', (here, by, front, total, position) => {
  expect(lookTarget(here, by, front, total)).toEqual({ position, why: '' });
});

test('nobody looks before the first case or ahead of the one to read now', () => {
  expect(lookTarget(1, -1, 3, 4)).toEqual({ position: null, why: 'This is the first case.' });
  expect(lookTarget(3, 1, 3, 4)).toEqual({ position: null, why: 'This is the case to read now.' });
});

test('after the last case comes the end', () => {
  expect(lookTarget(4, 1, null, 4)).toEqual({ position: null, why: '' });
});
