// Keys of one's own, the terms of the study, undo of the view, fingers, and what axe finds, in the built page.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { conducts } from '../mock/conducts.mjs';
import { everyKind, glossary } from '../mock/questions.mjs';
import { axe, launch, until } from './browser.mjs';
import { press, rested, roomIn, shown } from './room.mjs';

let browser;
before(async () => {
  browser = await launch(['--touch-events=enabled']);
});
after(() => browser.close());

const inRoom = (options, check, size) => roomIn(browser, options, check, size);
const corner = (page, place, where) => page.locator('.phase').nth(place).locator(`.corner.${where}`);
const slice = (page, place) => async () => Number((await corner(page, place, 'bottom-left').textContent()).split('/')[0]);
const windowText = (page) => () => corner(page, 0, 'bottom-right').textContent();
const noSideways = async (page) =>
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);

describe('keys of one’s own', () => {
  const change = async (page, what, ...keys) => {
    await press(page, 'Shift+?');
    await page.getByRole('button', { name: 'Change keys' }).click();
    await page.getByRole('button', { name: what }).click();
    await press(page, ...keys);
  };

  test('a command obeys its new key, which stands on its button and on the help sheet, also after a reload', () =>
    inRoom({}, async ({ page }) => {
      await press(page, 't');
      await until(windowText(page), 'W 1800  L 400');
      await change(page, /^Fit:/, ';');
      await until(async () => (await page.locator('.keys-said').textContent()).startsWith(';: Fit'), true);
      await press(page, 'Escape', 'Escape');
      assert.equal(await page.getByRole('button', { name: 'Fit' }).locator('kbd').textContent(), ';');
      await press(page, 'f');
      assert.equal(await windowText(page)(), 'W 1800  L 400');
      await press(page, ';');
      await until(windowText(page), 'W 180  L 90');
      await page.reload();
      await shown(page, 1);
      assert.equal(await page.getByRole('button', { name: 'Fit' }).locator('kbd').textContent(), ';');
      await press(page, 't', ';');
      await until(windowText(page), 'W 180  L 90');
      await press(page, 'Shift+?');
      const row = page.getByRole('dialog', { name: 'Keys' }).locator('dd', { hasText: 'Fit:' });
      assert.equal(await row.evaluate((dd) => dd.previousElementSibling.textContent), ';');
    }));

  test('a key that is taken is told, and taken over by pressing it once more; a reset brings all back', () =>
    inRoom({}, async ({ page }) => {
      await change(page, /^Fit:/, 'l');
      await until(async () => (await page.locator('.keys-said').textContent()).includes('L is the key of “Link'), true);
      await press(page, 'l');
      await until(async () => (await page.locator('.keys-said').textContent()).includes('has no key now'), true);
      await page.getByRole('button', { name: /^First slice/ }).click();
      await press(page, '5');
      await until(async () => (await page.locator('.keys-said').textContent()).startsWith('5 keeps its meaning'), true);
      await axe(page);
      await press(page, 'Escape');
      await page.getByRole('button', { name: 'All keys as they were' }).click();
      await press(page, 'Escape', 'Escape');
      assert.equal(await page.getByRole('button', { name: 'Fit' }).locator('kbd').textContent(), 'F');
      await press(page, 'l');
      await page.getByRole('button', { name: 'Unlinked' }).waitFor();
    }));
});

test('slices, windows and zoom are undone and redone', () =>
  inRoom({}, async ({ page }) => {
    const start = await slice(page, 0)();
    await press(page, 'PageDown');
    await until(slice(page, 0), start + 5);
    await rested(page);
    await press(page, 't');
    await until(windowText(page), 'W 1800  L 400');
    await rested(page);
    await press(page, 'z');
    await until(windowText(page), 'W 180  L 90');
    assert.equal(await slice(page, 0)(), start + 5);
    await press(page, 'z');
    await until(slice(page, 0), start);
    await press(page, 'Shift+Z', 'Shift+Z');
    await until(windowText(page), 'W 1800  L 400');
    await until(slice(page, 0), start + 5);
  }));

test('the terms of the study are one key away, with a search', () =>
  inRoom({ session: { glossary } }, async ({ page }) => {
    await press(page, 'g');
    const terms = page.getByRole('dialog', { name: 'Terms' });
    await terms.waitFor();
    assert.equal(await terms.locator('dt:visible').count(), 3);
    await page.keyboard.type('six months');
    await until(() => terms.locator('dt:visible').allTextContents(), ['Threshold growth']);
    await axe(page);
    await press(page, 'Escape');
    await until(() => terms.isVisible(), false);
    await press(page, '2');
    await until(() => page.getByRole('radio', { name: 'Malignant' }).getAttribute('aria-checked'), 'true');
  }));

test('a screen reader hears the slice and the window once they rest', () =>
  inRoom({}, async ({ page }) => {
    await press(page, 'ArrowDown', 'ArrowDown', 't');
    await until(async () => /slice 14 of \d+, window 1800, level 400/.test(await page.locator('.stage > [role=status]').textContent()), true);
  }));

describe('fingers', () => {
  const touch = async (page, type, ...points) => {
    const client = (page.touchClient ??= await page.context().newCDPSession(page));
    await client.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
  };

  test('one scrolls through the slices of all phases', () =>
    inRoom({}, async ({ page }) => {
      const start = await slice(page, 0)();
      await touch(page, 'touchStart', [250, 300]);
      for (let y = 320; y <= 420; y += 20) {
        await touch(page, 'touchMove', [250, y]);
      }
      await touch(page, 'touchEnd');
      await until(async () => (await slice(page, 0)()) > start + 2, true);
      assert.equal(await windowText(page)(), 'W 180  L 90');
    }));

  test('two zoom, and Z takes it back', () =>
    inRoom({ phaseNames: ['arterial'] }, async ({ page }) => {
      const canvas = page.locator('.phase-view canvas').first();
      const pixels = () =>
        canvas.evaluate((c) => {
          const copy = document.createElement('canvas');
          [copy.width, copy.height] = [c.width, c.height];
          const context = copy.getContext('2d');
          context.drawImage(c, 0, 0);
          return [...context.getImageData(0, 0, c.width, c.height).data.filter((_, i) => i % 64 === 0)];
        });
      const before = await pixels();
      const apart = async () => (await pixels()).reduce((sum, value, i) => sum + Math.abs(value - before[i]), 0) / before.length;
      await touch(page, 'touchStart', [400, 400], [500, 400]);
      await touch(page, 'touchMove', [350, 400], [550, 400]);
      await touch(page, 'touchMove', [300, 400], [600, 400]);
      await touch(page, 'touchEnd');
      await until(async () => (await apart()) > 5, true);
      await press(page, 'z');
      await until(async () => (await apart()) < 0.5, true);
    }));
});

describe('no serious finding of axe, and nothing wider than the screen', () => {
  for (const [width, height] of [
    [1366, 768],
    [3840, 2160],
    [7680, 2160],
  ]) {
    test(`with every kind of question, its sheets and a locked case at ${width}x${height}`, () =>
      inRoom(
        { extraQuestions: everyKind, session: { glossary }, conduct: conducts.concurrent },
        async ({ page }) => {
          await axe(page);
          await noSideways(page);
          await press(page, '2', '1', '8', '0');
          await page.getByRole('group', { name: 'Largest diameter', exact: true }).click({ position: { x: 5, y: 5 } });
          await press(page, '4');
          await axe(page);
          await press(page, '5');
          await page.getByRole('group', { name: 'Which LI-RADS category?', exact: true }).click({ position: { x: 5, y: 5 } });
          await press(page, 'a');
          await axe(page);
          await noSideways(page);
          await press(page, 'Escape');
          await until(() => page.locator('dialog[open]').count(), 0);
          await press(page, 'Shift+?');
          await page.getByRole('button', { name: 'Change keys' }).waitFor();
          await axe(page);
          await page.getByRole('button', { name: 'Change keys' }).click();
          await axe(page);
          await press(page, 'Escape', 'Escape');
          await until(() => page.locator('dialog[open]').count(), 0);
          await press(page, 'k');
          await page.locator('dialog[open]').waitFor();
          await axe(page);
          await press(page, 'Escape');
        },
        [width, height],
      ));
  }
});

test('with reduced motion nothing moves by itself', () =>
  inRoom({}, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const moving = await page.evaluate(() =>
      [...document.querySelectorAll('*')].filter((e) => {
        const { animationDuration, transitionDuration } = getComputedStyle(e);
        return [animationDuration, transitionDuration].some((d) => d.split(',').some((t) => Number.parseFloat(t) > 0));
      }).length,
    );
    assert.equal(moving, 0);
  }));

test('Tab goes through the questions, and back into the column from the last', () =>
  inRoom({ extraQuestions: everyKind.slice(0, 2) }, async ({ page }) => {
    await press(page, '2', '1', '8', '0');
    const named = () => page.evaluate(() => document.activeElement.closest('.question')?.querySelector('.question-title').firstChild.textContent ?? '');
    await press(page, 'Tab');
    await until(named, 'Which features do you see?');
    await press(page, 'Tab');
    await until(named, 'Largest diameter');
    await press(page, 'Shift+Tab');
    await until(named, 'Which features do you see?');
  }));
