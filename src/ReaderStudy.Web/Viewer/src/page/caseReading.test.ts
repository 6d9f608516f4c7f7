import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ReadingApi } from '../api/readingApi';
import { RequestFailed } from '../api/requestFailed';
import type { CaseToRead, Draft, Outline, Question } from '../contract';
import { liverQuestions } from '../form/liverQuestions.fixture';
import type { OutlineContent } from '../outlines/outlineContent';
import { type TextStore, UnsavedStore } from '../saving/unsavedStore';
import { CaseReading } from './caseReading';

const opened: CaseToRead = { position: 2, displayCode: 'Case 2', stage: 'only', status: 'draft', clientSequence: 6, answers: { malignancy: 'benign' }, series: [] };

const mask: Question = { id: 'mask', text: 'Outline it', kind: 'mask', required: false };
const stroke: OutlineContent = { series: 1, rows: 1, columns: 9, slices: new Map([[0, [2, 3]]]) };

/** The server and the tab of one case. */
class Desk {
  readonly drafts: Draft[] = [];
  readonly texts = new Map<string, string>();
  readonly outlines: Outline[] = [];
  skipRefused = false;
  /** Drafts arrive, but no answer comes back. */
  silent = false;
  private readonly store: TextStore = {
    getItem: (key) => this.texts.get(key) ?? null,
    setItem: (key, text) => void this.texts.set(key, text),
    removeItem: (key) => void this.texts.delete(key),
  };
  private readonly api: Pick<ReadingApi, 'saveDraft' | 'saveOutline' | 'skip'> = {
    saveDraft: (_, draft) => {
      this.drafts.push(draft);
      return this.silent
        ? new Promise(() => undefined)
        : Promise.resolve({ savedAt: '2026-11-22T21:04:32Z', clientSequence: draft.clientSequence });
    },
    saveOutline: (_, __, outline) => {
      this.outlines.push(outline);
      return Promise.resolve(`2.25.${this.outlines.length}`);
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

test('a stroke that the server was just sent when the case was left is there when it is opened again, and is saved then', async () => {
  const desk = new Desk();
  const before = desk.open({ ...opened, answers: {} }, [mask]);
  before.sheet.answer('mask', before.drawn.outlines.add(stroke));
  await vi.advanceTimersByTimeAsync(100);
  await before.saver.leave();
  expect(before.hasUnsaved).toBe(true);
  await vi.advanceTimersByTimeAsync(5000);
  expect(desk.outlines).toHaveLength(1);
  expect(before.hasUnsaved).toBe(true);

  const after = desk.open({ ...opened, clientSequence: desk.drafts.at(-1)?.clientSequence ?? 0, answers: {} }, [mask]);
  expect(after.drawn.content('mask', after.sheet.answers['mask'])?.slices.get(0)).toEqual([2, 3]);
  await vi.advanceTimersByTimeAsync(5000);
  expect(desk.drafts.at(-1)?.answers).toEqual({ mask: '2.25.2' });
  expect(after.hasUnsaved).toBe(false);
});

test('an answer that was given while the one before was on its way is saved after a reload, and nobody is asked about another tab', async () => {
  const desk = new Desk();
  const before = desk.open(opened);
  desk.silent = true;
  before.sheet.answer('malignancy', 'malignant');
  await vi.advanceTimersByTimeAsync(500);
  before.sheet.answer('subtype', 'MET');
  expect(desk.drafts).toMatchObject([{ clientSequence: 7, after: 6, answers: { malignancy: 'malignant' } }]);

  desk.silent = false;
  const after = desk.open({ ...opened, clientSequence: 7, answers: { malignancy: 'malignant' } });
  await vi.advanceTimersByTimeAsync(500);
  expect(desk.drafts.at(-1)).toMatchObject({ after: 7, answers: { malignancy: 'malignant', subtype: 'MET' } });
  expect(after.saver.status.kind).toBe('saved');
});
