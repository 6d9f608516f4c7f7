import { expect, test } from 'vitest';
import { liverQuestions } from './liverQuestions.fixture';
import { mostOffered } from './mostOffered';

test('a subtype question keeps room for one group of choices', () => {
  expect(liverQuestions.map(mostOffered)).toEqual([2, 3, 0]);
});
