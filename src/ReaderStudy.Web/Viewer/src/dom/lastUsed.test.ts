import { expect, test, vi } from 'vitest';
import { LastUsed } from './lastUsed';

const keys = Array.from({ length: 5 }, (_, i) => ({ i }));

test('what was asked for last is made once', () => {
  const make = vi.fn(() => 'picture');
  const pictures = new LastUsed<object, string>(2);
  const [a = {}, b = {}] = keys;
  [a, b, a, b, a].forEach((key) => pictures.of(key, make));
  expect(make).toHaveBeenCalledTimes(2);
});

test('of many only the last are kept, by when they were asked for', () => {
  const pictures = new LastUsed<object, number>(2);
  const [a = {}, b = {}, c = {}] = keys;
  let count = 0;
  const ask = (key: object): number => pictures.of(key, () => (count += 1));
  expect([ask(a), ask(b), ask(a), ask(c)]).toEqual([1, 2, 1, 3]);
  // Of the two that were there, b had not been asked for as lately.
  expect([ask(a), ask(b)]).toEqual([1, 4]);
  pictures.clear();
  expect(ask(b)).toBe(5);
});
