import { expect, test } from 'vitest';
import type { CaseToRead, CorrectRequest } from '../contract';
import { liverQuestions } from '../form/liverQuestions.fixture';
import { CaseCorrection } from './caseCorrection';

const locked: CaseToRead = {
  position: 2,
  displayCode: 'Case 2',
  stage: 'unaided',
  status: 'locked',
  clientSequence: 6,
  answers: { malignancy: 'benign', subtype: 'HEM', confidence: '40' },
  series: [],
};

function begin(): { readonly correction: CaseCorrection; readonly sent: CorrectRequest[] } {
  const sent: CorrectRequest[] = [];
  const api = {
    correct: (_: number, request: CorrectRequest) => {
      sent.push(request);
      return Promise.resolve({ savedAt: '2026-11-22T21:04:32Z', clientSequence: request.clientSequence, corrections: 1 });
    },
  };
  const outlines = { saveOutline: () => Promise.reject(new Error('none')), outline: () => Promise.reject(new Error('none')) };
  return { correction: new CaseCorrection(locked, liverQuestions, { ...api, ...outlines }, () => undefined, () => 0), sent };
}

test('it begins with the locked answers, at the first question', () => {
  const { correction } = begin();

  expect(correction.sheet.current?.id).toBe('malignancy');
  expect(correction.changed).toBe(false);
});

test('an answer that was changed and changed back is no correction', () => {
  const { correction } = begin();
  correction.sheet.answer('confidence', 60);
  expect(correction.changed).toBe(true);
  correction.sheet.answer('confidence', 40);
  expect(correction.changed).toBe(false);
});

test('what is sent is whole: answers, reason, stage, and a sequence above the last', async () => {
  const { correction, sent } = begin();
  correction.entry.typeDigit('2');
  correction.entry.typeDigit('1');
  const now = await correction.save('Wrong key', null);
  await correction.save('Wrong key', { c: 'Both are true.' });

  expect(sent[0]).toEqual({ clientSequence: 7, stage: 'unaided', answers: { malignancy: 'malignant', subtype: 'HCC', confidence: 40 }, reason: 'Wrong key' });
  expect(now).toEqual({ ...locked, answers: sent[0]?.answers, clientSequence: 7, corrections: 1 });
  expect(sent[1]?.clientSequence).toBe(8);
  expect(sent[1]?.confirmed).toEqual({ c: 'Both are true.' });
});
