// A room that draws with a graphics card, as far as the page can tell.
import assert from 'node:assert/strict';
import { enter, launch } from './browser.mjs';
import { roomIn } from './room.mjs';

/** Runs a check in a room of its own, as `roomIn` does, in a Chromium whose software rasteriser is said to be a card: Cornerstone draws with WebGL then. */
export async function onCard(options, check) {
  const card = await launch(['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader']);
  try {
    await roomIn(card, { ...options, enters: false }, async ({ page, state, address }) => {
      await page.addInitScript(() => {
        const renderer = 0x9246;
        for (const { prototype } of [WebGLRenderingContext, WebGL2RenderingContext]) {
          const said = prototype.getParameter;
          prototype.getParameter = function answer(name) {
            return name === renderer ? 'A card' : said.call(this, name);
          };
        }
      });
      await enter(page, address);
      assert.equal(await page.locator('.stage').getAttribute('data-rendering'), 'gpu');
      await check({ page, state });
    });
  } finally {
    await card.close();
  }
}
