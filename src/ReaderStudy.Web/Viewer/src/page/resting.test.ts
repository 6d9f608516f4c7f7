import { expect, test } from 'vitest';
import type { CaseToRead } from '../contract';
import { liverQuestions } from '../form/liverQuestions.fixture';
import { CaseCorrection } from './caseCorrection';
import { leaveBehind } from './resting';

const locked: CaseToRead = { position: 2, displayCode: 'Case 2', status: 'locked', clientSequence: 6, answers: { malignancy: 'benign', subtype: 'HEM', confidence: '40' }, series: [] };
const api = { correct: () => Promise.reject(new Error('none')), saveOutline: () => Promise.reject(new Error('none')), outline: () => Promise.reject(new Error('none')) };

test('a correction that was begun on a page that rests is not called saved', async () => {
  const correction = new CaseCorrection(locked, liverQuestions, api, () => undefined, () => 0);
  expect(await leaveBehind(correction)).toBe('saved');
  correction.sheet.answer('confidence', 60);
  expect(await leaveBehind(correction)).toBe('correction-lost');
});

test('where nothing was being read nothing is lost', async () => {
  expect(await leaveBehind(null)).toBe('saved');
});
