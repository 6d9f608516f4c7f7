import { expect, test } from 'vitest';
import type { Question } from '../contract';
import { AnswerSheet } from './answerSheet';
import { liverQuestions } from './liverQuestions.fixture';

function sheet(): AnswerSheet {
  return new AnswerSheet(liverQuestions, {});
}

test('each choice moves on to the next open question', () => {
  const s = sheet();
  expect(s.current?.id).toBe('malignancy');
  s.answer('malignancy', 'malignant');
  expect(s.current?.id).toBe('subtype');
  s.answer('subtype', 'MET');
  expect(s.current?.id).toBe('confidence');
});

test('changing the group clears the subtype, says so, and asks for it again', () => {
  const s = sheet();
  s.answer('malignancy', 'malignant');
  s.answer('subtype', 'MET');
  s.answer('confidence', 80);
  const cleared: string[] = [];
  s.onChange((change) => cleared.push(...change.cleared.map((q) => q.id)));

  s.answer('malignancy', 'benign');

  expect(cleared).toEqual(['subtype']);
  expect(s.answers).toEqual({ malignancy: 'benign', confidence: 80 });
  expect(s.current?.id).toBe('subtype');
});

test('undo brings back the answers that a change had cleared, redo clears them again', () => {
  const s = sheet();
  s.answer('malignancy', 'malignant');
  s.answer('subtype', 'MET');
  s.answer('malignancy', 'benign');

  s.undo();
  expect(s.answers).toEqual({ malignancy: 'malignant', subtype: 'MET' });
  s.redo();
  expect(s.answers).toEqual({ malignancy: 'benign' });
});

test('the digits of one number are undone together', () => {
  const s = sheet();
  s.answer('malignancy', 'benign');
  s.answer('confidence', 8, 'a');
  s.answer('confidence', 85, 'a');
  s.answer('confidence', 40, 'b');

  s.undo();
  expect(s.answers['confidence']).toBe(85);
  s.undo();
  expect(s.answers['confidence']).toBeUndefined();
});

test('a new answer forgets what could be redone', () => {
  const s = sheet();
  s.answer('malignancy', 'benign');
  s.undo();
  s.answer('malignancy', 'malignant');
  expect(s.redo()).toBe(false);
  expect(s.answers).toEqual({ malignancy: 'malignant' });
});

test('a value that cannot answer the question changes nothing', () => {
  const s = sheet();
  expect(s.answer('malignancy', 'perhaps')).toBe(false);
  expect(s.answer('subtype', 'HCC')).toBe(false);
  expect(s.answers).toEqual({});
  expect(s.undo()).toBe(false);
});

test('a draft opens at the first question without an answer', () => {
  expect(new AnswerSheet(liverQuestions, { malignancy: 'benign', confidence: 3 }).current?.id).toBe('subtype');
});

const size: Question = { id: 'size', text: 'Size', kind: 'number', minimum: 1, maximum: 300, decimals: 1, required: false };

test('what is typed and no answer yet stays when the reader goes on, until it is one', () => {
  const s = new AnswerSheet([...liverQuestions, size], { size: '12.5' });
  s.typed('size', null, '12.55', 'field');
  s.goTo('malignancy');
  expect(s.pendingOf('size')).toBe('12.55');
  s.answer('malignancy', 'benign');
  expect(s.unfinished.map((q) => q.id)).toEqual(['size']);

  s.typed('size', '12', '12', 'field');
  expect(s.pendingOf('size')).toBeNull();
  expect(s.unfinished).toEqual([]);
});

test('undo brings the answer back that the typing had taken the place of, and leaves what waits elsewhere', () => {
  const s = new AnswerSheet([...liverQuestions, size], { malignancy: 'benign', subtype: 'FNH', size: '12.5' });
  s.typed('size', null, '12.55', 'field');
  s.undo();
  expect([s.answers['size'], s.pendingOf('size')]).toEqual(['12.5', null]);

  s.typed('size', null, '12.55', 'field');
  s.answer('confidence', 40);
  s.undo();
  expect(s.pendingOf('size')).toBe('12.55');
});

test('an emptied field waits for nothing, nor does a question that is asked no longer', () => {
  const s = new AnswerSheet([...liverQuestions, { ...size, when: { question: 'malignancy', is: ['malignant'] } }], { malignancy: 'malignant', size: '12' });
  s.typed('size', null, '', 'field');
  expect(s.unfinished).toEqual([]);
  s.typed('size', null, '1.2.3', 'field');
  s.answer('malignancy', 'benign');
  s.answer('malignancy', 'malignant');
  expect(s.pendingOf('size')).toBeNull();
});

test('what is taken back before it was an answer goes from the page too', () => {
  const s = new AnswerSheet([size], {});
  s.typed('size', null, '12.55', 'field');
  const seen: (string | null)[] = [];
  s.onChange(() => seen.push(s.pendingOf('size')));
  s.clear('size');
  expect(seen).toEqual([null]);
});
