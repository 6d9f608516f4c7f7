import { expect, test } from 'vitest';
import type { ToldOfPatient } from '../contract';
import { toldInWords } from './toldWords';

test.each<[ToldOfPatient, string, string]>([
  [{ age: 62, sex: 'F', history: 'Hepatitis B.' }, '62 years, female', 'Hepatitis B.'],
  [{ age: 1 }, '1 year', ''],
  [{ age: 0, sex: 'M' }, '0 years, male', ''],
  [{ sex: 'O' }, 'other', ''],
  [{ history: ' Known cirrhosis. ' }, '', 'Known cirrhosis.'],
])('%o', (told, person, history) => {
  expect(toldInWords(told)).toEqual({ person, history });
});

test('nothing told is nothing shown', () => {
  expect(toldInWords(undefined)).toBeNull();
  expect(toldInWords({})).toBeNull();
  expect(toldInWords({ history: '  ' })).toBeNull();
});
