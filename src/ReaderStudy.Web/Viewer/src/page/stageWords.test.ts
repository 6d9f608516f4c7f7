import { expect, test } from 'vitest';
import { correctedInWords, lockWords } from './stageWords';

test('the unaided stage does not betray that another may follow', () => {
  expect(lockWords('unaided')).toBe(lockWords('only'));
  expect(lockWords('aided')).toBe('Lock with AI and go on');
});

test.each([
  [0, null],
  [1, 'corrected once'],
  [2, 'corrected twice'],
  [3, 'corrected 3 times'],
])('%i corrections: %s', (count, words) => {
  expect(correctedInWords(count)).toBe(words);
});
