// Marks and boxes on slides and photographs: each lies on the pixel of the full resolution that was clicked, whatever was zoomed, moved, turned or
// loaded again since.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { boxes, measure, points, sessionOf } from '../mock/drawnQuestions.mjs';
import { ground, squares, stains } from '../mock/pictures.mjs';
import { axe, launch, until as untilIn } from './browser.mjs';
import { answered, drag, marksIn } from './drawn.mjs';
import { rest, viewOf } from './pictureView.mjs';
import { press, roomIn, shown } from './room.mjs';

/** Views come to rest; on a busy machine that takes its time. */
const until = (what, expected) => untilIn(what, expected, 20_000);

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const inRoom = (pictures, questions, check, more = {}) => roomIn(browser, { phaseNames: [], pictures, session: sessionOf(...questions), ...more }, check);
const simple = { ...points, perMark: undefined };
/** The first pixel of the first square: red, with ground to its left and above it. */
const corner = { x: squares[0].x - 80, y: squares[0].y - 80 };

/** Where the centre of a pixel is on the page, by hand from what the frame shows. */
function onPage({ x, y, zoom, turned, left, top, width, height }, pixel) {
  const [across, down] = [(pixel.x + 0.5 - x) * zoom, (pixel.y + 0.5 - y) * zoom];
  const [cos, sin] = [Math.cos((turned * Math.PI) / 180), Math.sin((turned * Math.PI) / 180)];
  return { x: left + width / 2 + across * cos - down * sin, y: top + height / 2 + across * sin + down * cos };
}

/** Where rings of marks are drawn on a picture, in pixels of the page. */
const rings = (page, place = 0) =>
  page
    .locator('.picture')
    .nth(place)
    .evaluate((frame) => {
      const { left, top } = frame.querySelector('.overlay').getBoundingClientRect();
      return [...frame.querySelectorAll('.mark .ring')].map((ring) => ({ x: left + Number(ring.getAttribute('cx')), y: top + Number(ring.getAttribute('cy')) }));
    });

/** How far the only ring is from the centre of a pixel, in pixels of the picture. */
async function ringIsAt(page, pixel, place = 0) {
  await until(async () => {
    const view = await rest(page, place);
    const [ring] = await rings(page, place);
    const at = onPage(view, pixel);
    return ring !== undefined && Math.hypot(ring.x - at.x, ring.y - at.y) / view.zoom < 0.5;
  }, true);
}

const colourAt = (page, { x, y }) =>
  page
    .locator('.picture')
    .first()
    .evaluate(
      (frame, at) => {
        const canvas = frame.querySelector('.openseadragon-canvas canvas');
        const { left, top, width } = canvas.getBoundingClientRect();
        const scale = canvas.width / width;
        return [...canvas.getContext('2d').getImageData(Math.floor((at.x - left) * scale), Math.floor((at.y - top) * scale), 1, 1).data.slice(0, 3)];
      },
      { x, y },
    );
const isNear = (got, expected) => got.every((v, i) => Math.abs(v - expected[i]) <= 60);

/** The ring's middle is drawn over the corner of the red square: red there, ground a pixel and a half to each side, as the tiles were painted. */
async function ringIsOnTheRedCorner(page) {
  await until(async () => {
    const { zoom, turned } = await rest(page);
    const [ring] = await rings(page);
    if (ring === undefined) return 'no ring';
    const way = 1.5 * zoom;
    const [cos, sin] = [Math.cos((turned * Math.PI) / 180), Math.sin((turned * Math.PI) / 180)];
    const beside = { x: ring.x - way * cos, y: ring.y - way * sin };
    const above = { x: ring.x + way * sin, y: ring.y - way * cos };
    const within = { x: ring.x + way * (cos - sin), y: ring.y + way * (sin + cos) };
    const [a, b, c] = [await colourAt(page, beside), await colourAt(page, above), await colourAt(page, within)];
    return isNear(a, ground) && isNear(b, ground) && isNear(c, squares[0].colour) ? 'on it' : JSON.stringify({ a, b, c });
  }, 'on it');
}

/** Turns the wheel over a pixel until it is so large. */
async function zoomTo(page, pixel, least) {
  const at = onPage(await rest(page), pixel);
  await page.mouse.move(at.x, at.y);
  await until(async () => {
    const { zoom } = await viewOf(page);
    if (zoom < least) {
      await page.mouse.wheel(0, -240);
    }
    return zoom >= least;
  }, true);
  return onPage(await rest(page), pixel);
}

const markAt = (state, id = 'lesions', index = 0) => marksIn(state, id)?.[index];
const isAt = (mark, pixel) => mark !== undefined && Math.abs(mark.x - pixel.x) < 0.5 && Math.abs(mark.y - pixel.y) < 0.5;

for (const [name, stain] of Object.entries({ slide: stains.he, photograph: stains.photograph })) {
  test(`a mark on a ${name} is at the pixel that was clicked after zoom, shift, turn and reload`, () =>
    inRoom([stain], [simple], async ({ page, state }) => {
      const at = await zoomTo(page, corner, 4);
      await page.mouse.click(at.x, at.y);
      await press(page, '7', '5');
      await until(() => markAt(state)?.rating, 75);
      assert.ok(isAt(markAt(state), corner), answered(state, 'lesions'));
      assert.deepEqual([markAt(state).picture, markAt(state).z, markAt(state).series], [0, 0, undefined]);
      const told = answered(state, 'lesions');
      const pixel = markAt(state);
      await ringIsAt(page, pixel);
      await ringIsOnTheRedCorner(page);
      await drag(page, { x: at.x + 80, y: at.y + 80 }, { x: at.x + 155, y: at.y + 41 });
      const moved = await rest(page);
      assert.ok(Math.abs(onPage(moved, corner).x - at.x) > 20, 'the left button moves the picture');
      await ringIsAt(page, pixel);
      await ringIsOnTheRedCorner(page);
      await press(page, 'o');
      await until(async () => (await rest(page)).turned, 90);
      await ringIsAt(page, pixel);
      await press(page, 'f');
      await until(async () => (await rest(page)).turned, 0);
      await ringIsAt(page, pixel);
      assert.equal(answered(state, 'lesions'), told);
      await page.getByText(/Saved at/).waitFor();
      await page.reload();
      await shown(page, 1);
      await ringIsAt(page, pixel);
      await zoomTo(page, corner, 4);
      await ringIsAt(page, pixel);
      await ringIsOnTheRedCorner(page);
      assert.equal(answered(state, 'lesions'), told);
    }));
}

test('a mark that is placed on a turned picture is at its pixel', () =>
  inRoom([stains.he], [simple], async ({ page, state }) => {
    await zoomTo(page, corner, 4);
    await press(page, 'o');
    await until(async () => (await rest(page)).turned, 90);
    const at = onPage(await rest(page), corner);
    await page.mouse.click(at.x, at.y);
    await press(page, '9');
    await until(() => isAt(markAt(state), corner), true);
    await ringIsAt(page, markAt(state));
  }));

describe('marks beside the questions', () => {
  test('each is named by its stain, rated and asked about; it is moved, removed and put back', () =>
    inRoom([stains.he, stains.psr], [points], async ({ page, state }) => {
      await rest(page, 1);
      const first = onPage(await rest(page), squares[0]);
      await page.mouse.click(first.x, first.y);
      await press(page, '8');
      await page.getByRole('radio', { name: 'Malignant' }).click();
      const second = onPage(await rest(page, 1), { x: squares[1].x / 2, y: squares[1].y / 2 });
      await page.mouse.click(second.x, second.y);
      await press(page, '4');
      await until(() => marksIn(state, 'lesions')?.map(({ rating, picture, answers }) => [rating, picture, answers?.kind]), [
        [8, 0, 'malignant'],
        [4, 1, null],
      ].map((row) => row.map((cell) => cell ?? undefined)));
      assert.deepEqual(await page.locator('.mark-row .visually-hidden').allTextContents(), ['Mark 1, HE, rated 8', 'Mark 2, PSR, rated 4, not complete yet']);
      assert.deepEqual([(await rings(page, 0)).length, (await rings(page, 1)).length], [1, 1]);
      // Two pictures side by side, a fraction of a pixel wider than OpenSeadragon counts.
      await ringIsAt(page, markAt(state), 0);
      await ringIsAt(page, markAt(state, 'lesions', 1), 1);
      await axe(page);
      await drag(page, first, { x: first.x + 60, y: first.y + 40 });
      const { zoom } = await rest(page);
      await until(() => Math.abs(markAt(state).x - squares[0].x - 60 / zoom) < 2 / zoom && Math.abs(markAt(state).y - squares[0].y - 40 / zoom) < 2 / zoom, true);
      assert.ok(Math.abs(onPage(await rest(page), squares[0]).x - first.x) < 0.5, 'the picture stays under a hand that moves a mark');
      await press(page, 'u');
      await until(() => Math.abs(markAt(state).x - squares[0].x) < 2 / zoom, true);
      await press(page, 'Shift+N', 'Delete');
      await until(async () => page.locator('.mark-row').count(), 1);
      await press(page, 'u');
      await until(async () => page.locator('.mark-row').count(), 2);
    }));

  test('a mark out of sight is brought into sight by its row', () =>
    inRoom([stains.he], [simple], async ({ page }) => {
      const at = await zoomTo(page, corner, 2);
      await page.mouse.click(at.x, at.y);
      await press(page, '5');
      await press(page, 'Control+Shift+ArrowRight', 'Control+Shift+ArrowRight', 'Control+Shift+ArrowRight', 'Control+Shift+ArrowRight', 'Control+Shift+ArrowRight');
      const seen = async () => {
        const view = await rest(page);
        const [ring] = await rings(page);
        return ring.x > view.left && ring.x < view.left + view.width;
      };
      await until(seen, false);
      await page.locator('.mark-row').click();
      await until(seen, true);
    }));

  test('neither a hand that moves the picture nor a click on its map is a mark', () =>
    inRoom([stains.he], [simple], async ({ page, state }) => {
      const view = await rest(page);
      const middle = { x: view.left + view.width / 2, y: view.top + view.height / 2 };
      await drag(page, middle, { x: middle.x + 50, y: middle.y });
      await until(async () => (await rest(page)).x < view.x - 100, true);
      await page.locator('.picture-map').click();
      await rest(page);
      assert.equal(await page.locator('.mark-row').count(), 0);
      assert.equal(answered(state, 'lesions'), undefined);
    }));

  test('looking back at a locked case shows its marks, and draws nothing more', () =>
    inRoom([stains.he], [simple], async ({ page, state }) => {
      const at = onPage(await rest(page), squares[0]);
      await page.mouse.click(at.x, at.y);
      await press(page, '5', 'lock');
      await shown(page, 2);
      await until(async () => (await rings(page)).length, 0);
      await press(page, 'b');
      await shown(page, 1, 'looking');
      await until(async () => (await rings(page)).length, 1);
      const other = onPage(await rest(page), squares[1]);
      await page.mouse.click(other.x, other.y);
      assert.equal(await page.locator('.mark-row').count(), 1);
      assert.equal(JSON.parse(state.readings[0].answers.lesions).length, 1);
    }));
});

describe('boxes', () => {
  test('a box is dragged while the picture stays, changed by its corners, and measured in mm', () =>
    inRoom([stains.he], [boxes], async ({ page, state }) => {
      const view = await rest(page);
      const [a, b] = [onPage(view, { x: 1000, y: 700 }), onPage(view, { x: 2600, y: 1900 })];
      await drag(page, a, b);
      await press(page, '3');
      const corners = (...expected) => until(() => marksIn(state, 'boxes')?.[0].box.flat().every((v, i) => Math.abs(v - expected[i]) < 1.5 / view.zoom), true);
      await corners(1000, 700, 0, 2600, 1900, 0);
      assert.equal(marksIn(state, 'boxes')[0].picture, 0);
      assert.deepEqual(await rest(page), view);
      // By hand: 1600 and 1200 pixels of half a micrometre.
      assert.match(await page.locator('.mark-row .visually-hidden').textContent(), /0\.(79|8|81) × 0\.(59|6|61) mm/);
      await drag(page, b, onPage(view, { x: 2000, y: 1500 }));
      await corners(1000, 700, 0, 2000, 1500, 0);
      await press(page, 'u');
      await corners(1000, 700, 0, 2600, 1900, 0);
    }));

  test('on a photograph whose pixels have no size it is measured in pixels', () =>
    inRoom([stains.photograph], [boxes], async ({ page }) => {
      const view = await rest(page);
      await drag(page, onPage(view, { x: 1000, y: 700 }), onPage(view, { x: 2600, y: 1900 }));
      await press(page, '3');
      await until(async () => /(159|160)\d × (119|120)\d px/.test(await page.locator('.mark-row .visually-hidden').textContent()), true);
    }));

  test('one whose first corner is set is there after a reload, and goes on', () =>
    inRoom([stains.he], [boxes], async ({ page, state }) => {
      const view = await rest(page);
      const [a, b] = [onPage(view, { x: 1000, y: 700 }), onPage(view, { x: 2600, y: 1900 })];
      await page.mouse.click(a.x, a.y);
      await page.reload();
      await shown(page, 1);
      await page.getByText('Set the opposite corner').waitFor();
      await rest(page);
      await page.mouse.click(b.x, b.y);
      await press(page, '3');
      await until(() => marksIn(state, 'boxes')?.[0].box.map(([x]) => Math.round(x / 100)), [10, 26]);
    }));
});

describe('without a mouse, and by touch', () => {
  test('marks are placed to the pixel, rated and locked by keyboard alone', () =>
    inRoom([stains.he], [simple], async ({ page, state }) => {
      await rest(page);
      await press(page, 'End');
      await until(async () => (await rest(page)).zoom, 1);
      await press(page, 'h');
      await until(async () => page.locator('.picture .crosshair').count(), 4);
      await press(page, ' ', '1');
      await until(() => marksIn(state, 'lesions')?.length, 1);
      const { x, y } = markAt(state);
      assert.ok(Math.abs(x - 2000) <= 2 && Math.abs(y - 1500) <= 2, `${x} ${y}`);
      // Where a pixel is smaller than a step, a step is two pixels of the screen.
      await press(page, 'Shift+ArrowRight', 'ArrowDown', ' ', '2');
      await until(() => marksIn(state, 'lesions')?.length, 2);
      assert.deepEqual([markAt(state, 'lesions', 1).x - x, markAt(state, 'lesions', 1).y - y], [20, 2]);
      await press(page, 'PageUp');
      await until(async () => (await rest(page)).zoom > 2, true);
      await press(page, 'Shift+ArrowLeft', 'ArrowUp', ' ', '3');
      await until(() => marksIn(state, 'lesions')?.length, 3);
      assert.deepEqual([markAt(state, 'lesions', 2).x - x, markAt(state, 'lesions', 2).y - y], [10, 1]);
      await press(page, 'Escape', 'lock');
      await shown(page, 2);
      assert.equal(JSON.parse(state.readings[0].answers.lesions).length, 3);
    }));

  test('the crosshair changes over from the CT to the slide', () =>
    inRoom([stains.he], [simple], async ({ page, state }) => {
      await rest(page);
      await press(page, 'h', 'Shift+D', ' ', '6');
      await until(() => marksIn(state, 'lesions')?.map(({ picture }) => picture ?? 'CT'), ['CT']);
      await press(page, 'Shift+D', ' ', '7');
      await until(() => marksIn(state, 'lesions')?.map(({ picture }) => picture ?? 'CT'), ['CT', 0]);
      assert.equal((await rings(page)).length, 1);
    }, { phaseNames: ['thick'] }));

  test('a tap of a finger places a mark; a finger that moves shifts the picture', () =>
    inRoom([stains.he], [simple], async ({ page, state }) => {
      const view = await rest(page);
      const at = onPage(view, squares[0]);
      const client = await page.context().newCDPSession(page);
      const touch = (type, ...touchPoints) => client.send('Input.dispatchTouchEvent', { type, touchPoints });
      await touch('touchStart', { x: at.x, y: at.y });
      await touch('touchEnd');
      await page.locator('.mark-row').waitFor();
      await press(page, '5');
      await until(() => Math.abs((markAt(state)?.x ?? 0) - squares[0].x) < 1 / view.zoom, true);
      await touch('touchStart', { x: at.x + 100, y: at.y + 100 });
      for (let i = 1; i <= 10; i += 1) {
        await touch('touchMove', { x: at.x + 100 + i * 10, y: at.y + 100 });
      }
      await touch('touchEnd');
      await until(async () => (await rest(page)).x < view.x - 100, true);
      assert.equal(await page.locator('.mark-row').count(), 1);
      await ringIsAt(page, markAt(state));
    }));
});

test('nothing is measured on a slide, and it is said', () =>
  inRoom([stains.he], [measure('length')], async ({ page, state }) => {
    const view = await rest(page);
    await drag(page, onPage(view, { x: 1000, y: 700 }), onPage(view, { x: 1600, y: 700 }));
    await press(page, 'h', ' ');
    await page.getByText('Outlines and measurements are drawn on stacks of images').waitFor();
    assert.equal(answered(state, 'length'), undefined);
  }));
