// The reading page's part in the check of the screen: the way to it, and the question when the screen is another one.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axe, launch } from './browser.mjs';
import { roomIn, shown } from './room.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

describe('the check of the screen', () => {
  test('a session whose screen was not checked leads to the check', () =>
    roomIn(
      browser,
      { enters: false, closed: { 1: { code: 'session.site-check-first', message: 'Check your screen first.' } } },
      async ({ page }) => {
        await page.getByRole('dialog', { name: 'Instructions' }).waitFor();
        await page.keyboard.press('Enter');
        await page.getByRole('heading', { name: 'Check your screen first' }).waitFor();
        assert.equal(await page.getByRole('link', { name: 'Check the screen' }).getAttribute('href'), '/sessions/s1/site-check');
      },
    ));

  test('on a screen that was not checked the page asks, and reading on is one key away', () =>
    roomIn(browser, { enters: false, session: { checkedScreens: [{ width: 800, height: 600, ratio: 1 }] } }, async ({ page }) => {
      await page.getByRole('heading', { name: 'This is another screen' }).waitFor();
      await axe(page);
      const check = page.getByRole('link', { name: 'Check this screen' });
      assert.equal(await check.getAttribute('href'), '/sessions/s1/site-check');
      assert.ok(await check.evaluate((link) => link === document.activeElement), 'the way to the check has the focus');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: 'Instructions' }).waitFor();
      await page.keyboard.press('Enter');
      await shown(page, 1);
    }));

  test('on one of the screens that were checked nothing is asked', () =>
    roomIn(browser, { enters: false }, async ({ page, state, address }) => {
      const screen = await page.evaluate(() => ({ width: globalThis.screen.width, height: globalThis.screen.height, ratio: devicePixelRatio }));
      state.session.checkedScreens = [{ width: 800, height: 600, ratio: 1 }, screen];
      await page.goto(`${address}/reading/s1`);
      await page.getByRole('dialog', { name: 'Instructions' }).waitFor();
      await page.keyboard.press('Enter');
      await shown(page, 1);
    }));
});
