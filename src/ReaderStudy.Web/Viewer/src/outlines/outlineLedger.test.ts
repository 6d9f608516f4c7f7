import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RequestFailed } from '../api/requestFailed';
import type { Outline } from '../contract';
import type { OutlineContent } from './outlineContent';
import { OutlineLedger } from './outlineLedger';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const content: OutlineContent = { series: 0, rows: 4, columns: 4, slices: new Map([[2, [5, 2]]]) };
const outline: Outline = { series: 0, rows: 4, columns: 4, slices: [{ slice: 2, runs: [5, 2] }] };

function ledger(save: (question: string, outline: Outline) => Promise<string>) {
  const changed = vi.fn();
  return { changed, of: new OutlineLedger({ save, load: () => Promise.resolve(outline), changed }) };
}

test('a state has no UID until the server has it', async () => {
  const sent: Outline[] = [];
  const { of } = ledger((_, one) => {
    sent.push(one);
    return Promise.resolve('2.25.7');
  });
  const answer = of.add(content);
  of.want('mask', answer);
  expect(of.uidOf(answer)).toBeNull();
  await vi.advanceTimersByTimeAsync(500);
  expect(sent).toEqual([outline]);
  expect(of.uidOf(answer)).toBe('2.25.7');
  expect(of.savingOf('mask').kind).toBe('saved');
});

test('only the last of quick strokes is sent', async () => {
  const save = vi.fn(() => Promise.resolve('2.25.7'));
  const { of } = ledger(save);
  for (let i = 0; i < 5; i += 1) {
    of.want('mask', of.add(content));
    await vi.advanceTimersByTimeAsync(100);
  }
  await vi.advanceTimersByTimeAsync(1000);
  expect(save).toHaveBeenCalledTimes(1);
});

test('without an answer it is tried again, and settled waits for it', async () => {
  let fails = 2;
  const { of } = ledger(() => (fails-- > 0 ? Promise.reject(new RequestFailed('unreachable', 'gone')) : Promise.resolve('2.25.7')));
  of.want('mask', of.add(content));
  const settled = vi.fn();
  void of.settled().then(settled);
  await vi.advanceTimersByTimeAsync(600);
  expect(of.savingOf('mask').kind).toBe('waiting');
  expect(settled).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(5000);
  expect(settled).toHaveBeenCalled();
});

test('a refusal is told, and nothing is locked over it', async () => {
  const { of } = ledger(() => Promise.reject(new RequestFailed('refused', 'The outline lies on no image.')));
  of.want('mask', of.add(content));
  const settled = of.settled().catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(1000);
  expect(await settled).toMatchObject({ message: 'The outline lies on no image.' });
});

test('an outline of the server is fetched once', async () => {
  const { of, changed } = ledger(() => Promise.resolve(''));
  expect(of.contentOf('mask', '2.25.9')).toBeNull();
  expect(of.contentOf('mask', '2.25.9')).toBeNull();
  await vi.advanceTimersByTimeAsync(1);
  expect(of.contentOf('mask', '2.25.9')).toEqual(content);
  expect(changed).toHaveBeenCalledTimes(1);
});
