// One window over two screens: nothing that is read lies across the edge between them, and the questions stand beside it.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { conducts } from '../mock/conducts.mjs';
import { ramp, windows } from '../mock/hangingPhantom.mjs';
import { stains } from '../mock/pictures.mjs';
import { glossary } from '../mock/questions.mjs';
import { axe, launch, until } from './browser.mjs';
import { press, roomIn, visit, withoutLaterCode } from './room.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const fourK = [7680, 2160];
const fullHd = [3840, 1080];
const four = ['native', 'arterial', 'portal', 'delayed'];
const hung = (viewports) => ({ session: { hanging: { phases: [], windows, linkScrolling: true, viewports } } });
const six = { series: [ramp()], ...hung(['axial', 'coronal', 'sagittal', 'axial', 'coronal', 'sagittal'].map((orientation) => ({ phase: 'arterial', orientation }))) };
const inRoom = (options, check, size = fullHd) => roomIn(browser, options, (room) => check(room, size[0] / 2), size);

const boxes = (page, what) => page.locator(what).evaluateAll((nodes) => nodes.map((node) => node.getBoundingClientRect()).filter(({ width }) => width > 0).map(({ left, right, top, bottom }) => ({ left, right, top, bottom })));
const isAcross = (edge) => ({ left, right }) => left < edge - 1 && right > edge + 1;
const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;

/** The viewports, in their order from the left screen to the right one: none across the edge, none over another or under the questions. */
async function apart(page, edge, left, right, what = '.phase') {
  const [[column], found] = [await boxes(page, '.column'), await boxes(page, what)];
  assert.deepEqual(found.filter(isAcross(edge)), []);
  assert.deepEqual([found.filter((box) => box.right <= edge + 1).length, found.filter((box) => box.left >= edge - 1).length], [left, right]);
  assert.ok(found.slice(0, left).every((box) => box.right <= edge + 1), 'the first ones stand on the left');
  assert.ok(found.every((box, i) => [column, ...found.slice(i + 1)].every((other) => !meet(box, other))), 'each has its own place');
  return found;
}

/** What is drawn in a viewport has its size. */
const isDrawnWhole = (page) =>
  page.locator('.phase').evaluateAll((phases) =>
    phases.map((phase) => {
      const [canvas, box] = [phase.querySelector('.phase-view canvas'), phase.getBoundingClientRect()];
      return Math.abs(canvas.width / devicePixelRatio - box.width) <= 1 && Math.abs(canvas.height / devicePixelRatio - box.height) <= 1;
    }),
  );

describe('two screens', () => {
  test('of 3840 x 2160: four phases, two on each, the questions where the screens meet, and letters that are read from afar', () =>
    inRoom(
      { phaseNames: four },
      async ({ page }, edge) => {
        const found = await apart(page, edge, 2, 2);
        // By hand: half a screen each on the left; on the right what 560 pixels of questions leave.
        assert.ok(found.every(({ left, right }, i) => Math.abs(right - left - (i < 2 ? 1920 : 1640)) <= 3));
        await until(() => isDrawnWhole(page), [true, true, true, true], 20_000);
        const [column] = await boxes(page, '.column');
        assert.deepEqual([column.left, column.right, column.bottom], [3840, 4400, 2160]);
        const smallest = await page.evaluate(() => Math.min(...[...document.querySelectorAll('.column *, .toolbar *, .phase-overlay *')].filter((n) => n.checkVisibility() && n.textContent.trim() !== '').map((n) => parseFloat(getComputedStyle(n).fontSize))));
        assert.ok(smallest >= 18, `letters of ${smallest} pixels`);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
      },
      fourK,
    ));

  for (const [names, left, right] of [
    [four.slice(0, 1), 1, 0],
    [four.slice(0, 2), 1, 1],
    [four.slice(0, 3), 2, 1],
  ]) {
    test(`${names.length} of the phases: ${left} on the left, ${right} on the right`, () => inRoom({ phaseNames: names }, ({ page }, edge) => apart(page, edge, left, right)));
  }

  test('six viewports: three on each', () => inRoom(six, ({ page }, edge) => apart(page, edge, 3, 3)));

  test('a phase is enlarged over its own screen, and what the other one shows is told as seen with it', () =>
    inRoom({ phaseNames: four }, async ({ page, state }, edge) => {
      await press(page, 'x');
      await page.locator('.phase.large').waitFor();
      const [large] = await boxes(page, '.phase.large');
      assert.deepEqual([large.left, Math.round(large.right)], [0, edge]);
      const others = (await boxes(page, '.phase:not(.large)')).filter((box) => !meet(box, large));
      assert.equal(others.length, 2);
      await until(async () => (await isDrawnWhole(page))[0], true);
      const before = state.seen.length;
      await page.evaluate(() => {
        Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
        document.dispatchEvent(new Event('visibilitychange'));
      });
      // Of the second phase, which lies behind, no more than before it was.
      await until(async () => state.seen.length > before, true);
      const time = (index) => state.seen.flatMap((b) => b.series).filter((s) => s.index === index).reduce((sum, s) => sum + s.slices.filter((_, i) => i % 2 === 1).reduce((a, b) => a + b, 0), 0);
      assert.ok(time(2) > time(1) && time(3) > time(1), [0, 1, 2, 3].map(time).join());
    }));

  test('the questions change to the other side of the edge, and the images are drawn in the room that is left', () =>
    inRoom({ phaseNames: four }, async ({ page }, edge) => {
      await press(page, 's');
      await until(async () => Math.round((await boxes(page, '.column'))[0].right), edge);
      await apart(page, edge, 2, 2);
      await until(() => isDrawnWhole(page), [true, true, true, true]);
    }));

  test('slides stand on a screen each; beside images they have one to themselves', async () => {
    await inRoom({ phaseNames: [], pictures: [stains.he, stains.psr] }, ({ page }, edge) => apart(page, edge, 1, 1, '.picture'));
    await inRoom({ phaseNames: four.slice(0, 2), pictures: [stains.he] }, async ({ page }, edge) => {
      await apart(page, edge, 2, 1);
      await apart(page, edge, 0, 1, '.picture');
    });
  });

  test('what opens over the page opens on one of them', () =>
    inRoom({ phaseNames: four, conduct: conducts.sequential, session: { glossary } }, async ({ page }, edge) => {
      for (const key of ['Shift+?', 'i', 'g']) {
        await press(page, key);
        await page.locator('dialog[open]').waitFor();
        assert.deepEqual((await boxes(page, 'dialog[open]')).map(isAcross(edge)), [false]);
        await press(page, 'Escape');
        await page.locator('dialog[open]').waitFor({ state: 'detached' });
      }
      assert.deepEqual((await boxes(page, '.toolbar .tool')).filter(isAcross(edge)), []);
      await axe(page);
    }));

  test('at the end of a session the words stand on one of them', () =>
    inRoom({ phaseNames: ['arterial'], total: 1 }, async ({ page }, edge) => {
      await press(page, '2', '1', '8', '0', 'lock');
      await page.getByText('This session is finished').waitFor();
      assert.deepEqual((await boxes(page, '.whole-page > *')).filter(isAcross(edge)), []);
    }));

  test('the first pictures stand where the room hangs the images', () =>
    roomIn(
      browser,
      { enters: false, phaseNames: four },
      async ({ page, address }) => {
        const letGo = await withoutLaterCode(page);
        await visit(page, address);
        await page.locator('[data-pictures="1"]').waitFor();
        const early = await boxes(page, '.phase');
        await letGo();
        await page.locator('[data-shown="1"]').waitFor();
        assert.deepEqual(await boxes(page, '.phase'), early);
      },
      fullHd,
    ));
});
