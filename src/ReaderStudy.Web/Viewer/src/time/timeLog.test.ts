import { expect, test } from 'vitest';
import { TimeLog } from './timeLog';

test('the first of each counts, and hidden time adds up, the running one included', () => {
  let at = 100;
  const log = new TimeLog(() => at, false);
  at = 250;
  log.imagesShown();
  at = 900;
  log.answered();
  log.imagesShown();
  at = 1000;
  log.answered();
  log.visibilityChanged(true);
  at = 1500;
  log.visibilityChanged(false);
  at = 2000;
  log.visibilityChanged(true);
  at = 2100;

  expect(log.read()).toEqual({ openedAt: 100, firstImageAt: 250, firstInputAt: 900, hiddenMs: 600 });
});

test('nothing shown or answered is null', () => {
  expect(new TimeLog(() => 5, false).read()).toEqual({ openedAt: 5, firstImageAt: null, firstInputAt: null, hiddenMs: 0 });
});
