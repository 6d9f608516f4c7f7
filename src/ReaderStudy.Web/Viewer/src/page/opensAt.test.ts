import { expect, test } from 'vitest';
import { opensInWords } from './opensAt';

const opens = new Date(Date.UTC(2026, 11, 22, 8, 30));
const before = (minutes: number): Date => new Date(opens.getTime() - minutes * 60_000);

test.each([
  [before(25 * 24 * 60), 'It opens on Tuesday 22 Dec 2026 at 09:30 by your clock, in 25 days.'],
  [before(25 * 24 * 60 + 1), 'It opens on Tuesday 22 Dec 2026 at 09:30 by your clock, in 26 days.'],
  [before(3 * 60), 'It opens on Tuesday 22 Dec 2026 at 09:30 by your clock, in 3 hours.'],
  [before(90), 'It opens on Tuesday 22 Dec 2026 at 09:30 by your clock, in 90 minutes.'],
  [before(0.5), 'It opens on Tuesday 22 Dec 2026 at 09:30 by your clock, in a minute.'],
  [before(0), 'It is open now.'],
])('seen at %s: %s', (now, words) => {
  expect(opensInWords(opens, now, 'Europe/Berlin')).toBe(words);
});

test('the date is the one on the reader’s own calendar', () => {
  expect(opensInWords(new Date(Date.UTC(2026, 11, 21, 23, 5)), before(9999), 'Asia/Shanghai')).toContain('on Tuesday 22 Dec 2026 at 07:05');
});
