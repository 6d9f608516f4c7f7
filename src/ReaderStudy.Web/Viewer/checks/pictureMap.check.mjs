// The map of a slide: the whole of it, in its own proportions, wherever the slide stands.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ground, stains } from '../mock/pictures.mjs';
import { launch, until } from './browser.mjs';
import { press, roomIn } from './room.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** Each map as it is on the page: its place, and how wide and high the slide's ground is drawn in it. */
const maps = (page) =>
  page.evaluate(
    (light) =>
      [...document.querySelectorAll('.picture-map')].map((map) => {
        const canvas = map.querySelector('canvas');
        const { data, width, height } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        const [columns, rows] = [new Set(), new Set()];
        for (let i = 0; i < width * height; i += 1) {
          if (light.every((v, c) => Math.abs(data[i * 4 + c] - v) <= 12)) {
            columns.add(i % width);
            rows.add(Math.floor(i / width));
          }
        }
        const box = canvas.getBoundingClientRect();
        return { place: map.getBoundingClientRect().toJSON(), wide: (columns.size * box.width) / width, high: (rows.size * box.height) / height };
      }),
    ground,
  );

/** The slide fills its map, four to three. */
async function inProportion(page) {
  await until(
    async () => (await maps(page)).map(({ place, wide, high }) => Math.abs(wide / high - 4 / 3) < 0.04 && wide > place.width * 0.93 && high > place.height * 0.93),
    [true, true],
    20_000,
  );
}

for (const size of [
  [1366, 768],
  [3840, 1080],
]) {
  test(`the maps of two slides on ${size.join(' x ')} have the proportions of their slides, also when one was enlarged`, () =>
    roomIn(
      browser,
      { phaseNames: [], pictures: [stains.he, stains.psr] },
      async ({ page }) => {
        await inProportion(page);
        await press(page, 'x');
        await page.locator('.picture.large').waitFor();
        await press(page, 'x');
        await page.locator('.picture.large').waitFor({ state: 'detached' });
        await inProportion(page);
        await page.setViewportSize({ width: size[0] - 300, height: size[1] - 60 });
        await inProportion(page);
        assert.ok((await maps(page)).every(({ place }) => place.height < 0.3 * size[1]), 'a map leaves the slide to be seen');
      },
      size,
    ));
}
