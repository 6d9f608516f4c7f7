import { expect, test } from 'vitest';
import type { SessionState } from '../contract';
import { Standing } from './standing';

const state: SessionState = { sessionId: 's1', arm: 'Unaided', total: 4, position: 3, locked: 2, questions: [], hanging: {}, instructions: '' };

test('the same case again is the AI revealed, and is not done yet', () => {
  const standing = new Standing(state, { state: () => Promise.reject(new Error('none')) });
  expect(standing.goesOnWith(3, 3)).toBe(true);
  expect([standing.front, standing.done]).toEqual([3, 2]);
  expect(standing.goesOnWith(4, 3)).toBe(false);
  expect([standing.front, standing.done]).toEqual([4, 3]);
});

test('without an answer what was known holds', async () => {
  const standing = new Standing(state, { state: () => Promise.reject(new Error('none')) });
  await standing.ask();
  expect([standing.front, standing.done]).toEqual([3, 2]);
});

test('a session that ended elsewhere has no case left', async () => {
  const { position: _, ...ended } = { ...state, locked: 4 };
  const standing = new Standing(state, { state: () => Promise.resolve(ended) });
  await standing.ask();
  expect([standing.front, standing.done]).toEqual([null, 4]);
});
