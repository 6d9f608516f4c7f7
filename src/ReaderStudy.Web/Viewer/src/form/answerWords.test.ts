import { expect, test } from 'vitest';
import { answerInWords, answersInWords, namesOf } from './answerWords';
import { liverQuestions } from './liverQuestions.fixture';

const [malignancy, subtype, confidence] = liverQuestions;

test('a choice is its label, a rating its number, zero included', () => {
  expect(answerInWords(subtype, 'HEM')).toBe('Haemangioma');
  expect(answerInWords(confidence, 0)).toBe('0');
});

test('a choice that the question does not know is told as it is', () => {
  expect(answerInWords(malignancy, 'unclear')).toBe('unclear');
});

test('answers come in the order of the questions, and what was not answered is left out', () => {
  expect(answersInWords(liverQuestions, { confidence: 40, malignancy: 'benign' })).toEqual([
    { questionId: 'malignancy', words: 'Benign' },
    { questionId: 'confidence', words: '40' },
  ]);
});

test('questions are named without their question marks', () => {
  expect(namesOf([malignancy, subtype])).toBe('Benign or malignant; Which subtype');
});
