import { expect, test } from 'vitest';
import { trainingResult } from './trainingResult';

const feedback = (right: boolean) => ({ truth: 'Cyst', question: 'Benign or malignant?', rightAnswer: 'Benign', right });

test('the result counts what was right among what was told', () => {
  expect(trainingResult(4, [feedback(true), feedback(false), null, feedback(true)])).toBe('2 of 3 training cases were right.');
  expect(trainingResult(1, [feedback(false)])).toBe('The training case was not right.');
});

test('without feedback no result is made up', () => {
  expect(trainingResult(4, [null, null, null, null])).toBe('All 4 training cases are done.');
});
