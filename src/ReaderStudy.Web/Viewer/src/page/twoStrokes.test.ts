import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TwoStrokes } from './twoStrokes';

let at = 0;
let changes = 0;
let strokes: TwoStrokes;

beforeEach(() => {
  vi.useFakeTimers();
  [at, changes] = [1000, 0];
  strokes = new TwoStrokes(
    () => at,
    () => (changes += 1),
  );
});
afterEach(() => void vi.useRealTimers());

test('the second stroke does it', () => {
  expect(strokes.press()).toBe(false);
  expect(strokes.armed).toBe(true);
  at += 250;
  expect(strokes.press()).toBe(true);
  expect(strokes.armed).toBe(false);
  expect(changes).toBe(2);
});

test('a bouncing key is one stroke', () => {
  strokes.press();
  at += 120;
  expect(strokes.press()).toBe(false);
  expect(strokes.armed).toBe(true);
});

test('a bouncing key is one stroke on a page that handles it late', () => {
  let made = 1000;
  strokes = new TwoStrokes(
    () => at,
    () => (changes += 1),
    () => made,
  );
  strokes.press();
  [at, made] = [1400, 1030];
  expect(strokes.press()).toBe(false);
  [at, made] = [1500, 1490];
  expect(strokes.press()).toBe(true);
});

test('the first stroke is forgotten after five seconds', () => {
  strokes.press();
  vi.advanceTimersByTime(5000);
  expect(strokes.armed).toBe(false);
  expect(strokes.press()).toBe(false);
});

test('it can be taken back', () => {
  strokes.press();
  strokes.disarm();
  strokes.disarm();
  at += 250;
  expect(strokes.press()).toBe(false);
  expect(changes).toBe(3);
});
