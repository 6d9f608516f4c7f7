import { expect, test, vi } from 'vitest';
import { LoadQueue } from './loadQueue';

test('no more than the given number runs at once, in order, and a failure does not stop the rest', async () => {
  const begun: number[] = [];
  let running = 0;
  let most = 0;
  const load = (n: number) => async (): Promise<void> => {
    begun.push(n);
    running += 1;
    most = Math.max(most, running);
    await Promise.resolve();
    running -= 1;
    if (n === 2) {
      throw new Error('lost');
    }
  };
  const queue = new LoadQueue(2);

  await queue.run([1, 2, 3, 4, 5].map(load));

  expect(begun).toEqual([1, 2, 3, 4, 5]);
  expect(most).toBe(2);
  expect(queue.failed).toBe(1);
});

test('what has not begun can be dropped', async () => {
  const begun: number[] = [];
  const queue = new LoadQueue(1);
  const done = queue.run([1, 2, 3].map((n) => () => Promise.resolve(begun.push(n))));
  queue.drop();
  await done;
  expect(begun).toEqual([1]);
});

test('an empty run is done at once', async () => {
  await new LoadQueue(2).run([]);
});

test('while it is to be calm one runs at a time, and afterwards as many as before', async () => {
  vi.useFakeTimers();
  const ends: (() => void)[] = [];
  const load = (): Promise<void> => new Promise((resolve) => ends.push(resolve));
  const queue = new LoadQueue(2);
  queue.calm(100);
  const done = queue.run([load, load, load]);
  expect(ends).toHaveLength(1);
  vi.advanceTimersByTime(50);
  queue.calm(100);
  vi.advanceTimersByTime(90);
  expect(ends).toHaveLength(1);
  vi.advanceTimersByTime(20);
  expect(ends).toHaveLength(2);
  ends.splice(0).forEach((end) => end());
  await vi.waitFor(() => expect(ends).toHaveLength(1));
  ends.splice(0).forEach((end) => end());
  await done;
  vi.useRealTimers();
});
