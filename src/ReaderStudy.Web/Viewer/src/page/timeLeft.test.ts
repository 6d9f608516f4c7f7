import { expect, test } from 'vitest';
import { TimeLeft } from './timeLeft';

function reading() {
  const clock = { at: 0 };
  const kept = new Map<string, string>();
  const store = { getItem: (k: string) => kept.get(k) ?? null, setItem: (k: string, v: string) => void kept.set(k, v), removeItem: (k: string) => void kept.delete(k) };
  const left = new TimeLeft(store, 's', () => clock.at);
  const read = (position: number, minutes: number): void => {
    left.begin(position);
    clock.at += minutes * 60_000;
    left.done(position);
  };
  return { clock, left, read, again: () => new TimeLeft(store, 's', () => clock.at) };
}

test('the median of the cases so far times what is left, from the third case on', () => {
  const { left, read, again } = reading();
  read(1, 2);
  read(2, 9);
  expect(left.words(10)).toBe('');
  read(3, 3);
  expect(left.words(10)).toBe('about 30 min left');
  expect(again().words(40)).toBe('about 2.0 h left');
  expect(left.words(0)).toBe('');
});

test('an interruption is no pace, and looking elsewhere in between does not begin a case anew', () => {
  const { clock, left, read } = reading();
  [1, 2, 3].forEach((position) => read(position, 1));
  read(4, 600);
  left.begin(5);
  clock.at += 60_000;
  left.begin(5);
  clock.at += 60_000;
  left.done(5);
  expect(left.words(10)).toBe('about 10 min left');
});
