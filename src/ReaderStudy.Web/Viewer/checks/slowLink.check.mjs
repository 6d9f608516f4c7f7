// On a slow link slices come as lossless HTJ2K; what is on the screen is the same, pixel for pixel.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { canCompress } from '../mock/htj2k.mjs';
import { enter, launch, until } from './browser.mjs';
import { press, roomIn, shown } from './room.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** Bytes a second; 8 Mbit/s. */
const slow = 1_000_000;

async function narrow(page, link) {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.emulateNetworkConditions', { offline: false, latency: 5, downloadThroughput: link, uploadThroughput: link });
}

/**
 * Scrolls off the opening slice; returns what is drawn of the phases, at which slices, and in which syntaxes the slices came.
 * @param expected The slices to wait for; null: those that stand there once nothing loads any more.
 */
async function scrolled(link, expected) {
  const types = new Set();
  let [drawn, places] = [[], []];
  await roomIn(browser, { enters: false }, async ({ page, address }) => {
    page.on('response', (response) => {
      if (/frames\/\d+$/.test(response.url())) {
        types.add(/transfer-syntax=([\d.]+)/.exec(response.headers()['content-type'])?.[1]);
      }
    });
    if (link !== null) {
      await narrow(page, link);
    }
    await enter(page, address);
    for (let step = 1; step <= 4; step += 1) {
      await page.keyboard.press('ArrowDown');
      await page.locator('.corner.bottom-left', { hasText: `${12 + step} / 24` }).waitFor();
    }
    const corners = () => page.locator('.corner.bottom-left').allTextContents();
    if (expected === null) {
      await page.waitForLoadState('networkidle');
    } else {
      await until(corners, expected, 30_000);
    }
    places = await corners();
    await page.waitForFunction(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(true)))));
    drawn = await page.locator('.phase-view canvas').evaluateAll((all) => all.map((canvas) => canvas.toDataURL()));
  });
  return { types: [...types].sort(), drawn, places };
}

test('slow: compressed without loss, and drawn as before', { skip: canCompress ? false : 'needs ojph_compress' }, async () => {
  const fast = await scrolled(null, null);
  const compact = await scrolled(slow, fast.places);
  assert.deepEqual(fast.types, ['1.2.840.10008.1.2.1']);
  assert.ok(compact.types.includes('1.2.840.10008.1.2.4.202'), compact.types.join());
  assert.deepEqual(compact.drawn, fast.drawn);
});

test('slow since a reload: what the browser still had tells nothing, and what comes next is compressed', { skip: canCompress ? false : 'needs ojph_compress' }, () =>
  roomIn(browser, { phaseNames: ['arterial'] }, async ({ page }) => {
    await page.getByText('Next case ready').waitFor();
    await narrow(page, slow);
    const types = new Set();
    page.on('response', (response) => {
      if (/cases\/3\/.*frames\/\d+$/.test(response.url())) {
        types.add(/transfer-syntax=([\d.]+)/.exec(response.headers()['content-type'])?.[1]);
      }
    });
    await page.reload();
    await shown(page, 1);
    await press(page, '2', '3', '7', 'lock');
    await shown(page, 2);
    await until(async () => types.has('1.2.840.10008.1.2.4.202'), true, 60_000);
  }));
