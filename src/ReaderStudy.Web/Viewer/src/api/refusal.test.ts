import { expect, test } from 'vitest';
import { readRefusal } from './refusal';

test('a refusal says which rule, why, and when the case opens', () => {
  const refusal = readRefusal({ code: 'session.washout', message: 'Four weeks lie between two readings.', opensAt: '2026-12-22T08:30:00Z' });

  expect(refusal).toEqual({
    code: 'session.washout',
    message: 'Four weeks lie between two readings.',
    opensAt: new Date(Date.UTC(2026, 11, 22, 8, 30)),
    checks: [],
  });
});

test('a contradiction names its checks', () => {
  const { checks } = readRefusal({
    code: 'reading.contradiction',
    message: 'Answers contradict each other.',
    checks: [{ id: 'malignant-cyst', message: 'You called the lesion malignant and named it a cyst.' }, { id: 7 }, null],
  });

  expect(checks).toEqual([{ id: 'malignant-cyst', message: 'You called the lesion malignant and named it a cyst.' }]);
});

test.each([null, 'no', 7, [], {}, { code: '', message: 3, opensAt: 'soon', checks: 'many' }])('%o says nothing', (body) => {
  expect(readRefusal(body)).toEqual({ code: null, message: null, opensAt: null, checks: [] });
});
