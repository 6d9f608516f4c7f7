import { expect, test } from 'vitest';
import { AnswerEntry } from '../form/answerEntry';
import { AnswerSheet } from '../form/answerSheet';
import { liverQuestions } from '../form/liverQuestions.fixture';
import { answerByKey } from './answerKeys';

test('answers are given, moved, erased, undone and redone; other commands are left alone', () => {
  const sheet = new AnswerSheet(liverQuestions, {});
  const answering = { sheet, entry: new AnswerEntry(sheet, () => 0) };

  for (const digit of ['1', '3', '4']) {
    expect(answerByKey({ kind: 'digit', digit }, answering)).toBe(true);
  }
  answerByKey({ kind: 'change', by: 10 }, answering);
  expect(sheet.answers).toEqual({ malignancy: 'benign', subtype: 'CYST', confidence: 14 });
  answerByKey({ kind: 'undo' }, answering);
  expect(sheet.answers['confidence']).toBe(4);
  answerByKey({ kind: 'redo' }, answering);
  answerByKey({ kind: 'erase' }, answering);
  expect(sheet.answers['confidence']).toBeUndefined();

  expect(answerByKey({ kind: 'lock' }, answering)).toBe(false);
  expect(answerByKey({ kind: 'fit' }, answering)).toBe(false);
});
