// An arm that shows the AI when the reader asks: nothing of it before, one key or button, and it is said that it is recorded.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { conducts } from '../mock/conducts.mjs';
import { axe, launch, until } from './browser.mjs';
import { press, roomIn, shown } from './room.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const traces = /71\.2|LiLNet|Aorta|0\.712/;

/** Every answer of the session from now on, as text; images apart. */
function answersOf(page) {
  const texts = [];
  page.on('response', (response) => {
    if (/\/reading\//.test(response.url()) && !/\/frames\//.test(response.url())) {
      texts.push(response.text().catch(() => ''));
    }
  });
  return async () => (await Promise.all(texts)).join('\n');
}

describe('the AI on request', () => {
  test('nothing of the AI is on the page or in an answer before the reader asks, and asking is told and kept once', () =>
    roomIn(browser, { conduct: conducts.request, enters: false }, async ({ page, state }) => {
      const answers = answersOf(page);
      await page.reload();
      await page.getByRole('dialog', { name: 'Instructions' }).waitFor();
      await page.keyboard.press('Enter');
      await shown(page, 1);
      await page.getByText('Next case ready').waitFor();
      assert.equal(await page.locator('.ai-classes, .ai-controls, .ai-areas, .ai-lines').count(), 0);
      assert.doesNotMatch(await page.content(), traces);
      assert.doesNotMatch(await answers(), traces);
      assert.ok(await page.getByText('That you ask for it, and when, is recorded.').isVisible());
      await axe(page);

      await press(page, '1', 'Shift+A');
      await page.getByRole('table').waitFor();
      await page.getByText('The AI is shown now; that you asked for it is recorded.').waitFor();
      await until(() => page.getByRole('button', { name: 'Show the AI' }).count(), 0);
      assert.deepEqual([...state.ai.revealed], [1]);
      // The answer that was there stays.
      assert.equal(await page.locator('[aria-checked=true]').count(), 1);
      await page.locator('.ai-areas').first().waitFor({ state: 'attached' });
      await axe(page);
    }));

  test('the button asks too, a reload shows what was asked for, and the next case has to be asked for again', () =>
    roomIn(browser, { conduct: conducts.request }, async ({ page, state }) => {
      await page.getByRole('button', { name: 'Show the AI' }).click();
      await page.getByRole('table').waitFor();
      await page.reload();
      await shown(page, 1);
      await page.getByRole('table').waitFor();
      await press(page, '1', '2', '4', 'lock');
      await shown(page, 2);
      await until(() => page.locator('.ai-classes, .ai-controls, .ai-areas, .ai-lines').count(), 0);
      assert.ok(await page.getByRole('button', { name: 'Show the AI' }).isVisible());
      assert.deepEqual([...state.ai.revealed], [1]);
    }));

  test('a refusal is said, and asking again works', () =>
    roomIn(browser, { conduct: conducts.request }, async ({ page, state }) => {
      state.trouble = 409;
      await press(page, 'Shift+A');
      await page.getByText('The AI is not shown: Refused for the check.').waitFor();
      state.trouble = null;
      await press(page, 'Shift+A');
      await page.getByRole('table').waitFor();
    }));

  test('a locked case that was read without the AI is looked at without it, and nothing can be asked for', () =>
    roomIn(browser, { conduct: conducts.request }, async ({ page, state }) => {
      await press(page, '1', '2', '4', 'lock');
      await shown(page, 2);
      await press(page, 'b');
      await shown(page, 1, 'looking');
      await press(page, 'Shift+A');
      assert.equal(await page.locator('.ai').count(), 0);
      assert.equal(state.ai.revealed.size, 0);
    }));
});
