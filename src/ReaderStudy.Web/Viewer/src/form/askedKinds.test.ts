import { expect, test } from 'vitest';
import type { Question } from '../contract';
import { AnswerEntry } from './answerEntry';
import { AnswerSheet } from './answerSheet';
import { answersInWords } from './answerWords';

const questions: readonly Question[] = [
  {
    id: 'group',
    text: 'Benign or malignant?',
    kind: 'choice',
    choices: [
      { id: 'benign', label: 'Benign' },
      { id: 'malignant', label: 'Malignant' },
    ],
  },
  {
    id: 'score',
    text: 'How malignant?',
    kind: 'rating',
    sides: [
      { when: { question: 'group', is: ['malignant'] }, minimum: 51, maximum: 100 },
      { when: { question: 'group', is: ['benign'] }, minimum: 0, maximum: 49 },
    ],
  },
  {
    id: 'features',
    text: 'Which features?',
    kind: 'multiple',
    choices: [
      { id: 'fat', label: 'Fat' },
      { id: 'blood', label: 'Blood' },
      { id: 'none', label: 'None' },
    ],
    exclusive: ['none'],
  },
  { id: 'where', text: 'Where is the fat?', kind: 'text', required: false, when: { question: 'features', is: ['fat'] } },
  { id: 'size', text: 'Size', kind: 'number', minimum: 10, maximum: 300, unit: 'mm', decimals: 1 },
  { id: 'large', text: 'Why so large?', kind: 'text', required: false, when: { question: 'size', is: [], atLeast: 100 } },
];

function answering(at: string, ...keys: string[]): AnswerSheet {
  const sheet = new AnswerSheet(questions, {});
  const entry = new AnswerEntry(sheet, () => 0);
  sheet.answer('group', 'malignant');
  sheet.goTo(at);
  keys.forEach((key) => (key === '<' ? entry.erase() : entry.typeDigit(key)));
  return sheet;
}

test('several choices stand in the order of the protocol, and none of these stands alone', () => {
  expect(answering('features', '2', '1').answers['features']).toBe('fat|blood');
  expect(answering('features', '2', '1', '3').answers['features']).toBe('none');
  expect(answering('features', '3', '1').answers['features']).toBe('fat');
  expect(answering('features', '1', '1').answers['features']).toBeUndefined();
  expect(answering('features', '9').answers['features']).toBeUndefined();
});

test('a condition looks at each of several choices', () => {
  expect(answering('features', '2', '1').asked.map((q) => q.id)).toContain('where');
  expect(answering('features', '2').asked.map((q) => q.id)).not.toContain('where');
});

test('a rating on the decided side: what is typed on the way stays visible and is no answer', () => {
  const sheet = answering('score', '8');
  expect([sheet.answers['score'], sheet.pendingOf('score')]).toEqual([undefined, '8']);
  const whole = answering('score', '8', '5');
  expect([whole.answers['score'], whole.pendingOf('score')]).toEqual([85, null]);
  whole.undo();
  expect(whole.answers['score']).toBeUndefined();
});

test('an answer gives way to what is typed in its place, and undo brings it back', () => {
  let now = 0;
  const sheet = new AnswerSheet(questions, { group: 'malignant' });
  const entry = new AnswerEntry(sheet, () => now);
  sheet.goTo('score');
  ['8', '5'].forEach((digit) => entry.typeDigit(digit));
  now = 10_000;
  entry.typeDigit('3');
  expect([sheet.answers['score'], sheet.pendingOf('score')]).toEqual([undefined, '3']);
  sheet.undo();
  expect([sheet.answers['score'], sheet.pendingOf('score')]).toEqual([85, null]);
});

test('the other decision clears a rating of this side', () => {
  const sheet = answering('score', '8', '5');
  sheet.answer('group', 'benign');
  expect(sheet.answers).toEqual({ group: 'benign' });
});

test('a number is typed with a point or a comma, within its range and decimals', () => {
  expect(answering('size', '2', '3', ',', '5').answers['size']).toBe('23.5');
  expect(answering('size', '2', '3', '.', '5', '<', '<').answers['size']).toBe('23');
  expect(answering('size', '7').answers['size']).toBeUndefined();
  expect(answering('size', '3', '0', '1').pendingOf('size')).toBe('301');
  expect(answering('size', '1', '0', '0', '.', '5').asked.map((q) => q.id)).toContain('large');
});

test('arrows move a number, from the middle on', () => {
  const sheet = answering('size');
  const entry = new AnswerEntry(sheet, () => 0);
  entry.changeRating(1);
  expect(sheet.answers['size']).toBe('155');
  entry.changeRating(-10);
  expect(sheet.answers['size']).toBe('145');
});

test('answers are told in words, with their unit', () => {
  expect(answersInWords(questions, { features: 'fat|blood', size: '23.5' }).map((a) => a.words)).toEqual(['Fat, Blood', '23.5 mm']);
});
