import { expect, test } from 'vitest';
import { sessionOfPage } from './sessionOfPage';

test('the state that stands in the page is read', () => {
  expect(sessionOfPage('{"sessionId":"s1","questions":[],"hanging":{}}')).toEqual({ sessionId: 's1', questions: [], hanging: {} });
});

test('a page without a state, or with half of one, has none', () => {
  for (const text of [undefined, null, '', 'null', '{"sessionId":"s1"', '{"sessionId":"s1"}', '7']) {
    expect(sessionOfPage(text)).toBeNull();
  }
});
