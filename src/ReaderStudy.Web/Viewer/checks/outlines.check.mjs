// Measurements and outlines: values against those counted by hand, undo, and what is half drawn when the page is loaded again.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { block } from '../mock/drawnPhantom.mjs';
import { measure, outline, sessionOf } from '../mock/drawnQuestions.mjs';
import { axe, launch, until } from './browser.mjs';
import { answered, discCount, drag, lit, voxels, voxelOf } from './drawn.mjs';
import { press, roomIn, shown } from './room.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const required = { ...outline, required: true };
const inRoom = (phaseNames, questions, check, more = {}) => roomIn(browser, { phaseNames, session: sessionOf(...questions), ...more }, check);
const measuredIn = (state, id) => JSON.parse(answered(state, id) ?? 'null');
const within = (value, expected, share) => assert.ok(Math.abs(value - expected) <= expected * share, `${value} is not ${expected}`);
/** Without the noise of how exactly the mouse was placed: half a voxel of the phantom. */
const exact = 0.012;

describe('measurements', () => {
  for (const [name, slice, [rowMm, columnMm]] of [
    ['thick', 6, [0.7, 0.7]],
    ['tilted', 5, [0.5, 0.8]],
  ]) {
    test(`on the ${name} series they have the values that its spacing gives`, () =>
      inRoom([name], ['length', 'bidirectional', 'ellipse', 'polygon'].map(measure), async ({ page, state }) => {
        const [a, b] = await lit(page);
        const [width, height] = [90 * columnMm, 61 * rowMm];
        const corner = { x: b.x, y: a.y };
        await page.getByText('Measure it: length').click();
        await drag(page, a, b);
        await until(async () => measuredIn(state, 'length')?.unit, 'mm');
        within(measuredIn(state, 'length').value, Math.hypot(width, height), exact);
        assert.equal(measuredIn(state, 'length').slice, slice);
        await page.getByText('Measure it: bidirectional').click();
        await drag(page, a, { x: a.x, y: b.y });
        await drag(page, a, corner);
        await until(async () => measuredIn(state, 'bidirectional')?.points.length, 4);
        // Drawn last, but longer: it stands first.
        within(measuredIn(state, 'bidirectional').value, width, exact);
        await page.getByText('Measure it: ellipse').click();
        await drag(page, a, b);
        await until(async () => measuredIn(state, 'ellipse')?.unit, 'mm2');
        within(measuredIn(state, 'ellipse').value, (Math.PI / 4) * width * height, 2 * exact);
        await page.getByText('Measure it: polygon').click();
        for (const { x, y } of [a, corner, b, { x: a.x, y: b.y }]) {
          await page.mouse.click(x, y);
        }
        await press(page, 'Enter');
        await until(async () => measuredIn(state, 'polygon')?.unit, 'mm2');
        within(measuredIn(state, 'polygon').value, width * height, 2 * exact);
        await axe(page);
        const told = JSON.stringify(state.desk.reading(1).answers);
        await page.reload();
        await shown(page, 1);
        await until(async () => page.locator('.phase .mark.own').count(), 5);
        assert.equal(JSON.stringify(state.desk.reading(1).answers), told);
      }));
  }

  test('an end is dragged elsewhere, and back by undo', () =>
    inRoom(['thick'], [measure('length')], async ({ page, state }) => {
      const [a, b] = await lit(page);
      await drag(page, a, b);
      await until(async () => measuredIn(state, 'length')?.value > 70, true);
      const before = answered(state, 'length');
      await drag(page, b, { x: b.x, y: a.y });
      await until(async () => Math.round(measuredIn(state, 'length').value), 63);
      await press(page, 'u');
      await until(async () => answered(state, 'length'), before);
    }));

  for (const [name, words] of [
    ['unknown', 'The size of a pixel is not known: lengths are in pixels.'],
    ['detector', 'The size of a pixel is known at the detector only, not in the patient: lengths are in pixels.'],
  ]) {
    test(`where the spacing is ${name} nothing is in mm, and the room says why`, () =>
      inRoom([name], [measure('length'), measure('ellipse')], async ({ page, state }) => {
        await page.getByText(words).first().waitFor();
        const [a, b] = await lit(page);
        await drag(page, a, b);
        await until(async () => measuredIn(state, 'length')?.unit, 'px');
        within(measuredIn(state, 'length').value, Math.hypot(90, 61), exact);
        await page.getByText('Measure it: ellipse').click();
        await drag(page, a, b);
        await until(async () => measuredIn(state, 'ellipse')?.unit, 'px2');
        assert.doesNotMatch(await page.locator('.measured').first().textContent(), /mm/);
      }));
  }

  test('a polygon of three corners is there after a reload, its last corner goes by undo, and Enter closes it', () =>
    inRoom(['thick'], [measure('polygon')], async ({ page, state }) => {
      const [a, b] = await lit(page);
      for (const { x, y } of [a, { x: b.x, y: a.y }, b, { x: a.x, y: b.y }]) {
        await page.mouse.click(x, y);
      }
      await press(page, 'u');
      await page.reload();
      await shown(page, 1);
      await until(async () => page.locator('.mark.begun').count(), 1);
      await press(page, 'Enter');
      await until(async () => measuredIn(state, 'polygon')?.points.length, 3);
      within(measuredIn(state, 'polygon').value, (63 * 42.7) / 2, 2 * exact);
    }));
});

describe('outlines', () => {
  const last = (state) => [...state.outlines.values()].at(-1);
  const saved = async (state) => (answered(state, 'outline') === undefined ? null : state.outlines.get(answered(state, 'outline')));
  const count = (state) => async () => {
    const of = await saved(state);
    return of === null || of === undefined ? 0 : voxels(of);
  };

  /** The crosshair on a voxel, by keys. */
  async function goTo(page, column, row) {
    await page.keyboard.press('h');
    await page.locator('.crosshair').first().waitFor({ state: 'attached' });
    for (const [from, to, less, more] of [
      [127, column, 'ArrowLeft', 'ArrowRight'],
      [127, row, 'ArrowUp', 'ArrowDown'],
    ]) {
      const way = to - from;
      const key = way < 0 ? less : more;
      for (let i = 0; i < Math.floor(Math.abs(way) / 10); i += 1) await page.keyboard.press(`Shift+${key}`);
      for (let i = 0; i < Math.abs(way) % 10; i += 1) await page.keyboard.press(key);
    }
  }

  for (const [name, spacing] of [
    ['thick', [0.7, 0.7]],
    ['tilted', [0.5, 0.8]],
  ]) {
    test(`the brush covers on the ${name} series the voxels that its size covers, counted one by one; the eraser takes them away`, () =>
      inRoom([name], [required], async ({ page, state }) => {
        await press(page, 'h', ' ', ' ');
        await until(count(state), discCount(10, spacing));
        await press(page, 'v', 'v', 'm', ' ', ' ');
        await until(async () => answered(state, 'outline'), undefined);
        await press(page, 'u');
        await until(count(state), discCount(10, spacing));
        await press(page, 'u');
        await until(async () => answered(state, 'outline'), undefined);
        await press(page, 'Shift+U');
        await until(count(state), discCount(10, spacing));
        assert.match(await page.locator('.draw-amount').textContent(), new RegExp(`${discCount(10, spacing)} voxels`));
      }));
  }

  test('the threshold brush takes only voxels like the first, or in the range that was set', () =>
    inRoom(['thick'], [required], async ({ page, state }) => {
      const { core } = block;
      await goTo(page, block.column + 3, block.row + 7);
      await page.getByRole('button', { name: 'Threshold' }).click();
      for (let i = 0; i < 8; i += 1) await page.keyboard.press('v');
      // 45 mm cover the whole block.
      await press(page, ' ', ' ');
      await until(count(state), block.columns * block.rows - core.side * core.side);
      await page.getByLabel('From value').fill('250');
      await page.getByLabel('To value').fill('350');
      await page.keyboard.press('Escape');
      await press(page, ' ', ' ');
      await until(count(state), block.columns * block.rows);
      const { slices, rows, columns } = last(state);
      assert.deepEqual([slices.length, slices[0].slice, rows, columns], [1, 6, 256, 256]);
      assert.deepEqual(slices[0].runs.slice(0, 4), [block.row * 256 + block.column, block.columns, (block.row + 1) * 256 + block.column, block.columns]);
    }));

  test('strokes of the mouse are undone one by one, and come back exactly after a reload', () =>
    inRoom(['thick', 'thin'], [required], async ({ page, state }) => {
      const [a, b] = await lit(page);
      await drag(page, a, b);
      await until(async () => (await count(state)()) > 1000, true);
      const one = await count(state)();
      await drag(page, { x: a.x, y: b.y }, { x: a.x + 30, y: b.y });
      await until(async () => (await count(state)()) > one, true);
      const two = JSON.stringify(await saved(state));
      await press(page, 'u');
      await until(count(state), one);
      await press(page, 'Shift+U');
      await until(async () => JSON.stringify(await saved(state)), two);
      await page.getByText(/Saved at/).waitFor();
      const shownVoxels = await page.locator('.draw-amount').textContent();
      await page.reload();
      await shown(page, 1);
      await until(() => page.locator('.draw-amount').textContent(), shownVoxels);
      assert.equal(JSON.stringify(await saved(state)), two);
      // The outline lies on one series.
      await page.mouse.click(b.x + 510, b.y);
      await page.getByText('This outline lies on Native.').waitFor();
    }));

  test('a stroke in progress is there after a reload', () =>
    inRoom(['thick'], [required], async ({ page, state }) => {
      await page.keyboard.press('PageDown');
      await until(async () => (await page.locator('.corner.bottom-left').textContent()).startsWith('12 /'), true);
      const [a, b] = await lit(page);
      await page.mouse.move(a.x, a.y);
      await page.mouse.down();
      await page.mouse.move(b.x, b.y, { steps: 6 });
      await page.reload();
      await page.mouse.up();
      await shown(page, 1);
      await until(async () => (await count(state)()) > 1000, true);
      assert.equal(last(state).slices[0].slice, 11);
      const { column } = voxelOf('thick', 6, [-27.1, -36, 0]);
      assert.ok(last(state).slices[0].runs[0] % 256 <= column);
    }));

  test('a line round something is filled', () =>
    inRoom(['thick'], [required], async ({ page, state }) => {
      await goTo(page, 100, 100);
      await page.getByRole('button', { name: 'Line' }).click();
      await press(page, ' ', 'Shift+ArrowRight', 'Shift+ArrowRight', ' ', 'Shift+ArrowDown', ' ', 'Shift+ArrowLeft', 'Shift+ArrowLeft', ' ', 'Enter');
      // Corners on voxel centres: by the even-odd rule 21 columns of 10 rows.
      await until(count(state), 210);
    }));

  test('a case is locked only with the outline that is on the screen', () =>
    inRoom(['thick'], [required], async ({ page, state }) => {
      state.slow['/reading/s1/cases/1/outlines/outline'] = 1500;
      await press(page, 'h', ' ', ' ', 'Escape');
      await until(async () => page.locator('.lock').getAttribute('data-state'), 'complete');
      await press(page, 'lock');
      await shown(page, 2);
      assert.equal(voxels(state.outlines.get(state.readings[0].answers.outline)), discCount(10, [0.7, 0.7]));
    }));

  test('while the server cannot be reached an outline is kept, also over a reload', () =>
    inRoom(['thick'], [required], async ({ page, state }) => {
      state.trouble = 503;
      await press(page, 'h', ' ', ' ');
      await page.getByText('Not saved yet: kept in this tab').waitFor();
      page.on('dialog', (dialog) => void dialog.accept());
      await page.reload();
      await shown(page, 1);
      assert.match(await page.locator('.draw-amount').textContent(), /voxels/);
      state.trouble = null;
      await until(count(state), discCount(10, [0.7, 0.7]));
    }, { troubled: true }));
});
