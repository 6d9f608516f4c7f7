import { expect, test } from 'vitest';
import { answersFromServer, askedQuestions, keepAnswersThatStand, missingAnswers, offeredChoices } from './asked';
import { liverQuestions } from './liverQuestions.fixture';

const [malignancy, subtype, confidence] = liverQuestions;

test('a question waits for the answer that it depends on', () => {
  expect(askedQuestions(liverQuestions, {}).map((q) => q.id)).toEqual(['malignancy']);
  expect(askedQuestions(liverQuestions, { malignancy: 'benign' }).map((q) => q.id)).toEqual(['malignancy', 'subtype', 'confidence']);
});

test('only the choices of the chosen group are offered', () => {
  expect(offeredChoices(subtype, { malignancy: 'malignant' }).map((c) => c.id)).toEqual(['HCC', 'ICC', 'MET']);
  expect(offeredChoices(subtype, { malignancy: 'benign' }).map((c) => c.id)).toEqual(['FNH', 'HEM', 'CYST']);
});

test('a subtype goes when its group is changed, the confidence stays', () => {
  const kept = keepAnswersThatStand(liverQuestions, { malignancy: 'benign', subtype: 'HCC', confidence: 70 });

  expect(kept.answers).toEqual({ malignancy: 'benign', confidence: 70 });
  expect(kept.cleared).toEqual(['subtype']);
});

test('everything that depended on an answer goes with it', () => {
  const kept = keepAnswersThatStand(liverQuestions, { subtype: 'HCC', confidence: 70 });

  expect(kept.answers).toEqual({});
  expect([...kept.cleared].sort()).toEqual(['confidence', 'subtype']);
});

test('a rating outside its range, half a point and an unknown question do not stand', () => {
  for (const confidence of [-1, 101, 50.5]) {
    expect(keepAnswersThatStand(liverQuestions, { malignancy: 'benign', confidence }).cleared).toEqual(['confidence']);
  }
  expect(keepAnswersThatStand(liverQuestions, { shape: 'round' }).cleared).toEqual(['shape']);
});

test('zero is an answer, and what is not asked is not missing', () => {
  expect(missingAnswers(liverQuestions, {})).toEqual([malignancy]);
  expect(missingAnswers(liverQuestions, { malignancy: 'benign', confidence: 0 })).toEqual([subtype]);
  expect(missingAnswers(liverQuestions, { malignancy: 'benign', subtype: 'HEM' })).toEqual([confidence]);
});

test('a question that is not required is never missing', () => {
  const questions = [{ ...malignancy, required: false }];
  expect(missingAnswers(questions, {})).toEqual([]);
});

test("a rating's digits from the server are a number again", () => {
  expect(answersFromServer(liverQuestions, { malignancy: 'benign', confidence: '85' })).toEqual({ malignancy: 'benign', confidence: 85 });
});

test('a question can wait for a rating within bounds, both included', () => {
  const unsure = { id: 'why', text: 'Why so unsure?', kind: 'text' as const, when: { question: 'confidence', is: [], atMost: 30 } };
  const middling = { ...unsure, id: 'middling', when: { question: 'confidence', is: [], atLeast: 30, atMost: 60 } };
  const asked = (confidence: number): string[] => askedQuestions([unsure, middling], { confidence }).map((q) => q.id);

  expect(asked(0)).toEqual(['why']);
  expect(asked(30)).toEqual(['why', 'middling']);
  expect(asked(60)).toEqual(['middling']);
  expect(asked(61)).toEqual([]);
  expect(askedQuestions([unsure], {})).toEqual([]);
});
