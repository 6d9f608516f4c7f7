import { expect, test } from 'vitest';
import type { Answers, CaseToRead, Draft } from '../contract';
import { liverQuestions } from './liverQuestions.fixture';
import { startingAnswers } from './startingAnswers';

const times = { openedAt: 0, firstImageAt: null, firstInputAt: null, hiddenMs: 0 };
const aided: CaseToRead = {
  position: 3,
  displayCode: 'Case 3',
  stage: 'aided',
  status: 'opened',
  clientSequence: 0,
  answers: {},
  unaided: { malignancy: 'benign', subtype: 'HEM', confidence: '40' },
  series: [],
};
const kept = (clientSequence: number): Draft => ({ clientSequence, answers: { malignancy: 'malignant' }, times, stage: 'aided' });

test('the aided stage begins with a copy of the unaided answers', () => {
  expect(startingAnswers(liverQuestions, aided, null)).toEqual({
    answers: { malignancy: 'benign', subtype: 'HEM', confidence: 40 },
    unsaved: null,
    copied: true,
  });
});

test('what was saved in the aided stage holds, even when it is empty', () => {
  const saved: CaseToRead = { ...aided, status: 'draft', clientSequence: 4 };
  expect(startingAnswers(liverQuestions, saved, null)).toEqual({ answers: {}, unsaved: null, copied: false });
});

test('nothing is copied in a stage without AI', () => {
  expect(startingAnswers(liverQuestions, { ...aided, stage: 'unaided' }, null).answers).toEqual({});
});

test('what this tab kept is on the screen too when another tab saved other answers since, but not when they are the same', () => {
  const other: CaseToRead = { ...aided, status: 'draft', clientSequence: 9, answers: { malignancy: 'benign' } };
  const overtaken = { ...kept(5), after: 4 };

  expect(startingAnswers(liverQuestions, other, overtaken).unsaved).toBe(overtaken);
  expect(startingAnswers(liverQuestions, { ...other, answers: { malignancy: 'malignant' } }, overtaken).unsaved).toBeNull();
});

test('what this tab kept counts while the server is behind it, and no longer', () => {
  const behind: CaseToRead = { ...aided, status: 'draft', clientSequence: 4, answers: { malignancy: 'benign' } };

  expect(startingAnswers(liverQuestions, behind, kept(5)).answers).toEqual({ malignancy: 'malignant' });
  expect(startingAnswers(liverQuestions, behind, kept(4)).answers).toEqual({ malignancy: 'benign' });
});

test('a save whose answer got lost with the page is the page’s own, and not another tab’s', () => {
  const arrived: CaseToRead = { ...aided, status: 'draft', clientSequence: 5, answers: { malignancy: 'benign', subtype: 'HEM', confidence: '40' } };
  const later = { ...kept(6), after: 4 };

  const after = (sent: Answers): number | undefined => startingAnswers(liverQuestions, arrived, { ...later, sent }).unsaved?.after;

  expect(after({ malignancy: 'benign', subtype: 'HEM', confidence: 40 })).toBe(5);
  // Other answers under the same sequence are another tab's.
  expect(after({ malignancy: 'benign' })).toBe(4);
  expect(startingAnswers(liverQuestions, arrived, later).unsaved).toBe(later);
});
