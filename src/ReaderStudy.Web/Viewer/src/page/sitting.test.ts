import { expect, test } from 'vitest';
import type { TextStore } from '../saving/unsavedStore';
import { Sitting } from './sitting';

function store(): TextStore {
  const texts = new Map<string, string>();
  return { getItem: (key) => texts.get(key) ?? null, setItem: (key, value) => void texts.set(key, value), removeItem: (key) => void texts.delete(key) };
}

const minutes = 60_000;
const times = (count: number, sitting: Sitting): (string | null)[] => Array.from({ length: count }, () => sitting.caseDone());

test('a break is suggested after so many cases, and again after as many more', () => {
  const sitting = new Sitting(store(), 's1', 3, () => 0);
  const said = times(6, sitting);

  expect(said.map((s) => s !== null)).toEqual([false, false, true, false, false, true]);
  expect(said[5]).toBe('6 cases in this sitting: time for a short break? Everything is saved.');
});

test('a reload goes on counting, a pause begins anew', () => {
  const kept = store();
  let at = 0;
  times(2, new Sitting(kept, 's1', 3, () => at));
  at = 10 * minutes;
  expect(new Sitting(kept, 's1', 3, () => at).caseDone()).not.toBeNull();

  times(2, new Sitting(kept, 's1', 3, () => at));
  at += 15 * minutes;
  expect(new Sitting(kept, 's1', 3, () => at).caseDone()).toBeNull();
});

test('without a rule nothing is suggested', () => {
  expect(times(50, new Sitting(store(), 's1', null, () => 0)).every((s) => s === null)).toBe(true);
});

test('a store that refuses or holds nonsense disturbs nothing', () => {
  const broken: TextStore = {
    getItem: () => '{"cases":"many"}',
    setItem: () => {
      throw new Error('full');
    },
    removeItem: () => undefined,
  };
  expect(times(2, new Sitting(broken, 's1', 2, () => 0))).toEqual([null, null]);
});
