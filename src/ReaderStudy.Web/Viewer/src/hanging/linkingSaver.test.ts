import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RequestFailed } from '../api/requestFailed';
import type { Linking } from './hangingContract';
import { type LinkedCase, LinkingSaver } from './linkingSaver';

const first: LinkedCase = { position: 1, stage: 'only' };
const second: LinkedCase = { position: 2, stage: 'only' };
const linked: Linking = { linked: true, offsets: [], landmarks: [] };
const apart: Linking = { ...linked, linked: false };

class Bench {
  trouble: RequestFailed | null = null;
  readonly kept: [LinkedCase, Linking][] = [];
  tries = 0;
  readonly saver = new LinkingSaver(
    (of, linking) => {
      this.tries += 1;
      if (this.trouble !== null) {
        return Promise.reject(this.trouble);
      }
      this.kept.push([of, linking]);
      return Promise.resolve();
    },
    (failure) => failure instanceof RequestFailed && failure.kind === 'unreachable',
  );
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('without a network every case’s last linking waits, and is kept when it is back', async () => {
  const bench = new Bench();
  bench.trouble = new RequestFailed('unreachable', 'gone');
  bench.saver.save(first, linked);
  bench.saver.save(first, apart);
  bench.saver.save(second, linked);
  await vi.advanceTimersByTimeAsync(500);
  bench.trouble = null;
  await vi.advanceTimersByTimeAsync(5000);

  expect(bench.kept).toEqual([
    [first, apart],
    [second, linked],
  ]);
});

test('who was signed out keeps the linking by signing in again', async () => {
  const bench = new Bench();
  bench.trouble = new RequestFailed('signed-out', 'You have been signed out.');
  bench.saver.save(first, apart);
  await vi.advanceTimersByTimeAsync(2000);
  bench.trouble = null;
  await vi.advanceTimersByTimeAsync(5000);
  expect(bench.kept).toEqual([[first, apart]]);
});

test('what the server refuses is not sent again, and does not hold the next one back', async () => {
  const bench = new Bench();
  bench.trouble = new RequestFailed('refused', 'This reading is locked.');
  bench.saver.save(first, apart);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(bench.tries).toBe(1);
  bench.trouble = null;
  bench.saver.save(second, apart);
  await vi.advanceTimersByTimeAsync(0);
  expect(bench.kept).toEqual([[second, apart]]);
});

test('what is changed while it is on its way is sent once more', async () => {
  const bench = new Bench();
  bench.saver.save(first, linked);
  bench.saver.save(first, apart);
  await vi.advanceTimersByTimeAsync(0);
  expect(bench.kept).toEqual([
    [first, linked],
    [first, apart],
  ]);
});
