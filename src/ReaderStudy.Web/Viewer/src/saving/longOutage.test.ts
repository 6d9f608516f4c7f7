import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RequestFailed } from '../api/requestFailed';
import type { Answers, Draft, LockRequest } from '../contract';
import { DraftSaver } from './draftSaver';
import { UnsavedStore } from './unsavedStore';

const times = { openedAt: 0, firstImageAt: null, firstInputAt: null, hiddenMs: 0 };
const place = { position: 3, stage: 'only' } as const;

/** The longest pause between two tries, and the outage, in milliseconds. */
const longestPause = 15_000;
const outage = 10 * 60_000;

/** A server that cannot be reached at first, and what it was sent: in vain, and then what it took, in the order of coming. */
class Away {
  isThere = false;
  tries = 0;
  readonly taken: { readonly what: 'draft' | 'lock'; readonly sequence: number; readonly after: number | undefined; readonly answers: Answers }[] = [];
  readonly kept = new Map<string, string>();
  readonly unsaved = new UnsavedStore(
    {
      getItem: (key) => this.kept.get(key) ?? null,
      setItem: (key, value) => void this.kept.set(key, value),
      removeItem: (key) => void this.kept.delete(key),
    },
    's1',
  );
  readonly saver = new DraftSaver({
    place,
    sequence: 7,
    savedAt: null,
    answers: {},
    times: () => times,
    unsaved: this.unsaved,
    onStatus: () => undefined,
    save: (draft) => this.take('draft', draft, { savedAt: '2026-11-22T21:04:32Z', clientSequence: draft.clientSequence }),
    lock: (request) => this.take('lock', request, { next: 4 }),
  });

  private take<T>(what: 'draft' | 'lock', { clientSequence: sequence, after, answers }: Draft | LockRequest, answer: T): Promise<T> {
    this.tries += 1;
    if (!this.isThere) {
      return Promise.reject(new RequestFailed('unreachable', 'The server cannot be reached.'));
    }
    this.taken.push({ what, sequence, after, answers });
    return Promise.resolve(answer);
  }
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('for ten minutes without a server it goes on trying, and then the last answers arrive, after what was sent first', async () => {
  const server = new Away();
  server.saver.change({ confidence: 0 });
  await vi.advanceTimersByTimeAsync(400);
  expect(server.tries).toBe(1);
  const steps = outage / longestPause;
  for (let step = 1; step <= steps; step += 1) {
    const before = server.tries;
    server.saver.change({ confidence: step });
    await vi.advanceTimersByTimeAsync(longestPause);
    expect(server.tries, `tries in step ${step}`).toBeGreaterThan(before);
    expect(server.unsaved.find(place)?.answers).toEqual({ confidence: step });
  }
  expect(server.saver.status.kind).toBe('retrying');
  expect(server.saver.hasUnsaved).toBe(true);
  // Not in a hurry either: 1, 2, 4 and 8 seconds, and from then on every fifteen.
  expect(server.tries).toBeLessThan(steps + 6);

  server.isThere = true;
  await vi.advanceTimersByTimeAsync(longestPause + 100);

  // Each change has a sequence of its own: the first is 8, the last one 40 more.
  expect(server.taken).toEqual([
    { what: 'draft', sequence: 8, after: 7, answers: { confidence: 0 } },
    { what: 'draft', sequence: 8 + steps, after: 8, answers: { confidence: steps } },
  ]);
  expect(server.saver.status.kind).toBe('saved');
  expect(server.saver.hasUnsaved).toBe(false);
  expect(server.kept.size).toBe(0);
});

test('a case that is locked in such an outage is locked when it is over, after the draft that was on its way', async () => {
  const server = new Away();
  server.saver.change({ malignancy: 'benign' });
  await vi.advanceTimersByTimeAsync(60_000);
  const locking = server.saver.lock({ malignancy: 'malignant' });
  await vi.advanceTimersByTimeAsync(outage);
  expect(server.unsaved.find(place)?.answers).toEqual({ malignancy: 'malignant' });
  const before = server.tries;
  await vi.advanceTimersByTimeAsync(longestPause);
  expect(server.tries).toBeGreaterThan(before);

  server.isThere = true;
  await vi.advanceTimersByTimeAsync(longestPause + 100);

  expect(await locking).toEqual({ next: 4 });
  expect(server.taken).toEqual([
    { what: 'draft', sequence: 8, after: 7, answers: { malignancy: 'benign' } },
    { what: 'lock', sequence: 9, after: 8, answers: { malignancy: 'malignant' } },
  ]);
  expect(server.kept.size).toBe(0);
});
