// Marks and boxes on the images: a mark lies on the voxel that was clicked, whatever was zoomed, moved or loaded again since.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { boxes, points, sessionOf } from '../mock/drawnQuestions.mjs';
import { landmarks } from '../mock/drawnPhantom.mjs';
import { axe, launch, until } from './browser.mjs';
import { answered, at, drag, lit, marksIn, rings, voxelOf } from './drawn.mjs';
import { onCard } from './onCard.mjs';
import { drawnFrames, press, roomIn, shown } from './room.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const inRoom = (phaseNames, questions, check, more = {}) => roomIn(browser, { phaseNames, session: sessionOf(...questions), ...more }, check);
const simple = { ...points, perMark: undefined };
const close = (a, b, than, what) => assert.ok(Math.abs(a - b) < than, `${what}: ${a} is not ${b}`);

/** The first mark lies on the first landmark of a series, on the slice that was open. */
async function isOnVoxel(state, name, slice, mark = 0, landmark = landmarks[0]) {
  await until(async () => marksIn(state, 'lesions')?.length > mark, true);
  const { column, row, away } = voxelOf(name, slice, at(marksIn(state, 'lesions')[mark]));
  close(column, landmark.column, 0.5, 'column');
  close(row, landmark.row, 0.5, 'row');
  close(away, 0, 0.01, 'distance from the slice');
}

/** The ring lies over the landmark as it is lit; within half a voxel, which is so many pixels. */
async function ringIsOnLandmark(page, halfVoxel) {
  await until(async () => (await rings(page)).length, 1);
  await until(async () => {
    const [[ring], [spot]] = [await rings(page), await lit(page)];
    return ring !== undefined && spot !== undefined && Math.hypot(ring.x - spot.x, ring.y - spot.y) < halfVoxel;
  }, true);
}

for (const [name, opening] of [
  ['thick', 6],
  ['thin', 12],
  ['tilted', 5],
]) {
  test(`a mark on the ${name} series is at the voxel that was clicked after zoom, shift, enlarging and reload`, () =>
    inRoom([name, 'unknown'], [simple], async ({ page, state }) => {
      const [spot] = await lit(page);
      await page.mouse.click(spot.x, spot.y);
      await press(page, '7', '5');
      await isOnVoxel(state, name, opening);
      await until(() => JSON.parse(answered(state, 'lesions'))[0].rating, 75);
      const told = answered(state, 'lesions');
      await ringIsOnLandmark(page, 0.7);
      await page.mouse.move(spot.x + 60, spot.y + 60);
      await page.mouse.down({ button: 'right' });
      await page.mouse.move(spot.x + 60, spot.y + 10, { steps: 6 });
      await page.mouse.up({ button: 'right' });
      await drawnFrames(page);
      await ringIsOnLandmark(page, 0.7);
      await page.mouse.move(spot.x + 60, spot.y + 60);
      await page.mouse.down({ button: 'middle' });
      await page.mouse.move(spot.x + 87, spot.y + 80, { steps: 6 });
      await page.mouse.up({ button: 'middle' });
      await drawnFrames(page);
      await ringIsOnLandmark(page, 0.7);
      await page.keyboard.press('x');
      await ringIsOnLandmark(page, 1.2);
      await page.getByText(/Saved at/).waitFor();
      await page.reload();
      await shown(page, 1);
      await ringIsOnLandmark(page, 0.7);
      assert.equal(answered(state, 'lesions'), told);
      // And a mark that is placed while the image is zoomed and moved.
      await page.mouse.move(spot.x, spot.y);
      await page.mouse.down({ button: 'right' });
      await page.mouse.move(spot.x, spot.y - 25, { steps: 6 });
      await page.mouse.up({ button: 'right' });
      await drawnFrames(page);
      const [, second] = await lit(page);
      await page.mouse.click(second.x, second.y);
      await press(page, '9');
      await isOnVoxel(state, name, opening, 1, landmarks[1]);
    }));
}

test('with a graphics card the mark is at its voxel too', () =>
  onCard({ phaseNames: ['tilted'], session: sessionOf(simple) }, async ({ page, state }) => {
    const [spot] = await lit(page);
    await page.mouse.click(spot.x, spot.y);
    await press(page, '7');
    await isOnVoxel(state, 'tilted', 5);
    await ringIsOnLandmark(page, 0.7);
  }));

describe('marks beside the questions', () => {
  test('each mark is rated and asked about in the list; undo takes back one thing at a time', () =>
    inRoom(['thick', 'thin'], [points], async ({ page, state }) => {
      const [a, b] = await lit(page);
      await page.mouse.click(a.x, a.y);
      await press(page, '8');
      await page.getByRole('radio', { name: 'Malignant' }).click();
      await page.keyboard.press('PageDown');
      await until(async () => (await rings(page)).length, 0);
      const [, c] = await lit(page);
      await page.mouse.click(c.x, c.y);
      await press(page, '4');
      await page.getByRole('radio', { name: 'Benign' }).click();
      await until(async () => marksIn(state, 'lesions')?.map(({ rating, answers }) => [rating, answers?.kind]), [
        [8, 'malignant'],
        [4, 'benign'],
      ]);
      assert.deepEqual(await page.locator('.mark-row .visually-hidden').allTextContents(), [
        'Mark 1, Native 7, rated 8',
        'Mark 2, Native 12, rated 4',
      ]);
      await axe(page);
      await page.locator('.mark-row').first().click();
      await until(async () => (await rings(page)).length, 1);
      await press(page, 'u', 'u', 'u');
      await until(async () => page.locator('.mark-row').count(), 1);
      await press(page, 'Shift+U', 'Shift+U', 'Shift+U');
      await until(async () => marksIn(state, 'lesions')?.map(({ rating }) => rating), [8, 4]);
      await press(page, 'Shift+N', 'Delete');
      await until(async () => page.locator('.mark-row').count(), 1);
      await press(page, 'u');
      await until(async () => page.locator('.mark-row').count(), 2);
      assert.ok(b.x > 0);
    }));

  test('a mark that is not rated is not sent, keeps the case open, and is there after a reload', () =>
    inRoom(['thick'], [simple], async ({ page, state }) => {
      const [a, b] = await lit(page);
      await page.mouse.click(a.x, a.y);
      await press(page, '5');
      await page.mouse.click(b.x, b.y);
      await until(async () => marksIn(state, 'lesions')?.length, 1);
      await press(page, 'Enter');
      await page.getByText('Still to answer: Mark every lesion').waitFor();
      await page.reload();
      await shown(page, 1);
      await until(async () => page.locator('.mark-row').count(), 2);
      await press(page, 'Shift+N', 'Shift+N', '6');
      await until(async () => marksIn(state, 'lesions')?.map(({ rating }) => rating), [5, 6]);
    }));

  test('that there is nothing to mark is an answer of its own', () =>
    inRoom(['thick'], [simple], async ({ page, state }) => {
      await press(page, 'Enter');
      await page.getByText('Still to answer').waitFor();
      await press(page, 'Shift+C');
      await until(async () => answered(state, 'lesions'), '[]');
      assert.equal(await page.getByRole('button', { name: 'Nothing to mark' }).getAttribute('aria-pressed'), 'true');
      await press(page, 'lock');
      await shown(page, 2);
      assert.equal(state.readings[0].answers.lesions, '[]');
    }));

  test('on another phase a mark is dashed where its slice comes close, and is not there elsewhere', () =>
    inRoom(['thick', 'thin'], [simple], async ({ page }) => {
      const [a] = await lit(page);
      await page.mouse.click(a.x, a.y);
      await press(page, '5');
      await until(async () => (await rings(page, 0)).length, 1);
      const near = async () => (await rings(page, 1, 'near')).length;
      const height = page.locator('.phase').nth(1).locator('.corner.bottom-left');
      await page.mouse.move(a.x + 500, a.y);
      await page.keyboard.press('l');
      // By hand: the mark is at 0 mm, the thin slices at 3.5, 1, -1.5 and -4 mm; less than half of their 2.5 mm away is close.
      for (const [slice, marks] of [
        ['12 / 24', 0],
        ['13 / 24', 1],
        ['14 / 24', 0],
        ['13 / 24', 1],
      ]) {
        const now = Number((await height.textContent()).split('/')[0]);
        const steps = Number(slice.split('/')[0]) - now;
        if (steps !== 0) {
          await page.mouse.wheel(0, steps * 100);
        }
        await until(async () => (await height.textContent()).startsWith(slice), true);
        await until(near, marks);
      }
    }));

  test('looking back at a locked case shows its marks, and draws nothing more', () =>
    inRoom(['thick'], [simple], async ({ page, state }) => {
      const [a, b] = await lit(page);
      await page.mouse.click(a.x, a.y);
      await press(page, '5', 'lock');
      await shown(page, 2);
      assert.equal((await rings(page)).length, 0);
      await press(page, 'b');
      await shown(page, 1, 'looking');
      await until(async () => (await rings(page)).length, 1);
      await page.mouse.click(b.x, b.y);
      assert.equal(await page.locator('.mark-row').count(), 1);
      assert.equal(JSON.parse(state.readings[0].answers.lesions).length, 1);
    }));
});

describe('boxes', () => {
  test('a box is dragged, changed by its corners and moved by its middle', () =>
    inRoom(['tilted'], [boxes], async ({ page, state }) => {
      const [a, b] = await lit(page);
      await drag(page, a, b);
      await press(page, '3');
      const corners = async () => marksIn(state, 'boxes')?.[0].box.map((corner) => voxelOf('tilted', 5, corner)).map(({ column, row }) => [Math.round(column), Math.round(row)]);
      await until(corners, [
        [90, 70],
        [180, 131],
      ]);
      // By hand: 90 columns of 0.8 mm, 61 rows of 0.5 mm.
      assert.match(await page.locator('.mark-row .visually-hidden').textContent(), /72 × 3[01] mm/);
      const voxel = { x: (b.x - a.x) / 90, y: (b.y - a.y) / 61 };
      await drag(page, b, { x: b.x - 20 * voxel.x, y: b.y - 11 * voxel.y });
      await until(corners, [
        [90, 70],
        [160, 120],
      ]);
      await drag(page, { x: a.x + 35 * voxel.x, y: a.y + 25 * voxel.y }, { x: a.x + 45 * voxel.x, y: a.y + 35 * voxel.y });
      await until(corners, [
        [100, 80],
        [170, 130],
      ]);
      await press(page, 'u', 'u');
      await until(corners, [
        [90, 70],
        [180, 131],
      ]);
    }));

  test('a box whose first corner is set is there after a reload, and goes on', () =>
    inRoom(['thick'], [boxes], async ({ page, state }) => {
      const [a, b] = await lit(page);
      await page.mouse.click(a.x, a.y);
      await page.reload();
      await shown(page, 1);
      await page.getByText('Set the opposite corner').waitFor();
      await page.mouse.click(b.x, b.y);
      await press(page, '3');
      await until(async () => marksIn(state, 'boxes')?.[0].box.map((corner) => Math.round(voxelOf('thick', 6, corner).column)), [90, 180]);
    }));
});

describe('without a mouse, and by touch', () => {
  test('marks and boxes are placed, changed and rated by keyboard alone, and the case is locked', () =>
    inRoom(['thick'], [simple, boxes], async ({ page, state }) => {
      await page.keyboard.press('h');
      await until(async () => page.locator('.phase .crosshair').count(), 4);
      // From the middle voxel to the first landmark.
      const start = { column: 127, row: 127 };
      await press(page, ' ');
      await press(page, '1');
      await until(async () => marksIn(state, 'lesions')?.length, 1);
      const first = voxelOf('thick', 6, at(marksIn(state, 'lesions')[0]));
      close(first.column, start.column, 1.1, 'column');
      await press(page, 'Delete', 'Control+ArrowDown');
      await until(async () => (await page.locator('.corner.bottom-left').textContent()).startsWith('8 /'), true);
      await press(page, 'Shift+ArrowLeft', 'Shift+ArrowUp', 'ArrowRight', 'ArrowDown', ' ', '6');
      await until(async () => marksIn(state, 'lesions')?.map(({ rating }) => rating), [6]);
      const mark = voxelOf('thick', 7, at(marksIn(state, 'lesions')[0]));
      close(mark.column, first.column - 9, 0.01, 'column');
      close(mark.row, first.row - 9, 0.01, 'row');
      close(mark.away, 0, 0.01, 'distance');
      await press(page, 'Escape');
      while (!(await page.locator('.question.current').textContent()).startsWith('Box')) {
        await page.keyboard.press('Tab');
      }
      await press(page, 'h', ' ', 'Shift+ArrowRight', 'Shift+ArrowDown', ' ', '2');
      const sides = async () => {
        const corners = marksIn(state, 'boxes')?.[0].box.map((corner) => voxelOf('thick', 7, corner));
        return corners?.length === 2 && [corners[1].column - corners[0].column, corners[1].row - corners[0].row].map(Math.round);
      };
      await until(sides, [10, 10]);
      // Takes hold of the corner at the crosshair, and makes the box larger.
      await press(page, ' ', 'ArrowRight', 'ArrowRight', 'ArrowDown', ' ');
      await until(sides, [12, 11]);
      await press(page, 'Escape', 'lock');
      await shown(page, 2);
      assert.equal(state.readings[0].status, 'locked');
    }));

  test('a tap of a finger places a mark; a finger that moves scrolls', async () => {
    await roomIn(browser, { phaseNames: ['thick'], session: sessionOf(simple) }, async ({ page, state }) => {
      const [spot] = await lit(page);
      const client = await page.context().newCDPSession(page);
      const touch = (type, ...touchPoints) => client.send('Input.dispatchTouchEvent', { type, touchPoints });
      await touch('touchStart', { x: spot.x, y: spot.y });
      await touch('touchEnd');
      await page.locator('.mark-row').waitFor();
      await press(page, '5');
      await isOnVoxel(state, 'thick', 6);
      await touch('touchStart', { x: spot.x, y: spot.y + 50 });
      for (let i = 1; i <= 10; i += 1) {
        await touch('touchMove', { x: spot.x, y: spot.y + 50 + i * 12 });
      }
      await touch('touchEnd');
      await until(async () => (await rings(page)).length, 0);
      assert.equal(await page.locator('.mark-row').count(), 1);
    });
  });
});
