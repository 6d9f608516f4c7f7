import { expect, test } from 'vitest';
import { missingOfSkip, skipOf } from './skipChoice';

test('a skip needs a reason', () => {
  expect(missingOfSkip({ reason: null, text: 'Blurred.' })).toBe('Choose a reason.');
  expect(skipOf({ reason: null, text: 'Blurred.' })).toBeNull();
});

test('another reason needs words, the others do not', () => {
  expect(missingOfSkip({ reason: 'other', text: '  ' })).toBe('Say in your words why.');
  // The server refuses fewer than three characters.
  expect(missingOfSkip({ reason: 'other', text: ' no ' })).toBe('Say in your words why.');
  expect(missingOfSkip({ reason: 'other', text: 'CT?' })).toBeNull();
  expect(skipOf({ reason: 'other', text: ' I know this patient. ' })).toEqual({ reason: 'other', text: 'I know this patient.' });
  expect(skipOf({ reason: 'not-evaluable', text: '' })).toEqual({ reason: 'not-evaluable', text: '' });
});
