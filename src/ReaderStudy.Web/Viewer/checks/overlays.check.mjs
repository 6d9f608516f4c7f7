// What the AI drew, over the images: exact in its pixels, shown and hidden by key and mouse, every change written down.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { conducts, liverAi } from '../mock/conducts.mjs';
import { liverOverlays } from '../mock/ai.mjs';
import { mockServer } from '../mock/server.mjs';
import { axe, enter, launch, listen, newPage, until } from './browser.mjs';
import { onCard } from './onCard.mjs';
import { press, roomIn, shown } from './room.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const drawn = (page) => page.locator('.ai-areas').first().waitFor({ state: 'attached' });

/**
 * The aorta of the phantom, as the image shows it (brighter than half way to what is around it) and as the mask covers it: middle, area and the
 * differing pixels of the device, and which opacities the mask has.
 */
function aorta(page) {
  return page.evaluate(() => {
    const phase = document.querySelector('.phase');
    const mask = phase.querySelector('.ai-areas');
    const image = phase.querySelector('.phase-view canvas');
    const of = (canvas) => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
    const [over, grey] = [of(mask), of(image)];
    // Looked for about the mask alone: the spine is as bright.
    const opacities = new Set();
    let box = [Infinity, Infinity, 0, 0];
    for (let i = 0; i < mask.width * mask.height; i += 1) {
      if (over[i * 4 + 3] > 0) {
        const [x, y] = [i % mask.width, Math.floor(i / mask.width)];
        box = [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y)];
        opacities.add(over[i * 4 + 3]);
      }
    }
    const grow = Math.round((box[2] - box[0]) * 0.08) + 2;
    const sums = { mask: [0, 0, 0], image: [0, 0, 0], differing: 0 };
    for (let y = box[1] - grow; y <= box[3] + grow; y += 1) {
      for (let x = box[0] - grow; x <= box[2] + grow; x += 1) {
        const i = (y * mask.width + x) * 4;
        // Bone window, width 1800, level 400: half way from 60 to 300 HU is 180 HU.
        const inside = { mask: over[i + 3] > 0, image: grey[i] > ((180 + 500) / 1800) * 255 };
        for (const which of ['mask', 'image']) {
          if (inside[which]) {
            sums[which] = sums[which].map((sum, n) => sum + [x, y, 1][n]);
          }
        }
        sums.differing += inside.mask === inside.image ? 0 : 1;
      }
    }
    const middle = ([x, y, count]) => [x / count, y / count];
    return {
      sizes: [mask.width - image.width, mask.height - image.height],
      mask: middle(sums.mask),
      image: middle(sums.image),
      areas: [sums.mask[2], sums.image[2]],
      perimeter: 2 * (box[2] - box[0] + box[3] - box[1]),
      differing: sums.differing,
      opacities: [...opacities],
    };
  });
}

/**
 * The noise of the image and its interpolation move its edge by a pixel here and there; on the whole they lie on each other, once the page has
 * drawn what it was asked for.
 */
async function assertCovers(page) {
  let seen = null;
  await until(async () => {
    seen = await aorta(page);
    const { sizes, mask, image, areas, perimeter, differing } = seen;
    const together = Math.abs(mask[0] - image[0]) < 0.5 && Math.abs(mask[1] - image[1]) < 0.5 && Math.abs(areas[0] / areas[1] - 1) < 0.04;
    return sizes.every((size) => size === 0) && together && differing < perimeter;
  }, true).catch((error) => assert.fail(`${error.message} ${JSON.stringify(seen)}`));
}

/** The page stands on the slice so far below the opening one. */
const below = (page, slices) => page.locator('.corner.bottom-left').first().getByText(`${12 + slices} / 24`).waitFor();

async function zoomIn(page) {
  const { x, y, width, height } = await page.locator('.phase').first().boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down({ button: 'right' });
  await page.mouse.move(x + width / 2, y + height / 2 + 90, { steps: 6 });
  await page.mouse.up({ button: 'right' });
}

describe('what the AI drew', () => {
  test('a mask covers the pixels of its voxels, on every slice, enlarged and zoomed', () =>
    roomIn(browser, { conduct: conducts.drawn }, async ({ page }) => {
      await drawn(page);
      await press(page, 't', 'Shift+H');
      await until(async () => (await aorta(page)).opacities, [153]);
      await assertCovers(page);
      const first = await aorta(page);
      await press(page, 'ArrowDown', 'ArrowDown');
      await below(page, 2);
      await assertCovers(page);
      await press(page, 'x');
      await until(async () => (await aorta(page)).areas[0] > first.areas[0] * 1.2, true);
      await assertCovers(page);
      const large = (await aorta(page)).areas[0];
      await zoomIn(page);
      await until(async () => Math.abs((await aorta(page)).areas[0] / large - 1) > 0.2, true);
      await assertCovers(page);
    }));

  test('on a GPU too', () =>
    onCard({ conduct: conducts.drawn }, async ({ page }) => {
      await drawn(page);
      await press(page, 't', 'Shift+H');
      await until(async () => (await aorta(page)).opacities, [153], 15_000);
      await assertCovers(page);
    }));

  test('a box stands about its place with label and score, on the slices that it reaches', () =>
    roomIn(browser, { conduct: conducts.drawn }, async ({ page }) => {
      await drawn(page);
      await until(() => page.locator('.ai-box-label').allTextContents(), ['Lesion 83 %', 'Lesion 40 %']);
      const corners = await page.locator('.ai-box').first().getAttribute('points').then((p) => p.split(' ').map((c) => c.split(',').map(Number)));
      const { width, height } = await page.locator('.phase-view').first().boundingBox();
      const side = Math.min(width, height);
      // By hand: the image is 512 x 0.7 mm wide about the middle and fills the frame.
      const at = (mm, length) => length / 2 + (mm / (512 * 0.7)) * side;
      const expected = [
        [at(-50, width), at(-35, height)],
        [at(5, width), at(20, height)],
      ];
      const found = [
        [Math.min(...corners.map((c) => c[0])), Math.min(...corners.map((c) => c[1]))],
        [Math.max(...corners.map((c) => c[0])), Math.max(...corners.map((c) => c[1]))],
      ];
      expected.forEach((corner, i) => corner.forEach((value, n) => assert.ok(Math.abs(value - found[i][n]) < 1.5, JSON.stringify({ expected, found }))));
      await press(page, 'Home');
      await until(() => page.locator('.ai-box').count(), 0);
    }));

  test('every change by key, button and slider reaches the server, in order, and not twice', () =>
    roomIn(browser, { conduct: conducts.drawn }, async ({ page, state }) => {
      await drawn(page);
      const kept = () => state.ai.stepsOf(1).map(({ part, on, opacity }) => `${part} ${on ? 'on' : 'off'} ${opacity}`);
      const start = ['predictions on 60', 'boxes on 60', 'masks on 60', 'activations on 60'];
      await until(kept, start);
      await press(page, 'Shift+X', 'Shift+P');
      await until(() => page.locator('.ai-box').count(), 0);
      await until(() => page.getByRole('table').isVisible(), false);
      await page.getByRole('button', { name: 'Masks' }).click();
      assert.equal(await page.getByRole('button', { name: 'Masks' }).getAttribute('aria-pressed'), 'false');
      await press(page, 'Shift+O');
      await page.getByRole('slider', { name: 'Opacity of masks and activation' }).focus();
      await press(page, 'ArrowRight');
      const more = ['boxes off 60', 'predictions off 60', 'masks off 60', 'masks off 80', 'activations on 80', 'masks off 100', 'activations on 100'];
      await until(kept, [...start, ...more]);
      assert.deepEqual(state.ai.stepsOf(1).map((s) => s.number), Array.from({ length: 11 }, (_, i) => i + 1));
    }));

  test('without the server no step is lost; after a reload the count goes on, and how it is shown is told again', async () => {
    const { server, state } = await mockServer({ conduct: conducts.drawn });
    const address = await listen(server);
    // The browser itself writes of answers that do not come: this console is not clean.
    const { context, page } = await newPage(browser);
    await enter(page, address);
    const kept = () => state.ai.stepsOf(1).map(({ number, part, on }) => `${number} ${part} ${on ? 'on' : 'off'}`);
    await until(() => kept().length, 4);
    state.trouble = 503;
    const refused = page.waitForResponse((response) => response.url().endsWith('/ai/log'));
    await press(page, 'Shift+M');
    await refused;
    await page.reload();
    await shown(page, 1);
    state.trouble = null;
    await until(kept, ['1 predictions on', '2 boxes on', '3 masks on', '4 activations on', '5 masks off', '6 predictions on', '7 boxes on', '8 masks on', '9 activations on'], 20_000);
    await context.close();
    server.closeAllConnections();
    server.close();
  });

  test('at nothing a mask is an outline and the activation away; the keys to the answers stay what they are', () =>
    roomIn(browser, { conduct: conducts.drawn }, async ({ page, state }) => {
      await drawn(page);
      const covered = () =>
        page.evaluate(() => {
          const mask = document.querySelector('.ai-areas');
          const data = mask.getContext('2d').getImageData(0, 0, mask.width, mask.height).data;
          return data.filter((value, i) => i % 4 === 3 && value > 0).length;
        });
      await until(async () => (await covered()) > 5000, true);
      await press(page, 'Shift+O', 'Shift+O', 'Shift+O');
      await until(async () => (await covered()) < 1500 && (await covered()) > 50, true);
      assert.ok(await page.getByText('outline').isVisible());
      await press(page, '1', '2', 'u');
      assert.equal(await page.locator('[aria-checked=true]').count(), 1);
      await until(() => state.ai.stepsOf(1).filter((s) => s.part === 'masks').map((s) => s.opacity), [60, 80, 100, 0]);
    }));

  test('how it is shown stays from case to case, and is told of each', () =>
    roomIn(browser, { conduct: conducts.drawn }, async ({ page, state }) => {
      await drawn(page);
      await page.getByRole('button', { name: 'Activation' }).waitFor();
      await press(page, 'Shift+H', '1', '2', '4', 'lock');
      await shown(page, 2);
      await until(() => state.ai.stepsOf(2).map((s) => [s.part, s.on]), [
        ['predictions', true],
        ['boxes', true],
        ['masks', true],
        ['activations', false],
      ]);
      await drawn(page);
    }));

  test('what lies on a series that does not hang is told in words; nothing is drawn where there is nothing', async () => {
    const overlays = [...liverOverlays.slice(0, 1), { ...liverOverlays[1], series: 4 }];
    await roomIn(
      browser,
      { conduct: { ai: liverAi, overlays }, phaseNames: ['arterial', 'portal', 'native', 'delayed', 'delayed'] },
      async ({ page }) => {
        await drawn(page);
        await page.getByText('Not on the screen: Lesion 83 %: box on Delayed.').waitFor();
        assert.equal(await page.locator('.ai-box').count(), 0);
      },
    );
    await roomIn(browser, { conduct: { ai: liverAi } }, async ({ page, state }) => {
      await until(() => state.ai.stepsOf(1).length, 1);
      assert.equal(await page.locator('.ai-areas, .ai-lines').count(), 0);
    });
  });

  for (const size of [
    [1366, 768],
    [1920, 1080],
  ]) {
    test(`the controls leave room for the questions at ${size.join('x')}`, () =>
      roomIn(
        browser,
        { conduct: conducts.drawn },
        async ({ page }) => {
          await drawn(page);
          const questions = await page.locator('.questions').boundingBox();
          assert.ok(questions.height > 150, `questions ${questions.height}`);
          assert.equal(await page.evaluate(() => document.querySelector('.column').scrollHeight <= window.innerHeight), true);
          await axe(page);
        },
        size,
      ));
  }
});
