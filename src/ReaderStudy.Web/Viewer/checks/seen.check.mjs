// What a page says that it showed, against what was done on it by mouse and keyboard.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { stains } from '../mock/pictures.mjs';
import { launch, until } from './browser.mjs';
import { viewOf } from './pictureView.mjs';
import { press, roomIn, shown, visit, withoutLaterCode } from './room.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const inRoom = (options, check, size) => roomIn(browser, options, check, size);

/** What was told, each message once: a page that goes sends what waits again. */
const messages = (state) => [...new Map(state.seen.map((b) => [`${b.page} ${b.sequence}`, b])).values()];

/** Everything that was told of a case's series: milliseconds by slice. */
function slicesOf(state, position, series, stage) {
  const sum = new Map();
  for (const batch of messages(state).filter((b) => b.position === position && (stage === undefined || b.stage === stage))) {
    for (const { index, slices } of batch.series) {
      for (let i = 0; index === series && i < slices.length; i += 2) {
        sum.set(slices[i], (sum.get(slices[i]) ?? 0) + slices[i + 1]);
      }
    }
  }
  return sum;
}

/** The page is out of sight, as its document says; and back. */
const sight = (page, hidden) =>
  page.evaluate((gone) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => gone });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);

/** What was asked to be drawn has been. */
const twoPictures = (page) => page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));

const told = (state, position) => async () => state.seen.some((b) => b.position === position);

describe('what was seen', () => {
  test('slices that were scrolled to are told with the lock, and those that were not are missing', () =>
    inRoom({}, async ({ page, state }) => {
      await page.waitForTimeout(150);
      await press(page, 'ArrowDown');
      await page.locator('.phase').nth(0).locator('.corner.bottom-left').getByText('13 / 24').waitFor();
      await page.waitForTimeout(150);
      await press(page, '1', '1', '5', '0', 'lock');
      await shown(page, 2);

      // The stack is read from head to feet and stored the other way: the 12th of 24 slices is the 13th in the store, 12 from 0.
      await until(async () => [...slicesOf(state, 1, 0).keys()].sort((a, b) => a - b), [11, 12]);
      const slices = slicesOf(state, 1, 0);
      assert.ok(slices.get(12) >= 100, `slice 12 for ${slices.get(12)} ms`);
      const [first] = state.seen;
      assert.equal(first.stage, 'only');
      assert.match(first.page, /^[a-z0-9]{8,32}$/);
      assert.ok(['cpu', 'gpu'].includes(first.screen.rendering));
      assert.ok(first.screen.ratio > 0 && first.screen.pageWidth === 1366);
      const [{ scale, decimated, slices: stood }] = first.series;
      assert.ok(scale[0] > 0, 'the scale is known');
      assert.equal(decimated, scale[1] < 1 ? stood.filter((_, i) => i % 2 === 1).reduce((sum, ms) => sum + ms, 0) : 0);
      assert.deepEqual(first.series[0].windows[0].slice(0, 2), [90, 180]);
    }));

  test('slices that were scrolled through in pictures, before Cornerstone was there, are told too', () =>
    inRoom({ enters: false, phaseNames: ['arterial'] }, async ({ page, state, address }) => {
      const letGo = await withoutLaterCode(page, ['stackViews', 'core', 'geometry', 'tools']);
      await visit(page, address);
      const corner = page.locator('.corner.bottom-left');
      await corner.getByText('12 / 24').waitFor();
      await page.waitForTimeout(150);
      await page.mouse.move(300, 300);
      await page.mouse.wheel(0, 100);
      await corner.getByText('13 / 24').waitFor();
      await page.waitForTimeout(150);
      await sight(page, true);
      // Read from head to feet and stored the other way, as above.
      await until(async () => [...slicesOf(state, 1, 0).keys()].sort((a, b) => a - b), [11, 12]);
      assert.ok(messages(state)[0].series[0].scale[0] > 0, 'the scale of a picture is known');
      await sight(page, false);
      await letGo();
      await shown(page, 1);
    }));

  test('a slice that could not be loaded is not told as the one that stood there before', () =>
    inRoom({ enters: false }, async ({ page, state }) => {
      // The 13th of 24 slices as they are read, the 12th in the store.
      state.corrupt.add('/reading/s1/cases/1/series/0/frames/12');
      await page.getByRole('dialog', { name: 'Instructions' }).waitFor();
      await page.keyboard.press('Enter');
      await shown(page, 1);
      await page.waitForTimeout(150);
      const trouble = page.locator('.phase').nth(0).locator('.phase-trouble');
      await press(page, 'ArrowDown');
      await trouble.waitFor();
      await twoPictures(page);
      await sight(page, true);
      await until(told(state, 1), true);
      await sight(page, false);
      const before = messages(state).length;
      await page.waitForTimeout(300);
      await sight(page, true);
      await until(async () => messages(state).length > before, true);

      const [last] = messages(state).slice(-1);
      assert.ok(last.visible >= 300);
      assert.deepEqual(last.series.map((s) => s.index), [1]);
      assert.deepEqual([...slicesOf(state, 1, 0).keys()], [12]);
      // Back where a slice is, it is told again.
      await sight(page, false);
      await press(page, 'ArrowUp');
      await trouble.waitFor({ state: 'hidden' });
      await page.waitForTimeout(150);
      await sight(page, true);
      await until(async () => messages(state).slice(-1)[0].series.map((s) => s.index).sort(), [0, 1]);
    }));

  test('time is told for no more than passed, and nothing of it for a phase behind a large one', () =>
    inRoom({ enters: false }, async ({ page, state, address }) => {
      const begun = Date.now();
      await visit(page, address);
      await shown(page, 1);
      await press(page, 'x');
      await page.locator('.phase.large').waitFor();
      await sight(page, true);
      await until(told(state, 1), true);
      await sight(page, false);
      const before = messages(state).length;
      await page.waitForTimeout(300);
      await sight(page, true);
      // A message that only came twice is not the one that is waited for.
      await until(async () => messages(state).length > before, true);

      const [last] = messages(state).slice(-1);
      assert.deepEqual(last.series.map((s) => s.index), [0]);
      assert.ok(messages(state).reduce((sum, b) => sum + b.visible + b.hidden, 0) <= Date.now() - begun + 3000);
    }));

  test('time out of sight is hidden time', () =>
    inRoom({}, async ({ page, state }) => {
      await sight(page, true);
      await page.waitForTimeout(300);
      await sight(page, false);
      await press(page, '1', '1', '5', '0', 'lock');
      await shown(page, 2);
      await until(async () => messages(state).filter((b) => b.position === 1).reduce((sum, b) => sum + b.hidden, 0) >= 300, true);
    }));

  test('a page that is left tells what it showed, and a new one counts anew', () =>
    inRoom({}, async ({ page, state }) => {
      await press(page, 'End');
      await page.locator('.phase').nth(0).locator('.corner.bottom-left').getByText('24 / 24').waitFor();
      await page.waitForTimeout(150);
      await page.reload();
      await shown(page, 1);
      await until(async () => slicesOf(state, 1, 0).has(0), true);
      await sight(page, true);
      await until(async () => new Set(state.seen.map((b) => b.page)).size, 2);
    }));

  test('what the server could not take is told again, with the same number', () =>
    inRoom({}, async ({ page, state }) => {
      state.trouble = 429;
      const refused = page.waitForResponse((response) => response.status() === 429);
      await sight(page, true);
      await sight(page, false);
      await refused;
      assert.equal(state.seen.length, 0);
      state.trouble = null;
      await press(page, '1', '1', '5', '0', 'lock');
      await shown(page, 2);
      const numbers = () => [...new Set(state.seen.filter((b) => b.position === 1).map((b) => b.sequence))];
      await until(async () => numbers().length >= 2, true);
      assert.deepEqual(numbers().slice(0, 2), [1, 2]);
    }));

  test('each stage of a sequential case is told apart, and looking back is not recorded', () =>
    inRoom({ conduct: { aided: [1], ai: { model: 'm', classes: [], label: 'HCC' } } }, async ({ page, state }) => {
      await press(page, '1', '1', '5', '0', 'lock');
      await page.locator('[data-stage="aided"]').waitFor();
      await press(page, 'PageDown');
      await page.waitForTimeout(150);
      await press(page, 'lock');
      await shown(page, 2);
      await until(async () => slicesOf(state, 1, 0, 'aided').size > 0 && slicesOf(state, 1, 0, 'unaided').size > 0, true);
      await page.getByText('Next case ready').waitFor();
      await press(page, 'b');
      await shown(page, 1, 'looking');
      const of = (position) => state.seen.filter((b) => b.position === position).length;
      const [looked, next] = [of(1), of(2)];
      await sight(page, true);
      await sight(page, false);
      await press(page, 'n');
      await shown(page, 2);
      await sight(page, true);
      // The page tells in order: with a word of the case after it, all that there is of the one that was looked at has come.
      await until(async () => of(2) > next, true);
      assert.equal(of(1), looked);
    }));

  test('a slide is told by its magnification: whole it has fewer pixels of the screen than of its own', () =>
    inRoom({ phaseNames: [], pictures: [stains.he, stains.psr] }, async ({ page, state }) => {
      const told = () => messages(state).flatMap((b) => b.pictures ?? []);
      await page.waitForTimeout(150);
      await sight(page, true);
      await until(async () => told().map((p) => p.index).sort(), [0, 1]);
      const [whole] = told();
      assert.ok(whole.scale[1] < 1 && whole.shown >= 100 && whole.decimated === whole.shown, JSON.stringify(whole));
      await sight(page, false);
      await press(page, 'x', 'End');
      await until(async () => (await viewOf(page, 0)).zoom, 1, 20_000);
      await page.waitForTimeout(150);
      await sight(page, true);
      const last = () => messages(state).slice(-1)[0].pictures ?? [];
      await until(async () => last().some((p) => p.scale[1] === 1), true);
      const [pixels] = last();
      // Its time in a pixel for a pixel is not decimated, that on the way there is.
      assert.ok(pixels.shown - pixels.decimated >= 100, JSON.stringify(pixels));
      assert.deepEqual(messages(state).flatMap((b) => b.series), []);
    }));

  test('readers are told in the instructions and on the sheet of keys', () =>
    inRoom({ enters: false }, async ({ page }) => {
      const instructions = page.getByRole('dialog', { name: 'Instructions' });
      await instructions.getByText('the page records what it shows').waitFor();
      await page.keyboard.press('Enter');
      await shown(page, 1);
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keys' }).getByText('the page records what it shows').waitFor();
    }));
});
