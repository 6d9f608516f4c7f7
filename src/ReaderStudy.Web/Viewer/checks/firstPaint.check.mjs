// The opening slices are on the screen before the room's program is read, and are the same as those that stay.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ramp } from '../mock/hangingPhantom.mjs';
import { launch, until } from './browser.mjs';
import { press, roomIn, shown, visit, withoutLaterCode } from './room.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const pictures = (page) => page.locator('#reading-room[data-pictures="1"]');

/** Gives the page `greysOf`: the greys of a canvas from a place on, one byte a pixel, as base64. */
const teach = (page) =>
  page.addInitScript(() => {
    window.greysOf = (canvas, left = 0, top = 0, width = canvas.width, height = canvas.height) => {
      const copy = document.createElement('canvas');
      [copy.width, copy.height] = [width, height];
      const context = copy.getContext('2d');
      context.drawImage(canvas, left, top, width, height, 0, 0, width, height);
      const { data } = context.getImageData(0, 0, width, height);
      let bytes = '';
      for (let i = 0; i < data.length; i += 4) {
        bytes += String.fromCharCode(data[i]);
      }
      return btoa(bytes);
    };
  });

const bytesOf = (base64) => [...Buffer.from(base64, 'base64')];

/** All pixels of a canvas. */
const greys = async (canvas) => bytesOf(await canvas.evaluate((c) => window.greysOf(c)));

/** The 512 x 512 pixels in the middle of a view. */
const middle = async (canvas) =>
  bytesOf(await canvas.evaluate((c) => window.greysOf(c, Math.round((c.width - 512) / 2), Math.round((c.height - 512) / 2), 512, 512)));

/** How many pixels of a picture are not as they are drawn later. */
function differing(picture, later) {
  assert.equal(picture.length, 512 * 512);
  return picture.filter((grey, i) => grey !== later[i]).length;
}

/** A window in which a single phase's image has as many screen pixels as pixels. */
const oneToOne = [852, 544];

test('the opening slices are painted without Cornerstone, pixel for pixel as it draws them later', () =>
  roomIn(
    browser,
    { enters: false, phaseNames: ['arterial'] },
    async ({ page, address }) => {
      await teach(page);
      const letGo = await withoutLaterCode(page);
      await visit(page, address);
      await pictures(page).waitFor();
      const first = await greys(page.locator('canvas.first-paint'));
      assert.equal(await page.locator('.phase-view').count(), 0);
      await letGo();
      await shown(page, 1);
      const canvas = page.locator('.phase-view canvas');
      const { width, height } = await canvas.evaluate((c) => ({ width: c.width, height: c.height }));
      assert.ok(width >= 512 && height >= 512, `${width} x ${height}`);
      const later = await middle(canvas);
      const different = differing(first, later);
      assert.equal(different, 0, `${different} pixels differ of ${first.length}`);
    },
    oneToOne,
  ));

test('the pictures stay where they are when the room takes them over', () =>
  roomIn(browser, { enters: false, phaseNames: ['native', 'arterial', 'portal', 'delayed'] }, async ({ page, address }) => {
    const boxes = () =>
      page.locator('canvas.first-paint').evaluateAll((all) => all.map((c) => c.getBoundingClientRect()).map(({ x, y, width, height }) => [x, y, width, height].map(Math.round)));
    const letGo = await withoutLaterCode(page);
    await visit(page, address);
    await pictures(page).waitFor();
    const before = await boxes();
    assert.equal(before.length, 4);
    await letGo();
    await shown(page, 1);
    const after = await page
      .locator('.phase-view')
      .evaluateAll((all) => all.map((c) => c.getBoundingClientRect()).map(({ x, y, width, height }) => [x, y, width, height].map(Math.round)));
    assert.deepEqual(after, before);
    assert.equal(await page.locator('canvas.first-paint:visible').count(), 0);
  }));

test('the wheel scrolls the pictures while Cornerstone is still on its way, which then goes on at that slice', () =>
  roomIn(
    browser,
    { enters: false, phaseNames: ['arterial'] },
    async ({ page, address }) => {
      await teach(page);
      const letGo = await withoutLaterCode(page, ['stackViews', 'core', 'geometry', 'tools']);
      await visit(page, address);
      const corner = page.locator('.corner.bottom-left');
      const slice = async () => Number.parseInt(await corner.textContent(), 10);
      await until(async () => Number.isInteger(await slice()), true);
      const opening = await slice();
      await page.mouse.move(300, 300);
      await page.mouse.wheel(0, 100);
      await page.mouse.wheel(0, 100);
      await until(slice, opening + 2);
      const early = await greys(page.locator('canvas.first-paint'));
      assert.equal(await page.locator('.phase-view canvas').count(), 0);
      await letGo();
      await shown(page, 1);
      assert.equal(await slice(), opening + 2);
      const later = await middle(page.locator('.phase-view canvas'));
      assert.equal(differing(early, later), 0);
    },
    oneToOne,
  ));

test('the slices beside the opening one are there before Cornerstone is asked for, and wait for the wheel', () =>
  roomIn(browser, { enters: false, troubled: true, series: [ramp()] }, async ({ page, state, address }) => {
    const asked = [];
    page.on('request', (request) => /assets\/core-/.test(request.url()) && asked.push(request.url()));
    const letGo = await withoutLaterCode(page, ['stackViews', 'core', 'geometry', 'tools']);
    await visit(page, address);
    await until(() => asked.length, 1);
    await until(() => new Set(state.frameRequests).size, 3);
    // Nothing more comes over the link.
    state.failFrames = true;
    const corner = page.locator('.corner.bottom-left');
    const opening = Number.parseInt(await corner.textContent(), 10);
    await page.mouse.move(300, 300);
    await page.mouse.wheel(0, 100);
    await until(async () => Number.parseInt(await corner.textContent(), 10), opening + 1);
    assert.equal(await page.locator('.phase-view canvas').count(), 0);
    state.failFrames = false;
    await letGo();
    await shown(page, 1);
    assert.equal(Number.parseInt(await corner.textContent(), 10), opening + 1);
  }));

test('the next case stands in pictures before Cornerstone has drawn it, pixel for pixel as it draws them then', () =>
  roomIn(
    browser,
    { enters: false, phaseNames: ['arterial'] },
    async ({ page, address }) => {
      await teach(page);
      await visit(page, address);
      await shown(page, 1);
      await page.getByText('Next case ready').waitFor();
      await press(page, '1', '1', '8', '5');
      // Remembers the first frame in which pictures of the second case stand: what is on them, and whether the old image lies open beside them.
      await page.evaluate(() => {
        const room = document.getElementById('reading-room');
        const frame = () => {
          if (room.dataset.pictures !== '2') {
            requestAnimationFrame(frame);
            return;
          }
          const canvas = document.querySelector('canvas.first-paint');
          window.firstSeen = {
            covered: document.querySelector('.stage').classList.contains('covered'),
            visible: !canvas.hidden,
            ground: getComputedStyle(canvas).backgroundColor,
            words: document.querySelector('.corner.bottom-left').textContent,
            shown: room.dataset.shown,
            greys: window.greysOf(canvas),
          };
        };
        frame();
      });
      await press(page, 'lock');
      await shown(page, 2);
      const first = await page.evaluate(() => window.firstSeen);
      assert.deepEqual([first.covered, first.visible, first.ground, first.shown], [false, true, 'rgb(0, 0, 0)', '1']);
      const later = await middle(page.locator('.phase-view canvas'));
      assert.equal(await page.locator('.corner.bottom-left').textContent(), first.words);
      assert.equal(differing(bytesOf(first.greys), later), 0);
      assert.equal(await page.locator('canvas.first-paint:visible').count(), 0);
    },
    oneToOne,
  ));

test('the case and its geometry are asked for once', () =>
  roomIn(browser, { enters: false }, async ({ page, address }) => {
    const asked = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await visit(page, address);
    await shown(page, 1);
    const times = (path) => asked.filter((a) => a === `/reading/s1/${path}`).length;
    assert.deepEqual(['state', 'cases/1', 'cases/1/series/0/metadata', 'cases/1/series/1/metadata'].map(times), [0, 1, 1, 1]);
  }));

test('a page that brings no state asks for it', () =>
  roomIn(browser, { enters: false, inline: false }, async ({ page, address }) => {
    await visit(page, address);
    await shown(page, 1);
    await press(page, '1');
    await page.getByText(/Saved at/).waitFor();
  }));

test('no case is opened before the instructions were read', () =>
  roomIn(browser, { enters: false }, async ({ page, address }) => {
    const asked = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(`${address}/reading/s1`);
    await page.getByRole('dialog', { name: 'Instructions' }).waitFor();
    assert.equal(asked.filter((path) => path.includes('/cases/')).length, 0);
    await press(page, 'Enter');
    await shown(page, 1);
  }));

test('a first picture that does not come keeps nobody from reading the others', () =>
  roomIn(browser, { enters: false }, async ({ page, state, address }) => {
    state.failFrames = true;
    await visit(page, address);
    await shown(page, 1);
    assert.equal(await page.getByText('These images could not be loaded.').count(), 2);
    state.failFrames = false;
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await page.locator('.phase-trouble:visible').first().waitFor({ state: 'detached' }).catch(() => undefined);
    await press(page, '1');
    await page.getByText(/Saved at/).waitFor();
  }));
