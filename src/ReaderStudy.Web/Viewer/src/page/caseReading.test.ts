import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ReadingApi } from '../api/readingApi';
import { RequestFailed } from '../api/requestFailed';
import type { CaseToRead, Draft, Question } from '../contract';
import { liverQuestions } from '../form/liverQuestions.fixture';
import { type TextStore, UnsavedStore } from '../saving/unsavedStore';
import { CaseReading } from './caseReading';

const opened: CaseToRead = { position: 2, displayCode: 'Case 2', stage: 'only', status: 'draft', clientSequence: 6, answers: { malignancy: 'benign' }, series: [] };

/** The server and the tab of one case. */
class Desk {
  readonly drafts: Draft[] = [];
  readonly texts = new Map<string, string>();
  skipRefused = false;
  private readonly store: TextStore = {
    getItem: (key) => this.texts.get(key) ?? null,
    setItem: (key, text) => void this.texts.set(key, text),
    removeItem: (key) => void this.texts.delete(key),
  };
  private readonly api: Pick<ReadingApi, 'saveDraft' | 'skip'> = {
    saveDraft: (_, draft) => {
      this.drafts.push(draft);
      return Promise.resolve({ savedAt: '2026-11-22T21:04:32Z', clientSequence: draft.clientSequence });
    },
    skip: () => (this.skipRefused ? Promise.reject(new RequestFailed('refused', 'Too few words.')) : Promise.resolve({})),
  };

  open(toRead: CaseToRead, questions: readonly Question[] = liverQuestions): CaseReading {
    return new CaseReading(toRead, {
      api: this.api as ReadingApi,
      questions,
      unsaved: new UnsavedStore(this.store, 's1'),
      onStatus: () => undefined,
      onChange: () => undefined,
    });
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('document', { hidden: false });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a refused skip right after the case was opened saves nothing over its answers', async () => {
  const desk = new Desk();
  desk.skipRefused = true;
  const reading = desk.open(opened);
  await expect(reading.skip({ reason: 'other', text: 'no' })).rejects.toThrow('Too few words.');
  await vi.advanceTimersByTimeAsync(5000);

  expect(desk.drafts).toEqual([]);
  expect(reading.saver.hasUnsaved).toBe(false);
});

test('after a refused skip the page’s own answers count when the reader says so', async () => {
  const desk = new Desk();
  desk.skipRefused = true;
  const reading = desk.open(opened);
  await expect(reading.skip({ reason: 'other', text: 'no' })).rejects.toThrow('Too few words.');
  reading.saver.insist(9);
  await vi.advanceTimersByTimeAsync(500);

  expect(desk.drafts).toMatchObject([{ after: 9, answers: { malignancy: 'benign' } }]);
});
