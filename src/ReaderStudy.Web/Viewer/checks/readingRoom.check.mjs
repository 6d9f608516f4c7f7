// Real mouse and keyboard on the built page, against the mock server: `npm run build && npm run check`.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { mockServer } from '../mock/server.mjs';
import { axe, enter, launch, listen, newPage, until } from './browser.mjs';
import { armed, press, roomIn, shown } from './room.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const inRoom = (options, check, size) => roomIn(browser, options, check, size);

const corner = (page, place, where) => page.locator('.phase').nth(place).locator(`.corner.${where}`);
const slice = async (page, place) => Number((await corner(page, place, 'bottom-left').textContent()).split('/')[0]);
const windowText = (page, place) => corner(page, place, 'bottom-right').textContent();
const slices = (page) => async () => [await slice(page, 0), await slice(page, 1)];

/** Mean brightness of a square in the middle of a viewport, as the reader sees it. */
const brightness = (page, place) =>
  page
    .locator('.phase')
    .nth(place)
    .evaluate((phase) => {
      const canvas = phase.querySelector('.phase-view canvas');
      const copy = document.createElement('canvas');
      [copy.width, copy.height] = [canvas.width, canvas.height];
      const context = copy.getContext('2d');
      context.drawImage(canvas, 0, 0);
      const { data } = context.getImageData(canvas.width / 2 - 60, canvas.height / 2 - 60, 120, 120);
      return data.reduce((sum, v, i) => (i % 4 === 0 ? sum + v : sum), 0) / (data.length / 4);
    });

describe('images', () => {
  test('the wheel scrolls both phases to the same height though their slices differ in thickness', () =>
    inRoom({}, async ({ page }) => {
      assert.deepEqual([await slice(page, 0), await slice(page, 1)], [12, 24]);
      await page.mouse.move(250, 400);
      for (let i = 0; i < 3; i += 1) {
        await page.mouse.wheel(0, 100);
      }
      await until(slices(page), [15, 30]);
      await page.mouse.move(760, 400);
      await page.mouse.wheel(0, -100);
      await page.mouse.wheel(0, -100);
      await until(slices(page), [14, 28]);
      await page.keyboard.press('PageDown');
      await until(slices(page), [16, 33]);
      await page.keyboard.press('Home');
      await until(slices(page), [1, 1]);
    }));

  test('unlinked phases scroll apart, and keep their shift when linked again', () =>
    inRoom({}, async ({ page }) => {
      await page.keyboard.press('l');
      await page.mouse.move(760, 400);
      await page.mouse.wheel(0, 100);
      await page.mouse.wheel(0, 100);
      await until(slices(page), [12, 26]);
      await page.keyboard.press('l');
      await page.mouse.move(250, 400);
      await page.mouse.wheel(0, 100);
      await until(slices(page), [13, 28]);
    }));

  test('dragging sets the window of all phases, and pixels follow', () =>
    inRoom({}, async ({ page }) => {
      assert.equal(await windowText(page, 0), 'W 180  L 90');
      const before = await brightness(page, 1);
      await page.mouse.move(250, 400);
      await page.mouse.down();
      await page.mouse.move(250, 430, { steps: 5 });
      await page.mouse.up();
      await until(async () => (await windowText(page, 0)) !== 'W 180  L 90', true);
      await until(async () => (await windowText(page, 0)) === (await windowText(page, 1)), true);
      await until(async () => Math.abs((await brightness(page, 1)) - before) > 5, true);
    }));

  test('a preset is one key, for all phases', () =>
    inRoom({}, async ({ page }) => {
      const liver = await brightness(page, 0);
      await page.keyboard.press('t');
      await until(() => windowText(page, 0), 'W 1800  L 400');
      await until(() => windowText(page, 1), 'W 1800  L 400');
      await until(async () => (await brightness(page, 0)) < liver, true);
      assert.equal(await page.getByRole('button', { name: 'Bone' }).getAttribute('aria-pressed'), 'true');
      await page.keyboard.press('f');
      await until(() => windowText(page, 0), 'W 180  L 90');
    }));

  test('the opening slice is windowed by the numbers: liver at 70 HU in W 180 L 90', () =>
    inRoom({ phaseNames: ['arterial'] }, async ({ page }) => {
      // (70 - 0) / 180 of 255 is 99; the phantom's noise has mean zero.
      const grey = await page.locator('.phase-view canvas').evaluate((canvas) => {
        const copy = document.createElement('canvas');
        [copy.width, copy.height] = [canvas.width, canvas.height];
        const context = copy.getContext('2d');
        context.drawImage(canvas, 0, 0);
        const side = Math.min(canvas.width, canvas.height);
        const x = canvas.width / 2 + ((140 - 256) / 512) * side;
        const y = canvas.height / 2 + ((240 - 256) / 512) * side;
        const { data } = context.getImageData(x - 15, y - 15, 30, 30);
        return data.reduce((sum, v, i) => (i % 4 === 0 ? sum + v : sum), 0) / (data.length / 4);
      });
      assert.ok(Math.abs(grey - 99) < 3, `grey ${grey}`);
    }));

  test('one phase fills the stage and goes back', () =>
    inRoom({}, async ({ page }) => {
      const width = async () => Math.round((await page.locator('.phase').nth(1).boundingBox()).width);
      const small = await width();
      await page.mouse.move(760, 400);
      await page.mouse.dblclick(760, 400);
      await until(async () => (await width()) > small * 1.8, true);
      await page.keyboard.press('x');
      await until(width, small);
    }));

  test('slices that cannot be loaded say so, and can be tried again', async () => {
    const { server, state } = await mockServer({});
    state.failFrames = true;
    const address = await listen(server);
    const { context, page } = await newPage(browser);
    await enter(page, address);
    assert.equal(await page.getByText('These images could not be loaded.').count(), 2);
    state.failFrames = false;
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await until(async () => page.locator('.phase-trouble:visible').count(), 0);
    await until(async () => (await brightness(page, 0)) > 20, true);
    await page.keyboard.press('1');
    await until(async () => state.readings[0].times?.firstImageAt > 0, true);
    await context.close();
    server.closeAllConnections();
    server.close();
  });

  test('a slice that comes when its case has left the screen disturbs nothing', () =>
    roomIn(browser, { enters: false }, async ({ page, address }) => {
      const held = [];
      const opening = ['series/0/frames/13', 'series/1/frames/25'];
      await page.route(/cases\/1\/series\/\d\/frames\/\d+$/, (route) => {
        if (opening.some((frame) => route.request().url().endsWith(frame))) {
          return route.continue();
        }
        held.push(route);
      });
      await enter(page, address);
      await press(page, 'End', '1', '1', '8', '5', 'lock');
      await shown(page, 2);
      assert.ok(held.some((route) => route.request().url().endsWith('series/0/frames/1')), 'the last slice was asked for');
      await Promise.all(
        held.map(async (route) => {
          await route.continue();
          await (await route.request().response())?.finished();
        }),
      );
      // They have all come; the page has its time to decode them and, were it wrong, to draw them.
      await page.waitForTimeout(1500);
      await press(page, 'ArrowDown');
      // 5 mm on: one slice of the first phase, two of the second.
      await until(slices(page), [13, 26]);
    }));

  test('a case without images says so and can be read', () =>
    inRoom({ phaseNames: [] }, async ({ page, state }) => {
      assert.ok(await page.getByText('No images for this case.').isVisible());
      await press(page, '1', '2', '4', '0', 'lock');
      await page.locator('[data-shown="2"]').waitFor();
      assert.deepEqual(state.readings[0].answers, { malignancy: 'benign', subtype: 'HEM', confidence: 40 });
    }));
});

describe('answers', () => {
  test('a whole case by keys: answered, saved, locked by two strokes, next case in the same page', () =>
    inRoom({}, async ({ page, state }) => {
      await page.evaluate(() => (window.samePage = true));
      await press(page, '2', '3', '8', '5');
      await page.getByText(/Saved at \d\d:\d\d:\d\d/).waitFor();
      assert.deepEqual(state.readings[0].answers, { malignancy: 'malignant', subtype: 'MET', confidence: 85 });
      assert.equal(state.readings[0].status, 'draft');
      assert.ok(state.readings[0].times.firstImageAt < state.readings[0].times.firstInputAt);
      await page.getByText('Next case ready').waitFor();

      await page.keyboard.press('Enter');
      assert.ok(await page.getByText('Press Enter again to lock').isVisible());
      assert.equal(state.readings[0].status, 'draft');
      await armed(page);
      await page.keyboard.press('Enter');
      await page.locator('[data-shown="2"]').waitFor();

      assert.equal(state.readings[0].status, 'locked');
      assert.ok(await page.getByText('Case 2 of 4').isVisible());
      assert.equal(await page.locator('[aria-checked=true]').count(), 0);
      assert.equal(await page.evaluate(() => window.samePage), true);
    }));

  test('Enter on an incomplete form says what is missing, and an answer takes back an armed lock', () =>
    inRoom({}, async ({ page, state }) => {
      await page.keyboard.press('1');
      await page.keyboard.press('Enter');
      assert.ok(await page.getByText('Still to answer: Which subtype; How sure are you of the subtype').isVisible());
      await page.keyboard.press('1');
      await page.keyboard.press('0');
      await page.keyboard.press('Enter');
      await armed(page);
      await page.keyboard.press('ArrowRight');
      // The page says it no more, and the next stroke is a first one again.
      assert.equal(await page.getByText('Press Enter again to lock').count(), 0);
      await page.keyboard.press('Enter');
      assert.ok(await page.getByText('Press Enter again to lock').isVisible());
      await armed(page);
      assert.deepEqual(
        state.writes.filter(({ what }) => what === 'lock'),
        [],
      );
    }));

  test('changing the group clears the subtype visibly, undo brings it back', () =>
    inRoom({}, async ({ page }) => {
      await page.keyboard.press('2');
      await page.keyboard.press('1');
      await page.getByRole('radio', { name: 'Benign' }).click();
      assert.ok(await page.getByText('Cleared, since it no longer fits: Which subtype').isVisible());
      assert.equal(await page.getByRole('radio', { name: 'Hepatocellular carcinoma' }).count(), 0);
      await page.keyboard.press('Control+z');
      assert.equal(await page.getByRole('radio', { name: 'Hepatocellular carcinoma' }).getAttribute('aria-checked'), 'true');
      await page.keyboard.press('Control+y');
      assert.equal(await page.getByRole('radio', { name: 'Benign' }).getAttribute('aria-checked'), 'true');
    }));

  test('Tab walks through the questions, and a rating is unset until it is set', () =>
    inRoom({}, async ({ page }) => {
      await page.keyboard.press('1');
      await page.keyboard.press('Tab');
      const slider = page.getByRole('slider');
      assert.equal(await slider.getAttribute('aria-valuetext'), 'no answer yet');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Shift+ArrowRight');
      assert.equal(await slider.getAttribute('aria-valuetext'), '60');
      await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('3');
      assert.equal(await page.getByRole('radio', { name: 'Cyst' }).getAttribute('aria-checked'), 'true');
    }));

  test('a reload in the middle keeps what was saved', () =>
    inRoom({}, async ({ page }) => {
      await page.keyboard.press('2');
      await page.keyboard.press('1');
      await page.getByText(/Saved at/).waitFor();
      await page.reload();
      await page.locator('[data-shown="1"]').waitFor();
      assert.equal(await page.getByRole('radio', { name: 'Hepatocellular carcinoma' }).getAttribute('aria-checked'), 'true');
      await page.keyboard.press('7');
      await until(async () => page.getByRole('slider').getAttribute('aria-valuetext'), '7');
    }));

  test('without a network it says so, survives a reload, and saves when the network is back', async () => {
    const { server, state } = await mockServer({});
    const address = await listen(server);
    const { context, page } = await newPage(browser);
    page.on('dialog', (dialog) => void dialog.accept());
    await enter(page, address);
    state.trouble = 0;
    await page.keyboard.press('2');
    await page.keyboard.press('3');
    await page.getByText('Not saved, trying again').waitFor();
    await page.reload();
    await page.locator('[data-shown="1"]').waitFor();
    assert.equal(await page.getByRole('radio', { name: 'Metastasis' }).getAttribute('aria-checked'), 'true');
    assert.deepEqual(state.readings[0].answers, {});
    state.trouble = null;
    await page.getByText(/Saved at/).waitFor();
    assert.deepEqual(state.readings[0].answers, { malignancy: 'malignant', subtype: 'MET' });
    await context.close();
    server.closeAllConnections();
    server.close();
  });

  test('a refused lock says why and keeps the answers', async () => {
    const { server, state } = await mockServer({});
    const address = await listen(server);
    const { context, page } = await newPage(browser);
    await enter(page, address);
    for (const key of ['2', '3', '9']) {
      await page.keyboard.press(key);
    }
    await page.getByText(/Saved at/).waitFor();
    state.trouble = 409;
    await page.keyboard.press('Enter');
    await armed(page);
    await page.keyboard.press('Enter');
    await page.getByText('Not locked: Refused for the check.').waitFor();
    assert.equal(await page.getByRole('radio', { name: 'Metastasis' }).getAttribute('aria-checked'), 'true');
    await context.close();
    server.closeAllConnections();
    server.close();
  });

  test('words can be written without the page taking their letters', () =>
    inRoom({ extraQuestions: [{ id: 'remark', text: 'Remark', kind: 'text', required: false }] }, async ({ page, state }) => {
      await page.getByRole('textbox').click();
      await page.keyboard.type('suffix 1?');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Tab');
      await page.getByText(/Saved at/).waitFor();
      assert.deepEqual(state.readings[0].answers, { remark: 'suffix 1?' });
    }));

  test('the last lock ends the session', () =>
    inRoom({ total: 1 }, async ({ page }) => {
      assert.ok(await page.getByText('Last case').isVisible());
      await press(page, '1', '1', '5', 'lock');
      await page.getByText('This session is finished').waitFor();
    }));
});

describe('the page', () => {
  for (const [width, height] of [
    [1366, 768],
    [1920, 1080],
    [3840, 2160],
    [7680, 2160],
  ]) {
    test(`nothing overflows and axe finds nothing serious with four phases at ${width}x${height}`, () =>
      inRoom(
        { phaseNames: ['native', 'arterial', 'portal', 'delayed'] },
        async ({ page }) => {
          await axe(page);
          await page.keyboard.press('2');
          const over = await page.evaluate(() =>
            [...document.querySelectorAll('.toolbar, .column, .questions, .column-tools, .status, body')]
              .filter((e) => e.scrollWidth > e.clientWidth + 1 || (e.className !== 'questions' && e.scrollHeight > e.clientHeight + 1))
              .map((e) => e.className),
          );
          assert.deepEqual(over, []);
          await page.keyboard.press('?');
          await axe(page);
          await page.keyboard.press('Escape');
          await axe(page);
        },
        [width, height],
      ));
  }

  test('the side of the questions is switched and remembered', () =>
    inRoom({}, async ({ page }) => {
      await page.keyboard.press('s');
      assert.ok((await page.locator('.column').boundingBox()).x < 10);
      await page.reload();
      await page.locator('[data-shown="1"]').waitFor();
      assert.ok((await page.locator('.column').boundingBox()).x < 10);
    }));

  test('without WebGL and on a GPU the images are the same', async () => {
    const seen = {};
    for (const [path, flags, hideSoftware] of [
      ['cpu', ['--disable-3d-apis'], false],
      ['gpu', ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'], true],
    ]) {
      const { server } = await mockServer({});
      const address = await listen(server);
      const one = await launch(flags);
      const { page } = await newPage(one);
      if (hideSoftware) {
        // Tells Cornerstone that the software rasteriser is a graphics card, so that the GPU path is drawn.
        await page.addInitScript(() => {
          for (const type of [WebGLRenderingContext, WebGL2RenderingContext]) {
            const original = type.prototype.getParameter;
            type.prototype.getParameter = function (name) {
              return name === 37446 ? 'A card' : original.call(this, name);
            };
          }
        });
      }
      await enter(page, address);
      assert.equal(await page.locator('.stage').getAttribute('data-rendering'), path);
      await page.keyboard.press('ArrowDown');
      await until(slices(page), [13, 26], 15_000);
      seen[path] = [await brightness(page, 0), await brightness(page, 1)];
      await one.close();
      server.closeAllConnections();
      server.close();
    }
    seen.cpu.forEach((value, i) => assert.ok(Math.abs(value - seen.gpu[i]) < 2, JSON.stringify(seen)));
  });
});
