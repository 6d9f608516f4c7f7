// Viewports by the protocol: planes, slabs, the earlier exam, and how a reader brings phases together.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { pixel, ramp, valueAt, windows } from '../mock/hangingPhantom.mjs';
import { axe, launch, until } from './browser.mjs';
import { press, roomIn, shown } from './room.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const arterial = ramp();
const portal = ramp({ phase: 'portal-venous', sliceCount: 40, spacing: 4, start: 500, space: 'p' });
const prior = ramp({ prior: true, space: 'old', start: 200 });

/** A room with these viewports. */
const inRoom = ({ viewports, series = [arterial, portal, prior], ...hanging }, check, size) =>
  roomIn(browser, { total: 2, series, session: { hanging: { phases: [], windows, linkScrolling: true, viewports, ...hanging } } }, check, size);

const phase = (page, place) => page.locator('.phase').nth(place);
const label = (page, place) => phase(page, place).locator('.phase-label').textContent();
const labels = async (page) => page.locator('.phase-label').allTextContents();
const sliceOf = async (page, place) => Number((await phase(page, place).locator('.corner.bottom-left').textContent()).split('/')[0]);
const slices = (page, ...places) => async () => Promise.all(places.map((p) => sliceOf(page, p)));

async function over(page, place, x = 0.5, y = 0.5) {
  const box = await phase(page, place).boundingBox();
  await page.mouse.move(box.x + box.width * x, box.y + box.height * y);
}

async function wheel(page, place, steps) {
  await over(page, place);
  for (let i = 0; i < Math.abs(steps); i += 1) {
    await page.mouse.wheel(0, Math.sign(steps) * 100);
  }
}

/** HU of a pixel of the image as it is drawn, by its window of 0 to 1000; the image fits into the viewport. */
const hounsfieldAt = (page, place, { columns, rows, column, row }) =>
  phase(page, place).evaluate(
    (node, at) => {
      const canvas = node.querySelector('.phase-view canvas');
      const copy = document.createElement('canvas');
      [copy.width, copy.height] = [canvas.width, canvas.height];
      const context = copy.getContext('2d');
      context.drawImage(canvas, 0, 0);
      const scale = Math.min(canvas.width / at.columns, canvas.height / at.rows);
      const x = canvas.width / 2 + (at.column + 0.5 - at.columns / 2) * scale;
      const y = canvas.height / 2 + (at.row + 0.5 - at.rows / 2) * scale;
      return (context.getImageData(Math.round(x), Math.round(y), 1, 1).data[0] / 255) * 1000;
    },
    { columns, rows, column, row },
  );

/** What is drawn there is, or comes to be, so many HU. */
async function near(page, place, at, expected, what) {
  let got = NaN;
  await until(async () => {
    got = await hounsfieldAt(page, place, at);
    return Math.abs(got - expected) <= 10;
  }, true).catch((error) => assert.fail(`${what}: ${got.toFixed(1)} instead of ${expected}: ${error.message}`));
}

/** Of a coronal or sagittal slice: pixels of 4 mm, head on top. */
const upright = { columns: 64, rows: (19 * 8) / pixel + 1 };

describe('viewports of the protocol', () => {
  const six = [
    { phase: 'arterial' },
    { phase: 'portal-venous' },
    { prior: true },
    { phase: 'arterial', orientation: 'coronal' },
    { phase: 'arterial', orientation: 'sagittal', window: 'Wide', opening: 0 },
    { phase: 'delayed', slab: { kind: 'maximum', thickness: 20 } },
  ];

  for (const [width, height] of [
    [1366, 768],
    [1920, 1080],
    [3840, 2160],
  ]) {
    test(`six viewports at ${width} x ${height}, each with its label, none over another`, () =>
      inRoom(
        { viewports: six },
        async ({ page }) => {
          assert.deepEqual(await labels(page), ['AP', 'PVP', 'Prior AP', 'AP coronal', 'AP sagittal', 'Delayed']);
          assert.equal(await phase(page, 5).locator('.phase-trouble').innerText(), 'This case has no Delayed images.');
          const boxes = await page.locator('.phase').evaluateAll((all) => all.map((p) => p.getBoundingClientRect().toJSON()));
          const stage = await page.locator('.stage').boundingBox();
          boxes.forEach((a, i) => {
            assert.ok(a.left >= stage.x - 1 && a.top >= stage.y - 1 && a.right <= stage.x + stage.width + 1 && a.bottom <= stage.y + stage.height + 1, `viewport ${i} leaves the stage`);
            boxes.slice(i + 1).forEach((b) => assert.ok(a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top, `viewport ${i} lies over another`));
          });
          assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth && document.documentElement.scrollHeight <= innerHeight), true);
          const buttons = await page.getByRole('toolbar', { name: 'Images' }).locator('button').evaluateAll((all) => all.map((b) => b.getBoundingClientRect().right));
          const toolbar = await page.getByRole('toolbar', { name: 'Images' }).boundingBox();
          assert.ok(Math.max(...buttons) <= toolbar.x + toolbar.width, 'the toolbar overflows');
          assert.equal(await sliceOf(page, 4), 1);
          assert.match(await phase(page, 4).locator('.corner.bottom-right').textContent(), /W 4000/);
          if (width === 1366) {
            await axe(page);
          }
        },
        [width, height],
      ));
  }

  test('the earlier exam never says when it was, and nothing of it is asked for where it does not hang', () =>
    inRoom({ viewports: [{ phase: 'arterial' }] }, async ({ page, state }) => {
      assert.deepEqual(await labels(page), ['AP']);
      assert.deepEqual([...new Set(state.frameRequests.map((r) => r.split('/')[6]))], ['0']);
    }));

  test('a window is set for the viewports that opened with the same one', () =>
    inRoom({ viewports: [{ phase: 'arterial' }, { phase: 'arterial', window: 'Wide' }] }, async ({ page }) => {
      const window = (place) => phase(page, place).locator('.corner.bottom-right').textContent();
      assert.deepEqual([await window(0), await window(1)], ['W 1000  L 500', 'W 4000  L 500']);
      await press(page, 'Shift+J', 'q');
      await until(() => window(1), 'W 1000  L 500');
      await press(page, 'f');
      await until(() => window(1), 'W 4000  L 500');
      assert.equal(await window(0), 'W 1000  L 500');
    }));
});

describe('planes and slabs', () => {
  test('a coronal and a sagittal slice show the voxels that lie there', () =>
    inRoom({ viewports: [{ phase: 'arterial', orientation: 'coronal' }, { phase: 'arterial', orientation: 'sagittal' }] }, async ({ page }) => {
      await until(slices(page, 0, 1), [33, 33]);
      for (const [column, row] of [
        [10, 4],
        [40, 20],
        [60, 37],
      ]) {
        const slice = 19 - (row * pixel) / 8;
        await near(page, 0, { ...upright, column, row }, valueAt(column, 32, slice), `coronal ${column}, ${row}`);
        await near(page, 1, { ...upright, column, row }, valueAt(32, column, slice), `sagittal ${column}, ${row}`);
      }
      await wheel(page, 0, 5);
      await until(slices(page, 0, 1), [38, 33]);
      await near(page, 0, { ...upright, column: 20, row: 10 }, valueAt(20, 37, 14), 'coronal, five further');
    }));

  test('edges are lettered by the plane', () =>
    inRoom({ viewports: [{ phase: 'arterial', orientation: 'sagittal' }, { phase: 'arterial', orientation: 'coronal' }] }, async ({ page }) => {
      const edges = (place) => phase(page, place).locator('.edge').allTextContents();
      assert.deepEqual(await edges(0), ['A', 'P', 'H', 'F']);
      assert.deepEqual(await edges(1), ['R', 'L', 'H', 'F']);
    }));

  test('keys turn the plane and thicken the slab of the active viewport; the brightest, mean and darkest are the voxels’', () =>
    inRoom({ viewports: [{ phase: 'arterial' }, { phase: 'portal-venous' }] }, async ({ page }) => {
      const flat = { columns: 64, rows: 64, column: 20, row: 30 };
      await until(slices(page, 0), [10]);
      const middle = valueAt(20, 30, 10);
      await near(page, 0, flat, middle, 'one slice');
      // 10 mm take in the slice alone, 20 mm one more on each side.
      await press(page, 'Shift+S', 'Shift+T', 'Shift+T');
      await until(() => label(page, 0), 'AP MIP 20 mm');
      await until(async () => Math.abs((await hounsfieldAt(page, 0, flat)) - (middle + 20)) < 6, true);
      await press(page, 'Shift+S');
      await until(() => label(page, 0), 'AP Mean 20 mm');
      await until(async () => Math.abs((await hounsfieldAt(page, 0, flat)) - middle) < 6, true);
      await press(page, 'Shift+S');
      await until(() => label(page, 0), 'AP MinIP 20 mm');
      await until(async () => Math.abs((await hounsfieldAt(page, 0, flat)) - (middle - 20)) < 6, true);
      await press(page, 'Shift+S', 'Shift+R');
      await until(() => label(page, 0), 'AP coronal');
      assert.equal(await label(page, 1), 'PVP');
      await page.getByRole('button', { name: 'Plane' }).click();
      await until(() => label(page, 0), 'AP sagittal');
      await press(page, 'Shift+R');
      await until(() => label(page, 0), 'AP');
    }));

  test('a stack that is not evenly spaced says why it has no other plane', () =>
    inRoom({ series: [ramp({ jump: 3 }), ramp({ phase: 'portal-venous', tilt: 2 })], viewports: [{ phase: 'arterial', orientation: 'coronal' }, { phase: 'portal-venous' }] }, async ({ page }) => {
      assert.equal(await phase(page, 0).locator('.phase-trouble').innerText(), 'Its slices are not evenly spaced: it is shown in its own plane only.');
      await press(page, 'Shift+J', 'Shift+R');
      await until(() => phase(page, 1).locator('.phase-trouble').innerText(), 'Its slices are sheared by a tilted gantry: it is shown in its own plane only.');
      await press(page, 'Shift+R', 'Shift+R');
      await until(() => label(page, 1), 'PVP');
      await until(() => phase(page, 1).locator('.phase-trouble').isVisible(), false);
    }));

  test('the active viewport is a line in those of other planes, at its slice', () =>
    inRoom({ viewports: [{ phase: 'arterial' }, { phase: 'arterial', orientation: 'coronal' }, { phase: 'portal-venous', orientation: 'coronal' }] }, async ({ page }) => {
      const line = phase(page, 1).locator('.cross-line');
      await line.waitFor({ state: 'attached' });
      assert.equal(await phase(page, 2).locator('.cross-line').count(), 0, 'another coordinate system');
      const height = async () => Number(await line.getAttribute('y1'));
      const before = await height();
      const { width, height: high } = await phase(page, 1).boundingBox();
      const scale = Math.min(width / upright.columns, high / upright.rows);
      await wheel(page, 0, 3);
      await until(slices(page, 0), [13]);
      // Three slices of 8 mm are six pixels of 4 mm.
      await until(async () => Math.abs((await height()) - before - 6 * scale) < 1.5, true);
      await press(page, 'Shift+J');
      await phase(page, 0).locator('.cross-line').waitFor({ state: 'attached' });
      await until(() => line.count(), 0);
    }));
});

describe('scrolling together', () => {
  test('groups scroll apart', () =>
    inRoom({ viewports: [{ phase: 'arterial' }, { phase: 'arterial', group: 2 }, { phase: 'arterial', slab: { kind: 'mean', thickness: 30 } }] }, async ({ page }) => {
      await wheel(page, 0, 3);
      await until(slices(page, 0, 1, 2), [13, 10, 13]);
      await wheel(page, 1, -2);
      await until(slices(page, 0, 1, 2), [13, 8, 13]);
    }));

  test('one landmark pair brings two phases together, is shown, comes back after a reload, and can be removed', () =>
    inRoom({ viewports: [{ phase: 'arterial' }, { phase: 'portal-venous' }] }, async ({ page, state, address }) => {
      await until(slices(page, 0, 1), [10, 20]);
      await over(page, 0, 0.4, 0.6);
      await press(page, 'Shift+L');
      await page.locator('.landmark.waiting').waitFor();
      await wheel(page, 1, 5);
      await until(slices(page, 0, 1), [10, 25]);
      await over(page, 1, 0.6, 0.4);
      await press(page, 'Shift+L');
      await until(() => page.locator('.landmark').count(), 2);
      await until(() => state.linkings[1]?.landmarks.length, 1);
      await wheel(page, 0, 2);
      // 16 mm are four slices of 4 mm.
      await until(slices(page, 0, 1), [12, 29]);
      // The points lie in other slices.
      await until(() => page.locator('.landmark').count(), 0);
      await wheel(page, 1, -6);
      await until(slices(page, 0, 1), [9, 23]);

      await page.goto(`${address}/reading/s1`);
      await shown(page, 1);
      await until(slices(page, 0, 1), [9, 23]);
      await wheel(page, 0, 1);
      await until(slices(page, 0, 1), [10, 25]);
      await until(() => page.locator('.landmark').count(), 2);
      const mark = phase(page, 0).locator('.landmark');
      const box = await phase(page, 0).boundingBox();
      assert.ok(Math.abs(Number(await mark.getAttribute('data-x')) - box.width * 0.4) < 2);
      assert.ok(Math.abs(Number(await mark.getAttribute('data-y')) - box.height * 0.6) < 2);
      await page.getByRole('button', { name: 'Remove landmark pair 1, AP – PVP' }).click();
      await until(() => page.locator('.landmark').count(), 0);
      await until(() => state.linkings[1].landmarks, []);
    }));

  test('two pairs are a shift and a scale; Shift K takes the last one back', () =>
    inRoom({ viewports: [{ phase: 'arterial' }, { phase: 'portal-venous' }] }, async ({ page, state }) => {
      const pair = async (steps) => {
        await over(page, 0);
        await press(page, 'Shift+L');
        await page.locator('.landmark.waiting').waitFor({ state: 'attached' });
        const from = await sliceOf(page, 1);
        await wheel(page, 1, steps);
        await until(slices(page, 1), [from + steps]);
        await over(page, 1);
        await press(page, 'Shift+L');
      };
      await pair(4);
      await until(slices(page, 0, 1), [10, 24]);
      await wheel(page, 0, -4);
      await until(slices(page, 0, 1), [6, 16]);
      await pair(2);
      await until(() => state.linkings[1]?.landmarks.length, 2);
      // 32 mm of AP are 24 mm of PVP.
      await until(slices(page, 0, 1), [6, 18]);
      await wheel(page, 0, -4);
      await until(slices(page, 0, 1), [2, 12]);
      await press(page, 'Shift+K');
      await until(() => state.linkings[1].landmarks.length, 1);
      await wheel(page, 0, 1);
      await until(slices(page, 0, 1), [3, 10]);
    }));

  test('a shift by hand across coordinate systems comes back after a reload', () =>
    inRoom({ viewports: [{ phase: 'arterial' }, { prior: true }] }, async ({ page, state, address }) => {
      await press(page, 'l');
      await wheel(page, 1, 3);
      await until(slices(page, 0, 1), [10, 13]);
      await press(page, 'l');
      await wheel(page, 0, 2);
      await until(slices(page, 0, 1), [12, 15]);
      await until(() => state.linkings[1]?.offsets.length, 1);

      await page.goto(`${address}/reading/s1`);
      await shown(page, 1);
      await until(slices(page, 0, 1), [12, 15]);
      await wheel(page, 0, -2);
      await until(slices(page, 0, 1), [10, 13]);
    }));

  test('zoom goes together, and apart after Shift F', () =>
    inRoom({ viewports: [{ phase: 'arterial' }, { phase: 'portal-venous' }] }, async ({ page }) => {
      const flat = { columns: 64, rows: 64, column: 8, row: 8 };
      const drag = async (place) => {
        await over(page, place);
        await page.mouse.down({ button: 'right' });
        await page.mouse.move(...(await offset(page, place, -60)), { steps: 4 });
        await page.mouse.up({ button: 'right' });
      };
      const before = await hounsfieldAt(page, 1, flat);
      await drag(0);
      await until(async () => Math.abs((await hounsfieldAt(page, 1, flat)) - before) > 8, true);
      await press(page, 'f', 'Shift+F');
      await until(async () => Math.abs((await hounsfieldAt(page, 1, flat)) - before) < 4, true);
      await drag(0);
      await until(async () => Math.abs((await hounsfieldAt(page, 0, flat)) - valueAt(8, 8, 10)) > 8, true);
      assert.ok(Math.abs((await hounsfieldAt(page, 1, flat)) - before) < 4);
    }));
});

async function offset(page, place, by) {
  const box = await phase(page, place).boundingBox();
  return [box.x + box.width / 2, box.y + box.height / 2 + by];
}
