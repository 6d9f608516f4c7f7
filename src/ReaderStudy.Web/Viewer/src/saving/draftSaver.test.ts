import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Answers, Draft, LockedReading, LockRequest, SavedDraft } from '../contract';
import { readRefusal } from '../api/refusal';
import { RequestFailed } from '../api/requestFailed';
import { DraftSaver } from './draftSaver';
import { UnsavedStore, type TextStore } from './unsavedStore';

const times = { openedAt: 0, firstImageAt: null, firstInputAt: null, hiddenMs: 0 };
const place = { position: 3, stage: 'only' } as const;
const unreachable = new RequestFailed('unreachable', 'The server cannot be reached.');

const refused = (message: string, code: string): RequestFailed => new RequestFailed('refused', message, readRefusal({ code, message }));

class Memory implements TextStore {
  readonly texts = new Map<string, string>();
  getItem(key: string): string | null {
    return this.texts.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.texts.set(key, value);
  }
  removeItem(key: string): void {
    this.texts.delete(key);
  }
}

class Bench {
  readonly memory = new Memory();
  readonly drafts: Draft[] = [];
  readonly locks: LockRequest[] = [];
  readonly statuses: string[] = [];
  trouble: RequestFailed | null = null;
  readonly saver: DraftSaver;

  /** @param opened The answers that the case is opened with. */
  constructor(private readonly opened: Answers = {}) {
    this.saver = new DraftSaver({
      place,
      sequence: 7,
      savedAt: null,
      answers: this.opened,
      times: () => times,
      unsaved: new UnsavedStore(this.memory, 's1'),
      onStatus: (status) => this.statuses.push(status.kind),
      save: (draft): Promise<SavedDraft> => {
        this.drafts.push(draft);
        return this.answer({ savedAt: '2026-11-22T21:04:32Z', clientSequence: draft.clientSequence });
      },
      lock: (draft): Promise<LockedReading> => {
        this.locks.push(draft);
        return this.answer({ next: 4 });
      },
    });
  }

  private answer<T>(value: T): Promise<T> {
    return this.trouble === null ? Promise.resolve(value) : Promise.reject(this.trouble);
  }
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('strokes in a row are saved once, with a sequence above the one the server has', async () => {
  const bench = new Bench();
  bench.saver.change({ malignancy: 'benign' });
  bench.saver.change({ malignancy: 'malignant' });
  await vi.advanceTimersByTimeAsync(500);

  expect(bench.drafts).toEqual([{ clientSequence: 9, after: 7, answers: { malignancy: 'malignant' }, times, stage: 'only' }]);
  expect(bench.statuses).toEqual(['pending', 'saved']);
  expect(bench.memory.texts.size).toBe(0);
});

test('a stroke is in the tab before the network has seen it', () => {
  const bench = new Bench();
  bench.saver.change({ malignancy: 'benign' });
  expect(new UnsavedStore(bench.memory, 's1').find(place)?.answers).toEqual({ malignancy: 'benign' });
});

test('without a network it goes on trying, slower and slower, and loses nothing', async () => {
  const bench = new Bench();
  bench.trouble = unreachable;
  bench.saver.change({ malignancy: 'benign' });
  await vi.advanceTimersByTimeAsync(400 + 1000 + 2000 + 10);
  expect(bench.drafts).toHaveLength(3);
  expect(bench.saver.status.kind).toBe('retrying');

  bench.trouble = null;
  bench.saver.change({ malignancy: 'malignant' });
  await vi.advanceTimersByTimeAsync(4000);

  expect(bench.drafts.at(-1)?.answers).toEqual({ malignancy: 'malignant' });
  expect(bench.saver.status.kind).toBe('saved');
  expect(bench.saver.hasUnsaved).toBe(false);
});

test('a refused draft is told, not repeated, and kept', async () => {
  const bench = new Bench();
  bench.trouble = refused('This reading is locked.', 'reading.no-edit-after-lock');
  bench.saver.change({ malignancy: 'benign' });
  await vi.advanceTimersByTimeAsync(60_000);

  expect(bench.drafts).toHaveLength(1);
  expect(bench.saver.status).toEqual({ kind: 'refused', reason: 'This reading is locked.', code: 'reading.no-edit-after-lock' });
  expect(bench.memory.texts.size).toBe(1);
});

test('locking waits for the network and sends the answers that were locked', async () => {
  const bench = new Bench();
  bench.trouble = unreachable;
  const locking = bench.saver.lock({ malignancy: 'benign' });
  await vi.advanceTimersByTimeAsync(1500);
  bench.trouble = null;
  await vi.advanceTimersByTimeAsync(5000);

  expect(await locking).toEqual({ next: 4 });
  expect(new Set(bench.locks.map((d) => d.clientSequence)).size).toBe(1);
  expect(bench.memory.texts.size).toBe(0);
});

test('no draft follows a lock', async () => {
  const bench = new Bench();
  bench.saver.change({ malignancy: 'benign' });
  await bench.saver.lock({ malignancy: 'benign' });
  bench.saver.change({ malignancy: 'malignant' });
  await vi.advanceTimersByTimeAsync(5000);
  expect(bench.drafts).toHaveLength(0);
});

test('a refused lock leaves the answers editable', async () => {
  const bench = new Bench();
  bench.trouble = refused('Answer first: Which subtype?', 'reading.answers-complete');
  await expect(bench.saver.lock({ malignancy: 'benign' })).rejects.toThrow('Answer first');
  bench.trouble = null;
  bench.saver.change({ malignancy: 'malignant' });
  await vi.advanceTimersByTimeAsync(500);
  expect(bench.drafts).toHaveLength(1);
});

test('a refused lock saves the last answers without another stroke', async () => {
  const bench = new Bench();
  bench.trouble = unreachable;
  const locking = bench.saver.lock({ malignancy: 'benign' });
  const refusal = expect(locking).rejects.toThrow('Answer first');
  await vi.advanceTimersByTimeAsync(500);
  bench.trouble = refused('Answer first: Which subtype?', 'reading.answers-complete');
  await vi.advanceTimersByTimeAsync(600);
  await refusal;
  bench.trouble = null;
  await vi.advanceTimersByTimeAsync(500);

  expect(bench.drafts.map((d) => d.answers)).toEqual([{ malignancy: 'benign' }]);
  expect(bench.saver.status.kind).toBe('saved');
  expect(bench.saver.hasUnsaved).toBe(false);
});

test('answers kept by an earlier page are sent with a higher sequence', async () => {
  const bench = new Bench();
  bench.saver.resume({ clientSequence: 12, answers: { malignancy: 'benign' }, times, stage: 'only' });
  await vi.advanceTimersByTimeAsync(500);
  expect(bench.drafts[0]?.clientSequence).toBe(13);
});

test('a confirmed contradiction goes with the lock, and only with it', async () => {
  const bench = new Bench();
  await bench.saver.lock({ malignancy: 'malignant' }, { 'malignant-cyst': 'Thick wall with nodules.' });

  expect(bench.locks).toEqual([
    { clientSequence: 8, after: 7, answers: { malignancy: 'malignant' }, times, stage: 'only', confirmed: { 'malignant-cyst': 'Thick wall with nodules.' } },
  ]);
});

test('leaving a case saves at once what was not saved yet, and nothing after', async () => {
  const bench = new Bench();
  bench.saver.change({ malignancy: 'benign' });
  await bench.saver.leave();
  bench.saver.change({ malignancy: 'malignant' });
  await vi.advanceTimersByTimeAsync(5000);

  expect(bench.drafts.map((d) => d.answers)).toEqual([{ malignancy: 'benign' }]);
  expect(bench.memory.texts.size).toBe(0);
});

test('a lock that is refused after the case was left sends nothing more; the answers stay in the tab', async () => {
  const bench = new Bench();
  bench.trouble = refused('Answer first: Which subtype?', 'reading.answers-complete');
  const refusal = expect(bench.saver.lock({ malignancy: 'benign' })).rejects.toThrow('Answer first');
  await bench.saver.leave();
  await refusal;
  bench.trouble = null;
  await vi.advanceTimersByTimeAsync(5000);

  expect(bench.drafts).toHaveLength(0);
  expect(new UnsavedStore(bench.memory, 's1').find(place)?.answers).toEqual({ malignancy: 'benign' });
});

test('leaving a case without a network keeps the answers in the tab and tries no more', async () => {
  const bench = new Bench();
  bench.trouble = unreachable;
  bench.saver.change({ malignancy: 'benign' });
  await bench.saver.leave();
  await vi.advanceTimersByTimeAsync(60_000);

  expect(bench.drafts).toHaveLength(1);
  expect(new UnsavedStore(bench.memory, 's1').find(place)?.answers).toEqual({ malignancy: 'benign' });
});

test('a write beside the drafts takes a sequence above them, and saving goes on when it was refused', async () => {
  const bench = new Bench();
  bench.saver.change({ malignancy: 'benign' });
  expect(await bench.saver.take()).toEqual({ clientSequence: 9, after: 7 });
  await vi.advanceTimersByTimeAsync(5000);
  expect(bench.drafts).toHaveLength(0);

  bench.saver.goOn();
  await vi.advanceTimersByTimeAsync(500);
  expect(bench.drafts).toHaveLength(1);
});

test('a refused skip writes nothing over the answers that the case was opened with', async () => {
  const bench = new Bench({ malignancy: 'benign' });
  expect(await bench.saver.take()).toEqual({ clientSequence: 8, after: 7 });
  bench.saver.goOn();
  await vi.advanceTimersByTimeAsync(5000);
  expect(bench.drafts).toHaveLength(0);
  expect(bench.saver.hasUnsaved).toBe(false);

  bench.saver.insist(12);
  await vi.advanceTimersByTimeAsync(500);
  expect(bench.drafts).toMatchObject([{ clientSequence: 13, after: 12, answers: { malignancy: 'benign' } }]);
});

test('what is stopped sends nothing more, not even what it was about to try again; the answers stay in the tab', async () => {
  const bench = new Bench();
  bench.trouble = unreachable;
  bench.saver.change({ malignancy: 'benign' });
  await vi.advanceTimersByTimeAsync(500);
  expect(bench.drafts).toHaveLength(1);

  bench.saver.stop();
  bench.trouble = null;
  await vi.advanceTimersByTimeAsync(60_000);

  expect(bench.drafts).toHaveLength(1);
  expect(new UnsavedStore(bench.memory, 's1').find(place)?.answers).toEqual({ malignancy: 'benign' });
});

test('giving up forgets what this tab kept', async () => {
  const bench = new Bench();
  bench.saver.change({ malignancy: 'benign' });
  bench.saver.giveUp();
  await vi.advanceTimersByTimeAsync(5000);

  expect(bench.drafts).toHaveLength(0);
  expect(bench.memory.texts.size).toBe(0);
  expect(bench.saver.hasUnsaved).toBe(false);
});

test('what it writes comes after what it knows of, so that nothing of another tab is written over unseen', async () => {
  const bench = new Bench();
  bench.saver.change({ malignancy: 'benign' });
  await vi.advanceTimersByTimeAsync(500);
  bench.saver.change({ malignancy: 'malignant' });
  await vi.advanceTimersByTimeAsync(500);

  expect(bench.drafts.map((d) => [d.clientSequence, d.after])).toEqual([
    [8, 7],
    [9, 8],
  ]);
});

test('a save whose answer got lost is sent again as it was, and only then what came after it', async () => {
  const bench = new Bench();
  bench.trouble = unreachable;
  bench.saver.change({ malignancy: 'benign' });
  await vi.advanceTimersByTimeAsync(500);
  bench.trouble = null;
  await bench.saver.lock({ malignancy: 'malignant' });

  expect(bench.drafts.map((d) => [d.clientSequence, d.after, d.answers])).toEqual([
    [8, 7, { malignancy: 'benign' }],
    [8, 7, { malignancy: 'benign' }],
  ]);
  expect(bench.locks.map((d) => [d.clientSequence, d.after])).toEqual([[9, 8]]);
});

test('answers that another tab overtook are not called saved; they are kept, and saved when the reader insists', async () => {
  const bench = new Bench();
  bench.trouble = refused('These answers were changed elsewhere.', 'reading.overtaken');
  bench.saver.change({ malignancy: 'benign' });
  await vi.advanceTimersByTimeAsync(60_000);

  expect(bench.statuses).toEqual(['pending', 'refused']);
  expect(new UnsavedStore(bench.memory, 's1').find(place)).toMatchObject({ after: 7, answers: { malignancy: 'benign' } });

  bench.trouble = null;
  bench.saver.insist(12);
  await vi.advanceTimersByTimeAsync(500);

  expect(bench.drafts.at(-1)).toMatchObject({ clientSequence: 13, after: 12, answers: { malignancy: 'benign' } });
  expect(bench.saver.status.kind).toBe('saved');
});

test('what an earlier page kept comes after what that page knew of', async () => {
  const bench = new Bench();
  bench.saver.resume({ clientSequence: 12, after: 5, answers: { malignancy: 'benign' }, times, stage: 'only' });
  await vi.advanceTimersByTimeAsync(500);

  expect(bench.drafts[0]).toMatchObject({ clientSequence: 13, after: 5 });
});

test('the two stages of a case are kept apart in the tab', () => {
  const store = new UnsavedStore(new Memory(), 's1');
  store.keep({ position: 3, stage: 'unaided' }, { clientSequence: 2, answers: {}, times, stage: 'unaided' });

  expect(store.find({ position: 3, stage: 'aided' })).toBeNull();
  expect(store.find({ position: 3, stage: 'unaided' })?.clientSequence).toBe(2);
});
