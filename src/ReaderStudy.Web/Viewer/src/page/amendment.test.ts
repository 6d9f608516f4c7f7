import { expect, test } from 'vitest';
import type { CaseToRead, SessionState } from '../contract';
import type { TextStore } from '../saving/unsavedStore';
import { asksForNewPage } from './amendment';

const session: SessionState = { sessionId: 's1', arm: 'Unaided', protocolVersion: 1, total: 4, locked: 0, questions: [], hanging: {}, instructions: '' };
const inVersion = (protocolVersion: number, position = 2): CaseToRead => ({
  position,
  displayCode: '',
  protocolVersion,
  status: 'opened',
  clientSequence: 0,
  answers: {},
  series: [],
});

function store(): TextStore {
  const texts = new Map<string, string>();
  return { getItem: (key) => texts.get(key) ?? null, setItem: (key, value) => void texts.set(key, value), removeItem: (key) => void texts.delete(key) };
}

test('a case of another version of the protocol asks for a new page, once', () => {
  const kept = store();

  expect(asksForNewPage(session, inVersion(2), kept)).toBe(true);
  expect(asksForNewPage(session, inVersion(2), kept)).toBe(false);
  expect(asksForNewPage(session, inVersion(2, 3), kept)).toBe(true);
});

test('a case of the same version, or of none, does not', () => {
  const { protocolVersion: _, ...unversioned } = session;

  expect(asksForNewPage(session, inVersion(1), store())).toBe(false);
  expect(asksForNewPage(unversioned, inVersion(2), store())).toBe(false);
});

test('without a store nothing is loaded anew', () => {
  const refusing: TextStore = {
    getItem: () => null,
    setItem: () => {
      throw new Error('full');
    },
    removeItem: () => undefined,
  };
  expect(asksForNewPage(session, inVersion(2), refusing)).toBe(false);
});
