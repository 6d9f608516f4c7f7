import { afterEach, expect, test, vi } from 'vitest';
import { DigitEntry } from '../form/digitEntry';
import { strokeTime } from './strokeTime';

afterEach(() => void vi.unstubAllGlobals());

/** The page handles a stroke that was made at a time. */
const handled = (made: number, at: number): void => {
  vi.stubGlobal('event', { timeStamp: made });
  vi.stubGlobal('performance', { now: () => at });
};

test('is when the stroke was made, however late it is handled', () => {
  handled(1000, 3400);
  expect(strokeTime()).toBe(1000);
});

test('is now where nothing is handled', () => {
  vi.stubGlobal('performance', { now: () => 3400 });
  expect(strokeTime()).toBe(3400);
});

test('two digits that were typed together are one number though the page was busy between them', () => {
  const entry = new DigitEntry(strokeTime);
  handled(1000, 1010);
  entry.type('rating', null, '7', 100);
  handled(1150, 3400);
  expect(entry.type('rating', '7', '5', 100)).toBe(75);
});
