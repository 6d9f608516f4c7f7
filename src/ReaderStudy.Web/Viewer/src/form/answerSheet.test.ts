import { expect, test } from 'vitest';
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
  expect(s.canRedo).toBe(false);
});

test('a value that cannot answer the question changes nothing', () => {
  const s = sheet();
  expect(s.answer('malignancy', 'perhaps')).toBe(false);
  expect(s.answer('subtype', 'HCC')).toBe(false);
  expect(s.answers).toEqual({});
  expect(s.canUndo).toBe(false);
});

test('a draft opens at the first question without an answer', () => {
  expect(new AnswerSheet(liverQuestions, { malignancy: 'benign', confidence: 3 }).current?.id).toBe('subtype');
});
