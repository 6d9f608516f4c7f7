// Keys while a control has the focus: Enter and Space are the control's, all others the room's, and a key that is held down is one stroke.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { enter, launch, listen, newPage, until } from './browser.mjs';
import { mockServer } from '../mock/server.mjs';
import { armed, drawnFrames, press, roomIn, shown } from './room.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const inRoom = (options, check) => roomIn(browser, options, check);
const size = { id: 'size', text: 'Largest diameter', kind: 'number', minimum: 10, maximum: 300, unit: 'mm', decimals: 1, required: false };
const focused = (locator) => () => locator.evaluate((node) => node === document.activeElement);
const answered = ['1', '2', '4'];

/** A key that is held down for so many milliseconds. */
async function hold(page, key, ms) {
  for (const end = Date.now() + ms; Date.now() < end; ) {
    await page.keyboard.down(key);
    await page.waitForTimeout(60);
  }
  await page.keyboard.up(key);
}

test('P leaves the number alone whose field has the focus', () =>
  inRoom({ extraQuestions: [size] }, async ({ page, state }) => {
    await page.locator('.number-answer').fill('23');
    await until(() => state.readings[0].answers.size, '23');
    await press(page, 'p');
    await page.waitForTimeout(700);
    assert.equal(state.readings[0].answers.size, '23');
    assert.equal(await page.locator('.number-answer').inputValue(), '23');
  }));

test('P plays and stops a loop from a button that has the focus', () =>
  inRoom({ phaseNames: ['ultrasound'] }, async ({ page }) => {
    const playing = () => page.locator('.loop-bar').getAttribute('data-playing');
    await until(playing, 'true', 20_000);
    await page.getByRole('button', { name: 'Fit' }).focus();
    await press(page, 'p');
    await until(playing, 'false');
  }));

test('an Enter that is held down on the lock button does not lock', () =>
  inRoom({}, async ({ page, state }) => {
    await press(page, ...answered);
    await page.getByText(/Saved at/).waitFor();
    await page.locator('button.lock').focus();
    await hold(page, 'Enter', 900);
    assert.ok(await page.getByText('Press Enter again to lock').isVisible());
    assert.equal(state.readings[0].status, 'draft');
    await armed(page);
    await press(page, 'Enter');
    await shown(page, 2);
  }));

test('an Enter that is held down on the button of a skip does not skip', () =>
  inRoom({}, async ({ page, state }) => {
    await press(page, 'k', '1');
    await page.getByRole('button', { name: 'Skip this case and go on' }).focus();
    await hold(page, 'Enter', 900);
    assert.ok(await page.getByText('Press Enter again to skip').isVisible());
    assert.notEqual(state.readings[0].status, 'skipped');
    await armed(page);
    await press(page, 'Enter');
    await shown(page, 2);
  }));

describe('Enter presses what has the focus and locks nothing', () => {
  test('where a slice is tried again', () =>
    inRoom({ enters: false }, async ({ page, state, address }) => {
      // The last one as it is read.
      state.corrupt.add('/reading/s1/cases/1/series/0/frames/1');
      await enter(page, address);
      await press(page, ...answered);
      await page.getByText(/Saved at/).waitFor();
      await press(page, 'End');
      await page.locator('.phase-trouble:visible').waitFor();
      state.corrupt.clear();
      await page.locator('.phase-trouble:visible').getByRole('button').focus();
      await press(page, 'Enter');
      await until(() => page.locator('.phase-trouble:visible').count(), 0);
      assert.equal(await page.getByText('Press Enter again to lock').count(), 0);
    }));

  test('where a reader who was signed out signs in again; the link stays through every try', () =>
    inRoom({}, async ({ page, state }) => {
      await press(page, '1', '2');
      await page.getByText(/Saved at/).waitFor();
      state.trouble = 401;
      await press(page, '4');
      const link = page.getByRole('link', { name: 'Sign in in another tab' });
      await link.focus();
      for (let tries = 0; tries < 2; tries += 1) {
        await page.waitForResponse((response) => response.status() === 401);
      }
      await drawnFrames(page);
      assert.ok(await focused(link)());
      const [tab] = await Promise.all([page.waitForEvent('popup'), press(page, 'Enter')]);
      await tab.close();
      assert.equal(await page.getByText('Press Enter again to lock').count(), 0);
      state.trouble = null;
    }));

  test('where a case could not be opened: trying again has the focus', () =>
    inRoom({}, async ({ page, state }) => {
      state.closed[2] = { code: 'mock.closed', message: 'Not now.' };
      await press(page, ...answered, 'lock');
      await page.getByText('Not now.').waitFor();
      await until(focused(page.getByRole('button', { name: 'Try again' })), true);
      delete state.closed[2];
      await press(page, 'Enter');
      await shown(page, 2);
    }));
});

test('a page that rests is left by Tab and Enter, and by no stroke that was meant for the case', async () => {
  const { server } = await mockServer({});
  const address = await listen(server);
  const { context, page } = await newPage(browser);
  await enter(page, address);
  const other = await context.newPage();
  await other.goto(`${address}/reading/s1`);
  const rests = page.getByRole('heading', { name: 'You read on elsewhere' });
  await rests.waitFor();
  await page.bringToFront();
  await press(page, 'Enter');
  assert.ok(await rests.isVisible());
  await press(page, 'Tab', 'Enter');
  await shown(page, 1);
  await context.close();
  server.closeAllConnections();
  server.close();
});

test('what is typed right after a sheet was left is the page’s, not the sheet’s', () =>
  inRoom({}, async ({ page }) => {
    for (let round = 0; round < 10; round++) {
      await page.evaluate(() => document.activeElement.blur());
      await press(page, '?');
      await page.getByRole('dialog', { name: 'Keys' }).waitFor();
      // Both strokes are there before the page is drawn without the sheet, which has the focus until then.
      await Promise.all([page.keyboard.press('Escape'), page.keyboard.press('i')]);
      await page.getByRole('dialog', { name: 'Instructions' }).waitFor();
      await press(page, 'Escape');
      await until(() => page.locator('dialog[open]').count(), 0);
    }
  }));
