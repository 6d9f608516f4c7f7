import { expect, test, vi } from 'vitest';
import { ViewHistory } from './viewHistory';

function looking() {
  const at = { slice: 5 };
  const history = new ViewHistory<number>(
    () => at.slice,
    (slice) => {
      at.slice = slice;
    },
  );
  history.begin();
  return { at, history };
}

test('what changes without a rest in between is undone together, and redone', () => {
  vi.useFakeTimers();
  const { at, history } = looking();
  for (const slice of [6, 7, 8]) {
    at.slice = slice;
    history.touched();
  }
  vi.advanceTimersByTime(1000);
  at.slice = 20;
  history.touched();

  history.back();
  expect(at.slice).toBe(8);
  history.back();
  expect(at.slice).toBe(5);
  expect(history.back()).toBe(false);
  history.again();
  history.again();
  expect(at.slice).toBe(20);
  vi.useRealTimers();
});

test('a new change forgets what could be redone, a new case everything', () => {
  const { at, history } = looking();
  at.slice = 9;
  history.back();
  at.slice = 7;
  expect(history.again()).toBe(false);
  expect(history.back()).toBe(true);
  history.begin();
  expect(history.back()).toBe(false);
});
