// Zoom, shift and a free window without a mouse: on the viewport that takes the keys, and on those that go with it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, until } from './browser.mjs';
import { lit } from './drawn.mjs';
import { press, roomIn } from './room.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const windows = async (page) => page.locator('.corner.bottom-right').allTextContents();
const [zoomIn, zoomOut] = ['Shift+PageUp', 'Shift+PageDown'];

/** A viewport's two landmarks: where the first one is, and how far it is to the second. */
async function seen(page, place) {
  const [a, b] = await lit(page, place);
  return a === undefined || b === undefined ? null : { x: a.x, y: a.y, apart: Math.hypot(b.x - a.x, b.y - a.y) };
}

/** Whether both viewports are zoomed by so much against how they were, the first one is shifted by so many pixels, and the other one has followed. */
async function isSeen(page, before, [zooms, across, down]) {
  const [one, other] = await Promise.all([seen(page, 0), seen(page, 1)]);
  const zoomed = [one, other].every((view, i) => view !== null && Math.abs(view.apart / before[i].apart - zooms[i]) < 0.03);
  const shifted = zoomed && Math.abs(one.x - before[0].x - across) < 2 && Math.abs(one.y - before[0].y - down) < 2;
  return shifted && (across === 0 || ((other.x - before[1].x) / across > 0.5 && (other.y - before[1].y) / down > 0.5));
}

/** Undoes until it is as expected: what a slow machine drew apart is more than one step. */
async function back(page, what, expected) {
  for (let steps = 0; steps < 6; steps += 1) {
    await press(page, 'z');
    if (await until(what, expected, 1500).then(() => true, () => false)) {
      return;
    }
  }
  assert.equal(await what(), expected);
}

/** A change that has rested is a step that is undone by itself. */
const rest = (page) => page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));

test('zoom, shift and window are set by keyboard alone, together as by the mouse, and undone step by step', () =>
  roomIn(browser, { phaseNames: ['thick', 'thin'] }, async ({ page }) => {
    await page.evaluate(() => {
      window.mouseUsed = 0;
      ['pointerdown', 'mousedown', 'wheel', 'touchstart'].forEach((what) => window.addEventListener(what, () => (window.mouseUsed += 1), { capture: true }));
    });
    const start = await Promise.all([seen(page, 0), seen(page, 1)]);
    const size = await page.locator('.phase-view').first().evaluate((view) => ({ width: view.clientWidth, height: view.clientHeight }));
    const [across, down] = [size.width / 10, size.height / 10];

    // What is looked at lies further to the right and up: the image moves to the left and down.
    await press(page, 'Control+Shift+ArrowRight', 'Control+Shift+ArrowUp');
    await until(() => isSeen(page, start, [[1, 1], -across, down]), true);
    await rest(page);
    await press(page, 'Control+Shift+ArrowLeft', 'Control+Shift+ArrowDown');
    await until(() => isSeen(page, start, [[1, 1], 0, 0]), true);
    await rest(page);

    const landmarks = async () => (await Promise.all([seen(page, 0), seen(page, 1)])).map((view, i) => (view === null ? 0 : Math.round((view.apart / start[i].apart) * 20) / 20));
    await press(page, zoomIn);
    await until(landmarks, [1.2, 1.2]);
    await rest(page);
    await press(page, 'Shift+F', 'Shift+J', zoomOut);
    // Each alone now: only the second one, which took the keys, is as it was.
    await until(landmarks, [1.2, 1]);
    await rest(page);

    assert.deepEqual(await windows(page), ['W 180  L 90', 'W 180  L 90']);
    await press(page, 'Control+ArrowRight');
    await until(() => windows(page), ['W 198  L 90', 'W 198  L 90']);
    await press(page, 'Shift+E');
    await until(() => windows(page), ['W 198  L 80', 'W 198  L 80']);
    await press(page, 'Shift+Q', 'Control+ArrowLeft');
    await until(() => windows(page), ['W 178  L 90', 'W 178  L 90']);
    await rest(page);

    await back(page, async () => (await windows(page)).join(), 'W 180  L 90,W 180  L 90');
    await back(page, async () => (await landmarks()).join(), '1.2,1.2');
    await back(page, () => isSeen(page, start, [[1, 1], 0, 0]), true);
    await back(page, () => isSeen(page, start, [[1, 1], -across, down]), true);
    await back(page, () => isSeen(page, start, [[1, 1], 0, 0]), true);
    assert.equal(await page.evaluate(() => window.mouseUsed), 0);
  }));

test('only viewports of one window go together', () =>
  roomIn(
    browser,
    {
      phaseNames: ['thick', 'thin'],
      session: {
        hanging: {
          phases: [],
          linkScrolling: true,
          windows: [
            { name: 'Liver', center: 90, width: 180 },
            { name: 'Bone', center: 400, width: 1800 },
          ],
          viewports: [
            { phase: 'native', window: 'Liver' },
            { phase: 'arterial', window: 'Bone' },
          ],
        },
      },
    },
    async ({ page }) => {
      assert.deepEqual(await windows(page), ['W 180  L 90', 'W 1800  L 400']);
      await press(page, 'Shift+J', 'Control+ArrowLeft', 'Shift+Q');
      await until(() => windows(page), ['W 180  L 90', 'W 1620  L 481']);
    },
  ));

test('the sheet of keys says how', () =>
  roomIn(browser, {}, async ({ page }) => {
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keys' });
    for (const words of ['Zoom in', 'Zoom out', 'Look further to the left', 'Narrower: more contrast', 'Brighter']) {
      assert.ok(await sheet.getByText(words, { exact: true }).isVisible(), words);
    }
  }));
