import { expect, test } from 'vitest';
import { type ReadRefusal, readRefusal } from '../api/refusal';
import { type OpeningRefusal, openingRefusal } from './openingRefusal';

const now = new Date(Date.UTC(2026, 10, 27, 8, 30));
const shown = (refusal: ReadRefusal): OpeningRefusal | null => openingRefusal(refusal, '/sessions', 's1', now, 'UTC');

test('washout says why and from when, in words, and leads back', () => {
  const refusal = readRefusal({ code: 'session.washout', message: 'Four weeks lie between two readings of a case.', opensAt: '2026-12-22T08:30:00Z' });

  expect(shown(refusal)).toEqual({
    title: 'Not open yet',
    sentences: ['Four weeks lie between two readings of a case.', 'It opens on Tuesday 22 Dec 2026 at 08:30 by your clock, in 25 days.'],
    action: 'Back to my sessions',
    href: '/sessions',
  });
});

test('instructions that were not acknowledged lead to their page', () => {
  const refusal = shown(readRefusal({ code: 'session.instructions-first', message: 'Read the instructions and confirm them first.' }));

  expect([refusal?.action, refusal?.href]).toEqual(['Read the instructions', '/sessions/s1/instructions']);
  expect(refusal?.sentences).toEqual(['Read the instructions and confirm them first.']);
});

test.each(['session.rest', 'session.period-first', 'session.one-after-the-other', 'session.training-first'])('%s leads back to the sessions', (code) => {
  expect(shown(readRefusal({ code, message: 'No.' }))?.href).toBe('/sessions');
});

test('a rule that this page does not know is one of opening when it has a date', () => {
  expect(shown(readRefusal({ code: 'session.night', message: 'No.', opensAt: '2026-12-22T08:30:00Z' }))?.title).toBe('Not open yet');
});

test.each(['reading.overtaken', 'session.in-order', 'mock.trouble', null])('%s is no rule of opening', (code) => {
  expect(shown(readRefusal({ code, message: 'No.' }))).toBeNull();
});
