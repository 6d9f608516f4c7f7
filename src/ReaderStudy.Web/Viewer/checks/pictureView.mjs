// What the checks of slides and photographs ask of the screen.
import { until } from './browser.mjs';
import { drawnFrames } from './room.mjs';

/** What the frame of a slide or photograph shows, and where it lies on the page. */
export const viewOf = (page, place = 0) =>
  page
    .locator('.picture')
    .nth(place)
    .evaluate((frame) => {
      const { left, top, width, height } = frame.querySelector('.picture-view').getBoundingClientRect();
      const { x, y, zoom, turned } = frame.dataset;
      return { x: Number(x), y: Number(y), zoom: Number(zoom), turned: Number(turned), left, top, width, height };
    });

/** The view once nothing moves it any more. */
export async function rest(page, place = 0) {
  await drawnFrames(page);
  let before = JSON.stringify(await viewOf(page, place));
  await until(
    async () => {
      await drawnFrames(page);
      const now = JSON.stringify(await viewOf(page, place));
      const still = now === before;
      before = now;
      return still;
    },
    true,
    20_000,
  );
  return viewOf(page, place);
}
