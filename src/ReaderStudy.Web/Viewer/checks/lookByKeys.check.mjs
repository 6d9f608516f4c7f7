// Zoom, shift and a free window without a mouse: on the viewport that takes the keys, and on those that go with it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { drawnSeries, landmarks } from '../mock/drawnPhantom.mjs';
import { launch, until } from './browser.mjs';
import { lit } from './drawn.mjs';
import { onCard } from './onCard.mjs';
import { drawnFrames, press, rested as rest, roomIn } from './room.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const windows = async (page) => page.locator('.corner.bottom-right').allTextContents();
const [zoomIn, zoomOut] = ['Shift+PageUp', 'Shift+PageDown'];

/** A viewport's two landmarks: where they are, and how far they are apart. */
async function seen(page, place) {
  const [a, b] = await lit(page, place);
  return a === undefined || b === undefined ? null : { x: a.x, y: a.y, far: { x: b.x, y: b.y }, apart: Math.hypot(b.x - a.x, b.y - a.y) };
}

const both = (page) => Promise.all([seen(page, 0), seen(page, 1)]);

/** How far a viewport's image was shifted, in pixels: the mean of both landmarks. */
const shiftOf = (view, before) => ({ x: (view.x - before.x + view.far.x - before.far.x) / 2, y: (view.y - before.y + view.far.y - before.far.y) / 2 });

/** Of a pixel of the screen, mm: by how far the landmarks of a series are from each other in the patient. */
function sizeOfPixel(view, name) {
  const [rowSpacing, columnSpacing] = drawnSeries[name].metadata(0)['00280030'].Value;
  const [a, b] = landmarks;
  return Math.hypot((b.column - a.column) * columnSpacing, (b.row - a.row) * rowSpacing) / view.apart;
}

/** By how many pixels of the second viewport its shift differs from that of the first, in mm. */
function unequal([one, other], before, names) {
  const sizes = [sizeOfPixel(one, names[0]), sizeOfPixel(other, names[1])];
  const [a, b] = [shiftOf(one, before[0]), shiftOf(other, before[1])];
  return Math.hypot(a.x * sizes[0] - b.x * sizes[1], a.y * sizes[0] - b.y * sizes[1]) / sizes[1];
}

/** Whether both viewports are zoomed by so much against how they were, the first one is shifted by so many pixels, and the other one by as many mm. */
async function isSeen(page, before, [zooms, across, down]) {
  const views = await both(page);
  const zoomed = views.every((view, i) => view !== null && Math.abs(view.apart / before[i].apart - zooms[i]) < 0.03);
  const [one] = views;
  const shifted = zoomed && Math.abs(one.x - before[0].x - across) < 2 && Math.abs(one.y - before[0].y - down) < 2;
  return shifted && unequal(views, before, ['thick', 'thin']) <= 0.5;
}

/** Undoes until it is as expected: what a slow machine drew apart is more than one step. */
async function back(page, what, expected) {
  for (let steps = 0; steps < 6; steps += 1) {
    await press(page, 'z');
    await drawnFrames(page, 6);
    if ((await what()) === expected) {
      return;
    }
  }
  assert.equal(await what(), expected);
}

test('zoom, shift and window are set by keyboard alone, together as by the mouse, and undone step by step', () =>
  roomIn(browser, { phaseNames: ['thick', 'thin'] }, async ({ page }) => {
    await page.evaluate(() => {
      window.mouseUsed = 0;
      ['pointerdown', 'mousedown', 'wheel', 'touchstart'].forEach((what) => window.addEventListener(what, () => (window.mouseUsed += 1), { capture: true }));
    });
    const start = await both(page);
    const size = await page.locator('.phase-view').first().evaluate((view) => ({ width: view.clientWidth, height: view.clientHeight }));
    const [across, down] = [size.width / 10, size.height / 10];

    // What is looked at lies further to the right and up: the image moves to the left and down.
    await press(page, 'Control+Shift+ArrowRight', 'Control+Shift+ArrowUp');
    await until(() => isSeen(page, start, [[1, 1], -across, down]), true);
    await rest(page);
    await press(page, 'Control+Shift+ArrowLeft', 'Control+Shift+ArrowDown');
    await until(() => isSeen(page, start, [[1, 1], 0, 0]), true);
    await rest(page);

    const landmarks = async () => (await both(page)).map((view, i) => (view === null ? 0 : Math.round((view.apart / start[i].apart) * 20) / 20));
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

/** Drags with a button from the middle of a viewport. */
async function drag(page, place, button, [across, down]) {
  const { x, y, width, height } = await page.locator('.phase-view').nth(place).boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down({ button });
  await page.mouse.move(x + width / 2 + across, y + height / 2 + down, { steps: 7 });
  await page.mouse.up({ button });
  await drawnFrames(page);
}

/** Whether the second viewport follows the first one that the mouse zooms and shifts, and the other way round. */
const follow = (names) => async ({ page }) => {
  const start = await both(page);
  await drag(page, 0, 'middle', [-51, 73]);
  await until(async () => {
    const views = await both(page);
    const { x, y } = shiftOf(views[0], start[0]);
    return [Math.abs(x + 51) <= 0.5, Math.abs(y - 73) <= 0.5, unequal(views, start, names) <= 0.5];
  }, [true, true, true]);

  await drag(page, 0, 'right', [0, 20]);
  await until(async () => {
    const [one, other] = (await both(page)).map((view, i) => (view === null ? 0 : view.apart / start[i].apart));
    return [one > 1.1, Math.abs(one - other) < 0.02];
  }, [true, true]);

  // And back: whichever of them leads.
  const zoomed = await both(page);
  await drag(page, 1, 'middle', [24, -31]);
  await until(async () => {
    const views = await both(page);
    const { x, y } = shiftOf(views[1], zoomed[1]);
    return [Math.abs(x - 24) <= 0.5, Math.abs(y + 31) <= 0.5, unequal(views, zoomed, names) <= 0.5];
  }, [true, true, true]);
  await page.keyboard.press('f');
  await until(async () => (await both(page)).every((view, i) => Math.hypot(view.x - start[i].x, view.y - start[i].y) < 0.5 && Math.abs(view.apart - start[i].apart) < 0.5), true);
};

for (const names of [
  ['thick', 'thin'],
  ['thick', 'tilted'],
]) {
  const what = `${names[1]} slices follow ${names[0]} ones that the mouse zooms and shifts: in the same ratio, and by as many mm`;
  test(what, () => roomIn(browser, { phaseNames: names }, follow(names)));
  test(`with a graphics card too, ${what}`, () => onCard({ phaseNames: names }, follow(names)));
}

test('what is apart stays where it is, and a shift that was made apart is kept when both go together again', () =>
  roomIn(browser, { phaseNames: ['thick', 'thin'] }, async ({ page }) => {
    const start = await both(page);
    await page.keyboard.press('Shift+F');
    await drag(page, 1, 'middle', [40, 20]);
    const alone = async (place) => {
      const { x, y } = shiftOf(await seen(page, place), start[place]);
      return [x, y].map((pixels) => Math.round(pixels) + 0);
    };
    await until(() => alone(1), [40, 20]);
    assert.deepEqual(await alone(0), [0, 0]);
    await page.keyboard.press('Shift+F');
    await drag(page, 0, 'middle', [-30, 10]);
    await until(() => alone(0), [-30, 10]);
    await until(() => alone(1), [10, 30]);
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
    for (const words of ['Zoom in', 'Zoom out', 'Look further to the left', 'Turn the image or slide by a quarter', 'Narrower: more contrast', 'Brighter']) {
      assert.ok(await sheet.getByText(words, { exact: true }).isVisible(), words);
    }
  }));
