import { expect, test } from 'vitest';
import type { Question } from '../contract';
import { AnswerEntry } from './answerEntry';
import { AnswerSheet } from './answerSheet';
import { liverQuestions } from './liverQuestions.fixture';

function typing(...keys: string[]): AnswerSheet {
  const sheet = new AnswerSheet(liverQuestions, {});
  const entry = new AnswerEntry(sheet, () => 0);
  keys.forEach((key) => (key === '<' ? entry.erase() : entry.typeDigit(key)));
  return sheet;
}

test('digits choose among what is offered, then write the rating', () => {
  expect(typing('2', '3', '8', '5').answers).toEqual({ malignancy: 'malignant', subtype: 'MET', confidence: 85 });
});

test('a digit without a choice does nothing', () => {
  expect(typing('9').answers).toEqual({});
});

test('erasing takes a digit, then the answer', () => {
  expect(typing('1', '1', '8', '5', '<').answers).toEqual({ malignancy: 'benign', subtype: 'FNH', confidence: 8 });
  expect(typing('1', '1', '8', '<').answers).toEqual({ malignancy: 'benign', subtype: 'FNH' });
});

test('the first move of a rating sets its middle, and it stops at its ends', () => {
  const sheet = typing('1', '1');
  const entry = new AnswerEntry(sheet, () => 0);
  entry.changeRating(-1);
  expect(sheet.answers['confidence']).toBe(50);
  entry.changeRating(-60);
  expect(sheet.answers['confidence']).toBe(0);
});

const ratings: readonly Question[] = [
  { id: 'first', text: 'First', kind: 'rating', minimum: 0, maximum: 100 },
  { id: 'second', text: 'Second', kind: 'rating', minimum: 0, maximum: 100 },
];

test('the digits of one rating do not run into the next, and are undone apart', () => {
  const sheet = new AnswerSheet(ratings, {});
  const entry = new AnswerEntry(sheet, () => 0);
  entry.typeDigit('9');
  sheet.goTo('second');
  entry.typeDigit('5');
  expect(sheet.answers).toEqual({ first: 9, second: 5 });
  sheet.undo();
  expect(sheet.answers).toEqual({ first: 9 });
});

test('Backspace takes an answer away that was not typed digit by digit just before', () => {
  const sheet = new AnswerSheet(ratings, { second: 40 });
  const entry = new AnswerEntry(sheet, () => 0);
  sheet.goTo('first');
  entry.typeDigit('8');
  entry.typeDigit('5');
  sheet.goTo('second');
  entry.erase();
  expect(sheet.answers).toEqual({ first: 85 });

  sheet.goTo('first');
  entry.typeDigit('7');
  sheet.answer('first', 30, 'drag-1');
  entry.typeDigit('5');
  expect(sheet.answers).toEqual({ first: 5 });
});
