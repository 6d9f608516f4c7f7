import { expect, test } from 'vitest';
import type { Question } from '../contract';
import type { Mark } from './drawnAnswers';
import { MarkSheet, ratingId } from './markSheet';

const question: Question = {
  id: 'lesions',
  text: 'Mark every lesion',
  kind: 'marks',
  minimum: 0,
  maximum: 100,
  perMark: [
    { id: 'kind', text: 'What is it?', kind: 'choice', choices: [{ id: 'benign', label: 'Benign' }, { id: 'malignant', label: 'Malignant' }] },
    { id: 'sure', text: 'How sure?', kind: 'rating', minimum: 1, maximum: 5, when: { question: 'kind', is: ['malignant'] } },
  ],
};
const fresh: Mark = { at: [0, 0, 0], rating: null, series: null, box: null, answers: {} };

function sheetOf(mark: Mark): { readonly sheet: MarkSheet; readonly told: [Pick<Mark, 'rating' | 'answers'>, string | null][] } {
  const told: [Pick<Mark, 'rating' | 'answers'>, string | null][] = [];
  return { sheet: new MarkSheet(question, 0, mark, (change, stroke) => told.push([change, stroke])), told };
}

test('digits rate the mark, as one stroke', () => {
  const { sheet, told } = sheetOf(fresh);
  sheet.entry.typeDigit('8');
  sheet.entry.typeDigit('5');

  expect(told.map(([change]) => change.rating)).toEqual([8, 85]);
  expect(new Set(told.map(([, stroke]) => stroke)).size).toBe(1);
  expect(sheet.holds(question, { ...fresh, rating: 85 })).toBe(true);
});

test('what is asked of a mark depends on its own answers', () => {
  const { sheet, told } = sheetOf({ ...fresh, rating: 40 });
  sheet.sheet.answer('kind', 'malignant');
  sheet.sheet.answer('sure', 4);
  sheet.sheet.answer('kind', 'benign');

  expect(told.at(1)?.[0]).toEqual({ rating: 40, answers: { kind: 'malignant', sure: '4' } });
  expect(told.at(-1)?.[0]).toEqual({ rating: 40, answers: { kind: 'benign' } });
});

test('a mark that undo has changed is no longer held', () => {
  const { sheet } = sheetOf({ ...fresh, rating: 40, answers: { kind: 'malignant', sure: '4' } });

  expect(sheet.holds(question, { ...fresh, rating: 40, answers: { kind: 'malignant', sure: '4' } })).toBe(true);
  expect(sheet.holds(question, { ...fresh, rating: 40 })).toBe(false);
  expect(sheet.questions[0]?.id).toBe(ratingId);
});
