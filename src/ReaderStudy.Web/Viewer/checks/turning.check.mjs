// Images turned by quarters: what is marked stays at its voxel, letters say which side is which, and a turned image comes back turned.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { landmarks } from '../mock/drawnPhantom.mjs';
import { points, sessionOf } from '../mock/drawnQuestions.mjs';
import { launch, until } from './browser.mjs';
import { answered, at, lit, marksIn, rings, voxelOf } from './drawn.mjs';
import { onCard } from './onCard.mjs';
import { drawnFrames, press, roomIn, shown } from './room.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const simple = { ...points, perMark: undefined };
const inRoom = (phaseNames, check, more = {}) => roomIn(browser, { phaseNames, session: sessionOf(simple), ...more }, check);

/** At the left, right, top and bottom. */
const letters = (page, place = 0) => page.locator('.phase').nth(place).locator('.edge').allTextContents();
const upright = ['R', 'L', 'A', 'P'];
const turnedOnce = ['P', 'A', 'R', 'L'];

/** The two landmarks, from the top. */
async function spots(page, place = 0) {
  const all = await lit(page, place);
  // The bright core of the block lies nearer to the second one.
  const pairs = all.flatMap((a) => all.map((b) => ({ a, b, apart: Math.hypot(b.x - a.x, b.y - a.y) }))).filter(({ a, b }) => a !== b && Math.abs(a.count - b.count) < 0.5 * a.count);
  return pairs.sort((p, q) => q.apart - p.apart)[0] ?? null;
}

/** Degrees by which the way from the first landmark to the second is turned, clockwise. */
const angleOf = ({ a, b }) => (Math.atan2(b.y - a.y, b.x - a.x) * 180) / Math.PI;

/** A mark is drawn at one of the landmarks, within half a pixel of the screen and what the eye makes of a blob. */
const ringIsOn = (page, count = 1) =>
  until(async () => {
    const [found, all] = [await rings(page), await lit(page)];
    return found.length === count && found.every((ring) => all.some((spot) => Math.hypot(ring.x - spot.x, ring.y - spot.y) < 0.7));
  }, true);

async function isOnVoxel(state, name, slice, mark) {
  await until(async () => marksIn(state, 'lesions')?.length > mark, true);
  const { column, row, away } = voxelOf(name, slice, at(marksIn(state, 'lesions')[mark]));
  const nearest = landmarks.map((landmark) => Math.max(Math.abs(column - landmark.column), Math.abs(row - landmark.row))).sort((a, b) => a - b)[0];
  assert.ok(nearest < 0.5, `${column}, ${row} is no landmark`);
  assert.ok(away < 0.01);
}

async function dragFrom(page, button, [across, down]) {
  const { x, y, width, height } = await page.locator('.phase-view').first().boundingBox();
  const from = { x: x + width / 2, y: y + height / 2 };
  await page.mouse.move(from.x, from.y);
  await page.mouse.down({ button });
  await page.mouse.move(from.x + across, from.y + down, { steps: 6 });
  await page.mouse.up({ button });
  await drawnFrames(page);
}

/** From now on writes down, picture by picture, whether a place of the page is ever bright in a first picture or in the image. */
const watch = (page, spot) =>
  page.addInitScript(({ x, y }) => {
    window.wasBright = false;
    const look = () => {
      for (const canvas of document.querySelectorAll('.first-paint, .phase-view canvas')) {
        const box = canvas.getBoundingClientRect();
        const inside = !canvas.hidden && canvas.width > 0 && x > box.left && x < box.right && y > box.top && y < box.bottom;
        const covered = canvas.closest('.stage')?.classList.contains('covered') ?? false;
        if (inside && !covered) {
          const copy = document.createElement('canvas');
          copy.width = copy.height = 1;
          const context = copy.getContext('2d');
          // A picture stands whole in the middle of its place.
          const scale = Math.min(box.width / canvas.width, box.height / canvas.height);
          const across = (x - box.left - box.width / 2) / scale + canvas.width / 2;
          const down = (y - box.top - box.height / 2) / scale + canvas.height / 2;
          context.drawImage(canvas, across - 0.5, down - 0.5, 1, 1, 0, 0, 1, 1);
          window.wasBright ||= context.getImageData(0, 0, 1, 1).data[0] > 200;
        }
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, spot);

for (const [name, opening] of [
  ['thick', 6],
  ['tilted', 5],
  ['tall', 3],
]) {
  test(`a mark on the ${name} series is at its voxel after a quarter turn, zoom, shift and reload; letters follow`, () =>
    inRoom([name], async ({ page, state }) => {
      assert.deepEqual(await letters(page), upright);
      const start = await spots(page);
      const first = start.a;
      await page.mouse.click(first.x, first.y);
      await press(page, '7', '5');
      await isOnVoxel(state, name, opening, 0);
      await until(() => JSON.parse(answered(state, 'lesions'))[0].rating, 75);
      const told = answered(state, 'lesions');
      await dragFrom(page, 'right', [0, 25]);
      await ringIsOn(page);
      await dragFrom(page, 'middle', [17, -11]);
      await ringIsOn(page);
      const before = await spots(page);
      const { x, y, width, height } = await page.locator('.phase-view').first().boundingBox();

      await press(page, 'o');
      await until(() => letters(page), turnedOnce);
      await ringIsOn(page);
      const turned = await spots(page);
      const way = (angleOf(turned) - angleOf(before) + 720) % 180;
      assert.ok(Math.abs(way - 90) < 1, `turned by ${way}`);
      // About what stands in the middle: to the right of it becomes below it.
      const [middle, ratio] = [{ x: x + width / 2, y: y + height / 2 }, turned.apart / before.apart];
      const expected = { x: middle.x - (before.a.y - middle.y) * ratio, y: middle.y + (before.a.x - middle.x) * ratio };
      assert.ok([turned.a, turned.b].some((spot) => Math.hypot(spot.x - expected.x, spot.y - expected.y) < 1), JSON.stringify({ expected, turned }));
      assert.match(await page.locator('.phase-view').getAttribute('aria-label'), /turned a quarter clockwise$/);

      await page.getByText(/Saved at/).waitFor();
      await watch(page, first);
      await page.reload();
      await shown(page, 1);
      await until(() => letters(page), turnedOnce);
      await ringIsOn(page);
      const back = await spots(page);
      assert.ok([back.a, back.b].some((spot) => Math.hypot(spot.x - turned.a.x, spot.y - turned.a.y) < 0.5), JSON.stringify({ back, turned }));
      assert.ok(Math.abs(back.apart - turned.apart) < 0.5);
      assert.equal(await page.evaluate(() => window.wasBright), false, 'it was shown upright on the way');
      assert.equal(await page.locator('#reading-room[data-pictures]').count(), 0);
      assert.equal(answered(state, 'lesions'), told);

      // And a mark that is placed while the image is turned and zoomed.
      const [ring] = await rings(page);
      const second = [back.a, back.b].sort((a, b) => Math.hypot(b.x - ring.x, b.y - ring.y) - Math.hypot(a.x - ring.x, a.y - ring.y))[0];
      await page.mouse.click(second.x, second.y);
      await press(page, '9');
      await isOnVoxel(state, name, opening, 1);
      await ringIsOn(page, 2);

      await press(page, 'f');
      await until(() => letters(page), upright);
      await until(async () => {
        const { a, b } = await spots(page);
        return [Math.hypot(a.x - start.a.x, a.y - start.a.y) < 0.5, Math.hypot(b.x - start.b.x, b.y - start.b.y) < 0.5];
      }, [true, true]);
      await press(page, 'z');
      await until(() => letters(page), turnedOnce);
    }));
}

test('what goes together is turned together, by a key and a button, and four quarters are none', () =>
  inRoom(['thick', 'thin'], async ({ page }) => {
    const both = () => Promise.all([letters(page, 0), letters(page, 1)]);
    const start = await lit(page, 1);
    await press(page, 'o');
    await until(both, [turnedOnce, turnedOnce]);
    assert.deepEqual(await page.locator('.corner.top-right').allTextContents(), ['90°', '90°']);
    await page.getByRole('toolbar', { name: 'Images' }).getByRole('button', { name: 'Turn' }).click();
    await until(both, [
      ['L', 'R', 'P', 'A'],
      ['L', 'R', 'P', 'A'],
    ]);
    await press(page, 'ArrowDown');
    await until(async () => (await page.locator('.corner.bottom-left').first().textContent()).startsWith('8 /'), true);
    assert.deepEqual(await letters(page), ['L', 'R', 'P', 'A']);
    await press(page, 'o', 'o');
    await until(both, [upright, upright]);
    const end = await lit(page, 1);
    assert.ok(start.every((spot, i) => Math.hypot(spot.x - end[i].x, spot.y - end[i].y) < 0.1));
    // Each alone now.
    await press(page, 'Shift+F', 'Shift+J', 'o');
    await until(both, [upright, turnedOnce]);
    await press(page, 'f');
    await until(both, [upright, upright]);
    await press(page, 'o', 'Shift+R');
    // Another plane opens as it is cut.
    await until(() => letters(page, 1), ['R', 'L', 'H', 'F']);
    await press(page, 'Shift+R', 'Shift+R');
    await until(() => letters(page, 1), upright);
  }));

test('the button is there beside six windows on a small screen, whether the images are linked or not', () => {
  const windows = ['Liver', 'Arterial', 'Soft tissue', 'Lung', 'Bone', 'Brain'].map((name, i) => ({ name, center: 40 + i, width: 300 }));
  return roomIn(browser, { phaseNames: ['thick', 'thin'], session: { hanging: { phases: [], linkScrolling: true, windows } } }, async ({ page }) => {
    const toolbar = page.getByRole('toolbar', { name: 'Images' });
    for (const key of ['l', 'l']) {
      await press(page, key);
      const { x, width } = await toolbar.boundingBox();
      const ends = await toolbar.locator('button').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().right));
      assert.equal(ends.length, 13);
      assert.ok(Math.max(...ends) <= x + width, `${Math.max(...ends)} of ${x + width}`);
    }
  });
});

test('a turned image is enlarged turned and whole, and the keys of the crosshair go where they point', () =>
  inRoom(['thick', 'tilted'], async ({ page }) => {
    await press(page, 'o', 'x');
    await page.locator('.phase.large').waitFor();
    const whole = async () => {
      const { x, y, width, height } = await page.locator('.phase-view').first().boundingBox();
      const { a, b } = await spots(page);
      // 90 columns and 61 rows of 256, with the image as high as the viewport is.
      return [Math.abs(Math.abs(b.y - a.y) / Math.min(width, height) - 90 / 256) < 0.01, [a, b].every((spot) => spot.x > x && spot.x < x + width && spot.y > y && spot.y < y + height)];
    };
    await until(whole, [true, true]);
    await press(page, 'h');
    const cross = () =>
      page
        .locator('.phase')
        .first()
        .locator('.crosshair')
        .evaluateAll((lines) => ['x1', 'y1'].map((axis) => lines.reduce((sum, line) => sum + Number(line.getAttribute(axis)), 0) / lines.length));
    await until(async () => page.locator('.phase').first().locator('.crosshair').count(), 4);
    const [x, y] = await cross();
    await press(page, 'Shift+ArrowRight');
    await until(async () => {
      const [across, down] = await cross();
      return [across > x + 5, Math.abs(down - y) < 0.5];
    }, [true, true]);
    await press(page, 'ArrowDown');
    await until(async () => (await cross())[1] > y + 1, true);
  }));

test('a case that was turned is turned when the reader comes back to it, and no other one is', () =>
  inRoom(['thick'], async ({ page }) => {
    await press(page, 'Shift+C', 'lock');
    await shown(page, 2);
    assert.deepEqual(await letters(page), upright);
    await press(page, 'o');
    await until(() => letters(page), turnedOnce);
    await press(page, 'b');
    await shown(page, 1, 'looking');
    assert.deepEqual(await letters(page), upright);
    await press(page, 'n');
    await shown(page, 2);
    assert.deepEqual(await letters(page), turnedOnce);
  }));

test('with a graphics card an image is turned the same way, and stays so where it is scrolled', () =>
  onCard({ phaseNames: ['tilted'], session: sessionOf(simple) }, async ({ page, state }) => {
    const start = await spots(page);
    await page.mouse.click(start.a.x, start.a.y);
    await press(page, '7');
    await isOnVoxel(state, 'tilted', 5, 0);
    await dragFrom(page, 'middle', [23, 12]);
    await ringIsOn(page);
    await press(page, 'o');
    await until(() => letters(page), turnedOnce);
    await ringIsOn(page);
    // Right of the middle is below it now: the second landmark lies to the right of the first, and then below it.
    const turned = await spots(page);
    const [ring] = await rings(page);
    const second = [turned.a, turned.b].sort((a, b) => Math.hypot(b.x - ring.x, b.y - ring.y) - Math.hypot(a.x - ring.x, a.y - ring.y))[0];
    assert.ok(second.y > ring.y && second.x < ring.x);
    await press(page, 'ArrowDown');
    await until(async () => (await rings(page)).length, 0);
    const next = await spots(page);
    assert.ok(Math.hypot(next.a.x - turned.a.x, next.a.y - turned.a.y) < 1, JSON.stringify({ next, turned }));
    await press(page, 'ArrowUp');
    await ringIsOn(page);
    await press(page, 'f');
    await until(() => letters(page), upright);
    await ringIsOn(page);
  }));
