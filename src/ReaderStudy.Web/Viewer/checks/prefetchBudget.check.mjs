// However large the next case is, no more of it is fetched ahead than the budget has room for.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { phases } from '../mock/phantom.mjs';
import { launch, until } from './browser.mjs';
import { press, roomIn, shown } from './room.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const whole = (value) => ({ vr: 'US', Value: [value] });

/** The long series with square slices of a size. */
function long(size) {
  const pixels = Buffer.alloc(size * size * 2, 4);
  return { ...phases.long, size, frame: () => pixels, metadata: () => ({ '00280010': whole(size), '00280011': whole(size) }) };
}

/** Those slices of a case that were asked for. */
const asked = (state, position) => new Set(state.frameRequests.filter((path) => path.startsWith(`/reading/s1/cases/${position}/`)));

// By hand: 512 MiB hold 1,024 slices of 512 x 512 pixels of two bytes; and of small slices no more than 1,200 are asked for.
for (const [size, most] of [
  [512, 1024],
  [64, 1200],
]) {
  test(`of 4,000 slices of ${size} x ${size} the next case has ${most} fetched ahead, around its opening slice, and the rest once it is read`, () =>
    roomIn(browser, { total: 2, keepsFrames: false, series: (position) => (position === 2 ? [long(size)] : [phases.thick]) }, async ({ page, state }) => {
      await page.getByText('Next case ready').waitFor({ timeout: 120_000 });
      assert.equal(asked(state, 1).size, 12);
      const ahead = asked(state, 2);
      assert.equal(ahead.size, most);
      // Frames are counted from 1, and the 2,001st of the store is the one that the case opens with, which is read from the other end.
      for (const frame of [2001, 2001 - most / 2 + 1, 2001 + most / 2 - 1]) {
        assert.ok(ahead.has(`/reading/s1/cases/2/series/0/frames/${frame}`), `slice ${frame}`);
      }
      await press(page, '1', '1', '8', '5');
      await page.getByText(/Saved at/).waitFor();
      assert.equal(asked(state, 2).size, most, 'before the case is opened');

      await press(page, 'lock');
      await shown(page, 2);
      await until(async () => asked(state, 2).size > most, true);
    }));
}
