// Slides: drawn where they should be, linked by micrometres, worked by the keyboard alone.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ground, squares, stains } from '../mock/pictures.mjs';
import { mockServer } from '../mock/server.mjs';
import { axe, enter, launch, listen, newPage, until as untilIn } from './browser.mjs';
import { rest, viewOf } from './pictureView.mjs';
import { press, roomIn, shown } from './room.mjs';

/** Views come to rest; on a busy machine that takes its time. */
const until = (what, expected) => untilIn(what, expected, 20_000);

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const inRoom = (pictures, check, more = {}) => roomIn(browser, { phaseNames: [], pictures, ...more }, check);

/** Where a point of the picture is on the page. */
const onPage = ({ x, y, zoom, left, top, width, height }, point) => ({ x: left + width / 2 + (point.x - x) * zoom, y: top + height / 2 + (point.y - y) * zoom });

/** The colour at a point of the page. */
const colourAt = (page, place, { x, y }) =>
  page
    .locator('.picture')
    .nth(place)
    .evaluate(
      (frame, at) => {
        const canvas = frame.querySelector('.openseadragon-canvas canvas');
        const { left, top, width } = canvas.getBoundingClientRect();
        const scale = canvas.width / width;
        return [...canvas.getContext('2d').getImageData(Math.round((at.x - left) * scale), Math.round((at.y - top) * scale), 1, 1).data.slice(0, 3)];
      },
      { x, y },
    );

const isNear = (got, expected) => got.every((v, i) => Math.abs(v - expected[i]) <= 12);
const stands = (page, place, colour, point) => until(async () => isNear(await colourAt(page, place, onPage(await viewOf(page, place), point)), colour), true);

describe('one slide', () => {
  test('opens whole, with each square where it belongs, and its edges to the pixel', () =>
    inRoom([stains.he], async ({ page }) => {
      const view = await rest(page, 0);
      const fit = Math.min(view.width / 4000, view.height / 3000);
      assert.ok(Math.abs(view.zoom - fit) < 0.001 * fit, `${view.zoom} is not ${fit}`);
      assert.ok(Math.abs(view.x - 2000) < 2 && Math.abs(view.y - 1500) < 2);
      for (const { x, y, colour } of squares) {
        await stands(page, 0, colour, { x, y });
        await stands(page, 0, ground, { x: x + 80 + 3 / view.zoom, y });
        await stands(page, 0, colour, { x: x + 80 - 3 / view.zoom, y });
      }
      assert.equal(await page.locator('.picture .bottom-right').textContent(), `${Number((10 * (fit / 0.5)).toPrecision(2))}×`);
    }));

  test('pixel by pixel the same squares stand at the same places of the tissue', () =>
    inRoom([stains.he], async ({ page }) => {
      const opened = await rest(page, 0);
      const on = onPage(opened, squares[0]);
      await page.mouse.move(on.x, on.y);
      await until(async () => {
        await page.mouse.wheel(0, -240);
        return (await viewOf(page, 0)).zoom > 3 * opened.zoom;
      }, true);
      const near = await rest(page, 0);
      const now = onPage(near, squares[0]);
      assert.ok(Math.hypot(now.x - on.x, now.y - on.y) < 3, 'the wheel zooms at the pointer');
      await stands(page, 0, squares[0].colour, squares[0]);
      await stands(page, 0, squares[0].colour, { x: squares[0].x - 78, y: squares[0].y - 78 });
      await stands(page, 0, ground, { x: squares[0].x - 82, y: squares[0].y });
      await press(page, 'End');
      await until(async () => (await rest(page, 0)).zoom, 1);
      await stands(page, 0, ground, { x: squares[0].x + 82, y: squares[0].y });
      assert.equal(await page.locator('.picture .bottom-right').textContent(), '20×');
      assert.match(await page.locator('.picture .scale').textContent(), /^50 µm$/);
      assert.equal(await page.locator('.scale-line').evaluate((line) => line.style.width), '100px');
    }));

  test('the keyboard alone moves, zooms, turns and comes back to the whole', () =>
    inRoom([stains.he], async ({ page }) => {
      const whole = await rest(page, 0);
      await press(page, 'PageUp');
      await until(async () => (await rest(page, 0)).zoom > 2 * whole.zoom, true);
      const zoomed = await rest(page, 0);
      await press(page, 'Control+Shift+ArrowRight', 'Control+Shift+ArrowDown');
      const moved = await rest(page, 0);
      assert.ok(moved.x > zoomed.x + 100 && moved.y > zoomed.y + 100);
      await press(page, 'o');
      await until(async () => (await rest(page, 0)).turned, 90);
      assert.match(await page.locator('.picture-view').getAttribute('aria-label'), /HE, magnification .*×, turned by 90 degrees/);
      await press(page, 'Control+Shift+ArrowUp');
      await press(page, 'f');
      const back = await rest(page, 0);
      assert.deepEqual([back.turned, Math.round(back.x), Math.round(back.y)], [0, 2000, 1500]);
      await press(page, '1', '2', '4');
      await page.getByText(/Saved at/).waitFor();
    }));

  test('asks the same questions, has no serious finding, and says nothing of windows', () =>
    inRoom([stains.he], async ({ page, state }) => {
      await axe(page);
      assert.equal(await page.getByText('No images for this case.').isVisible(), false);
      assert.equal(await page.getByRole('button', { name: /Liver/ }).isVisible(), false);
      await press(page, 'w', '1', '2', '4', 'lock');
      await shown(page, 2);
      assert.equal(state.readings[0].status, 'locked');
      assert.ok(state.readings[0].times.firstImageAt > 0);
    }));

  describe('of which a tile does not come', () => {
    /** A tile under the right half of the opening view, asked for again and again; the console of the page may complain. */
    async function withoutTile(comes, check) {
      const { server } = await mockServer({ phaseNames: [], pictures: [stains.he] });
      const address = await listen(server);
      const { context, page } = await newPage(browser);
      let asked = 0;
      await page.route(/pictures\/0\/tiles\/1[0-2]\/[1-9]_\d+$/, (route) => {
        asked += 1;
        return comes(asked) ? route.continue() : route.fulfill({ status: 404 });
      });
      try {
        await enter(page, address);
        await check(page);
      } finally {
        await context.close();
        server.closeAllConnections();
        server.close();
      }
    }
    const notice = (page) => page.locator('.phase-trouble:visible');

    test('the others are seen and the questions answered; it is told in a corner, and asked for again', () => {
      let broken = true;
      return withoutTile(
        () => !broken,
        async (page) => {
          await until(() => notice(page).locator('p').allTextContents(), ['Parts of this picture could not be loaded.']);
          const { x, y } = onPage(await rest(page, 0), squares[0]);
          await stands(page, 0, squares[0].colour, squares[0]);
          assert.equal(await page.evaluate(([px, py]) => document.elementFromPoint(px, py).closest('.phase-trouble') === null, [x, y]), true, 'the notice covers the slide');
          await axe(page);
          await press(page, '1', '2', '4');
          await page.getByText(/Saved at/).waitFor();
          broken = false;
          await page.getByRole('button', { name: 'Try again' }).click();
          await stands(page, 0, squares[1].colour, squares[1]);
          await until(() => notice(page).count(), 0);
        },
      );
    });

    test('nothing is told of one that comes when it is asked for again', () =>
      withoutTile(
        (asked) => asked > 1,
        async (page) => {
          await stands(page, 0, squares[1].colour, squares[1]);
          await page.waitForTimeout(2500);
          assert.equal(await notice(page).count(), 0);
        },
      ));
  });

  test('a photograph without a size of its pixels has no bar', () =>
    inRoom([stains.photograph], async ({ page }) => {
      await rest(page, 0);
      assert.equal(await page.locator('.picture .scale').isVisible(), false);
      assert.match(await page.locator('.picture .bottom-right').textContent(), /^\d+ %$/);
    }));

  test('the opening tiles of the next case are there before it is opened', () =>
    inRoom([stains.he], async ({ page, state }) => {
      await page.getByText('Next case ready').waitFor();
      const ahead = state.tileRequests.filter((path) => path.includes('/cases/2/'));
      assert.ok(ahead.length >= 2, ahead.join(' '));
      await press(page, '1', '2', '4', 'lock');
      await shown(page, 2);
      await stands(page, 0, squares[0].colour, squares[0]);
    }));
});

describe('linked stains', () => {
  const two = [stains.he, stains.psr];

  test('show the same micrometres at the same magnification, whoever leads', () =>
    inRoom(two, async ({ page }) => {
      await rest(page, 0);
      await press(page, 'PageUp', 'Control+Shift+ArrowLeft');
      const he = await rest(page, 0);
      const psr = await rest(page, 1);
      assert.ok(Math.abs(psr.x - he.x / 2) < 1 && Math.abs(psr.y - he.y / 2) < 1, JSON.stringify({ he, psr }));
      assert.ok(Math.abs(psr.zoom - 2 * he.zoom) < 0.01 * psr.zoom);
      assert.equal(await page.locator('.picture .bottom-right').nth(0).textContent(), await page.locator('.picture .bottom-right').nth(1).textContent());

      await press(page, 'j', 'Control+Shift+ArrowDown', 'o');
      const [led, leads] = [await rest(page, 0), await rest(page, 1)];
      assert.ok(leads.y > psr.y && Math.abs(led.y - 2 * leads.y) < 2);
      assert.deepEqual([led.turned, leads.turned], [90, 90]);
    }));

  test('unlinked ones move apart, and keep their shift when they are linked again', () =>
    inRoom(two, async ({ page }) => {
      await press(page, 'PageUp');
      const together = await rest(page, 0);
      await press(page, 'l', 'Control+Shift+ArrowRight');
      const [apart, stayed] = [await rest(page, 0), await rest(page, 1)];
      assert.ok(apart.x > together.x + 50 && Math.abs(stayed.x - together.x / 2) < 1);
      await press(page, 'l', 'Control+Shift+ArrowDown');
      const [first, second] = [await rest(page, 0), await rest(page, 1)];
      assert.ok(first.y > apart.y);
      assert.ok(Math.abs(second.y - first.y / 2) < 1 && Math.abs(second.x - stayed.x) < 1);
    }));

  test('one fills the place and makes room again', () =>
    inRoom(two, async ({ page }) => {
      await rest(page, 0);
      await press(page, 'j', 'x');
      await until(() => page.locator('.picture').nth(1).evaluate((f) => f.classList.contains('large')), true);
      await press(page, 'x');
      await until(() => page.locator('.picture.large').count(), 0);
    }));
});

describe('beside a CT', () => {
  test('both stand side by side, and the keys go where the reader last was', () =>
    inRoom([stains.he], async ({ page }) => {
      await rest(page, 0);
      const slice = () => page.locator('.stage .corner.bottom-left').textContent().then((t) => Number(t.split('/')[0]));
      assert.equal(await slice(), 12);
      await press(page, 'j', 'ArrowDown');
      await until(slice, 13);
      await press(page, 'j', 'PageUp');
      await rest(page, 0);
      assert.equal(await slice(), 13);
    }, { phaseNames: ['arterial'] }));

  test('the images are there when both are, not when the first is', () =>
    roomIn(browser, { phaseNames: ['arterial'], pictures: [stains.he], enters: false }, async ({ page, state, address }) => {
      // The slide's tiles come late.
      await page.route(/\/pictures\/0\/tiles\//, async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 1500));
        await route.continue();
      });
      await enter(page, address);
      await press(page, '1', '2', '4');
      await until(async () => state.readings[0].times?.firstImageAt > 0, true);
      const { openedAt, firstImageAt } = state.readings[0].times;
      assert.ok(firstImageAt - openedAt >= 1500, `${firstImageAt - openedAt} ms`);
    }));
});
