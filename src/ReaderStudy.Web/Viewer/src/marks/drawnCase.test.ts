import { expect, test } from 'vitest';
import type { Outline, Question } from '../contract';
import { DrawnCase } from './drawnCase';

const questions: readonly Question[] = [
  { id: 'benign', text: 'Benign?', kind: 'choice', choices: [{ id: 'yes', label: 'Yes' }] },
  { id: 'lesions', text: 'Mark', kind: 'marks' },
  { id: 'mask', text: 'Outline', kind: 'mask' },
];
const rated = '[{"x":1,"y":2,"z":3,"rating":80}]';
const half = '[{"x":1,"y":2,"z":3,"rating":80},{"x":4,"y":5,"z":6}]';

function caseWith(kept: { text: string | null }, uid: Promise<string> = new Promise(() => undefined)): DrawnCase {
  const outline: Outline = { series: 0, rows: 1, columns: 9, slices: [] };
  return new DrawnCase({ questions, save: () => uid, load: () => Promise.resolve(outline), find: () => kept.text, keep: (text) => void (kept.text = text) });
}

test('marks that are not rated are not sent, and nothing rated is not nothing to mark', () => {
  const drawn = caseWith({ text: null });

  expect(drawn.toSend({ benign: 'yes', lesions: half })).toEqual({ benign: 'yes', lesions: rated });
  expect(drawn.toSend({ lesions: '[{"x":4,"y":5,"z":6}]' })).toEqual({});
  expect(drawn.toSend({ lesions: '[]' })).toEqual({ lesions: '[]' });
});

test('what could not be sent is there after a reload', () => {
  const kept = { text: null };
  caseWith(kept).toSend({ lesions: half });

  expect(caseWith(kept).resume({ lesions: rated })).toEqual({ lesions: half });
});

test('what was answered elsewhere since counts', () => {
  const kept = { text: null };
  caseWith(kept).toSend({ lesions: half });

  expect(caseWith(kept).resume({ lesions: '[]' })).toEqual({ lesions: '[]' });
});

test('a stroke that the server does not have yet is there after a reload', () => {
  const kept = { text: null };
  const before = caseWith(kept);
  before.toSend({ mask: before.outlines.add({ series: 1, rows: 1, columns: 9, slices: new Map([[0, [2, 3]]]) }) });
  const after = caseWith(kept);
  const { mask } = after.resume({});

  expect(after.content('mask', mask)?.slices.get(0)).toEqual([2, 3]);
  expect(after.toSend({ mask: mask ?? '' })).toEqual({});
});

test('a begun shape is kept until it is finished', () => {
  const kept = { text: null };
  const begun = { question: 'lesions', tool: null, series: 0, slice: 3, points: [[1, 2, 3]], brush: { size: 10, around: 50, range: null } } as const;
  caseWith(kept).halfDrawn = begun;
  const after = caseWith(kept);
  expect(after.halfDrawn).toEqual(begun);
  after.halfDrawn = null;

  expect(kept.text).toBeNull();
});
