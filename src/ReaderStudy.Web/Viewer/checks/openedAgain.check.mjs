// A case that could not be opened, and is opened again on the same page.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, until } from './browser.mjs';
import { press, roomIn, shown } from './room.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** What Chromium writes into the console of requests that are failed on purpose. */
const onPurpose = /net::ERR_FAILED/;

describe('a case whose images did not come', () => {
  test('goes on with what was typed, and nothing of the first try saves beside it', () =>
    roomIn(browser, { troubled: true, onPurpose }, async ({ page, state }) => {
      const drafts = [];
      let refuses = true;
      await page.route(/cases\/1\/draft$/, (route) => {
        drafts.push(route.request().postDataJSON().answers);
        return refuses ? route.fulfill({ status: 503 }) : route.continue();
      });
      await press(page, '2');
      await until(async () => drafts.length > 0, true);
      // The page comes anew with what it kept, and what tells where its images lie does not come.
      const geometry = /series\/\d\/metadata$/;
      await page.route(geometry, (route) => route.abort());
      page.on('dialog', (dialog) => void dialog.accept());
      await page.reload();
      const again = page.getByRole('button', { name: 'Try again' });
      await again.waitFor();
      await page.unroute(geometry);
      await again.click();
      await shown(page, 1);
      assert.equal(await page.getByRole('radio', { name: 'Malignant' }).getAttribute('aria-checked'), 'true');
      await press(page, '3');
      const revised = () => drafts.filter((answers) => answers.subtype === 'MET').length;
      // The first try would have sent its own again between two of these.
      await until(async () => revised() >= 3, true, 20_000);
      const first = drafts.findIndex((answers) => answers.subtype === 'MET');
      assert.deepEqual([...new Set(drafts.slice(first).map((answers) => answers.subtype ?? 'none'))], ['MET']);
      refuses = false;
      await page.evaluate(() => window.dispatchEvent(new Event('focus')));
      await page.getByText(/Saved at/).waitFor();
      assert.deepEqual(state.readings[0].answers, { malignancy: 'malignant', subtype: 'MET' });
    }));
});
