// Loops in colours: they play, and colours stay what they are.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { enter, launch, listen, until as untilIn } from './browser.mjs';
import { mockServer } from '../mock/server.mjs';
import { drawnFrames, press, roomIn } from './room.mjs';

/** On a busy machine a loop takes its time to begin. */
const until = (what, expected) => untilIn(what, expected, 20_000);

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const inRoom = (check, options) => roomIn(browser, { phaseNames: ['ultrasound'], ...options }, check);
const frame = (page) =>
  page
    .locator('.corner.bottom-left')
    .first()
    .textContent()
    .then((t) => Number(t.split('/')[0]));
const playing = (page) => page.locator('.loop-bar').getAttribute('data-playing');

/** The colours in the upper and the lower half, far from the line. */
const colours = (page) =>
  page.locator('.phase').evaluate((phase) => {
    const canvas = phase.querySelector('.phase-view canvas');
    const copy = document.createElement('canvas');
    [copy.width, copy.height] = [canvas.width, canvas.height];
    const context = copy.getContext('2d');
    context.drawImage(canvas, 0, 0);
    // The loop is 160 by 120 in a view that is wider: its height fills it.
    const at = (x, y) => [...context.getImageData(canvas.width / 2 + ((x - 80) * canvas.height) / 120, (y * canvas.height) / 120, 1, 1).data.slice(0, 3)];
    return [at(8, 30), at(8, 90)];
  });
const shownRight = [
  [0, 180, 0],
  [0, 0, 180],
];

describe('a loop', () => {
  test('starts by itself, stops and goes on with P, and is scrolled frame by frame', () =>
    inRoom(async ({ page }) => {
      await until(() => playing(page), 'true');
      const first = await frame(page);
      await until(async () => (await frame(page)) !== first, true);
      await press(page, 'p');
      await until(() => playing(page), 'false');
      // A frame that was on its way is drawn.
      let stopped = await frame(page);
      await until(async () => {
        const before = stopped;
        await drawnFrames(page);
        stopped = await frame(page);
        return stopped === before;
      }, true);
      await press(page, 'ArrowDown');
      await until(() => frame(page), Math.min(24, stopped + 1));
      await press(page, 'Home');
      await until(() => frame(page), 1);
      await press(page, 'p');
      await until(() => playing(page), 'true');
      await page.getByRole('button', { name: /Pause/ }).click();
      await until(() => playing(page), 'false');
    }));

  test('has the speed of its recording, faster and slower by keys, and a slider to any frame', () =>
    inRoom(async ({ page }) => {
      assert.equal(await page.locator('.loop-rate').textContent(), '20 / s');
      await press(page, ']');
      await until(() => page.locator('.loop-rate').textContent(), '25 / s');
      await press(page, '[', '[');
      await until(() => page.locator('.loop-rate').textContent(), '16 / s');
      await page.getByRole('slider', { name: 'Frame' }).fill('11');
      await until(() => frame(page), 12);
      assert.equal(await playing(page), 'false');
    }));

  test('that the reader took in hand before all frames were there does not start by itself', () =>
    inRoom(
      async ({ page, address }) => {
        const held = [];
        await page.route(/cases\/1\/series\/0\/frames\/20$/, (route) => void held.push(route));
        await enter(page, address);
        await until(() => held.length, 1);
        await page.getByRole('slider', { name: 'Frame' }).fill('11');
        await until(() => frame(page), 12);
        const last = page.waitForResponse(/cases\/1\/series\/0\/frames\/20$/);
        await held[0].continue();
        await last;
        await page.getByText('Next case ready').waitFor();
        assert.equal(await playing(page), 'false');
        assert.equal(await frame(page), 12);
      },
      { enters: false },
    ));

  test('does not start by itself where motion is to be reduced', async () => {
    const { server } = await mockServer({ phaseNames: ['ultrasound'] });
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, reducedMotion: 'reduce' });
    try {
      const page = await context.newPage();
      await enter(page, await listen(server));
      await page.getByText('Next case ready').waitFor();
      assert.equal(await playing(page), 'false');
      assert.equal(await frame(page), 1);
    } finally {
      await context.close();
      server.closeAllConnections();
      server.close();
    }
  });
});

describe('colours', () => {
  test('are those of the image, and no window key or drag changes them', () =>
    inRoom(async ({ page }) => {
      await until(() => playing(page), 'true');
      await press(page, 'p');
      await until(() => playing(page), 'false');
      await press(page, 'End');
      await until(() => frame(page), 24);
      await until(() => colours(page), shownRight);
      await press(page, 'q', 'w', 'e');
      await until(() => colours(page), shownRight);
      await page.mouse.move(400, 400);
      await page.mouse.down();
      await page.mouse.move(520, 300, { steps: 5 });
      await page.mouse.up();
      await until(() => colours(page), shownRight);
      await press(page, 'f');
      await until(() => colours(page), shownRight);
    }));
});
