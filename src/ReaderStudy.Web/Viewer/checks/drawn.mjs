// What the checks of drawing ask of the screen: where voxels of the phantom are lit, and where lines are drawn over them.
import { drawnSeries } from '../mock/drawnPhantom.mjs';
import { drawnFrames } from './room.mjs';

/** Where landmarks of the phantom are lit on a viewport, in pixels of the page, from the top; `pixel`: how large a screen pixel of the canvas is. */
export async function lit(page, place = 0) {
  const found = await page
    .locator('.phase')
    .nth(place)
    .evaluate((phase) => {
      const canvas = phase.querySelector('.phase-view canvas');
      const box = canvas.getBoundingClientRect();
      const copy = document.createElement('canvas');
      [copy.width, copy.height] = [canvas.width, canvas.height];
      const context = copy.getContext('2d');
      context.drawImage(canvas, 0, 0);
      const { data } = context.getImageData(0, 0, copy.width, copy.height);
      const { width, height } = copy;
      const seen = new Uint8Array(width * height);
      const bright = (i) => data[i * 4] > 150 && seen[i] === 0;
      const blobs = [];
      for (let start = 0; start < width * height; start += 1) {
        if (!bright(start)) continue;
        const open = [start];
        seen[start] = 1;
        let [count, x, y] = [0, 0, 0];
        while (open.length > 0) {
          const i = open.pop();
          count += 1;
          x += (i % width) + 0.5;
          y += Math.floor(i / width) + 0.5;
          for (const next of [i - 1, i + 1, i - width, i + width]) {
            if (next >= 0 && next < width * height && bright(next)) {
              seen[next] = 1;
              open.push(next);
            }
          }
        }
        blobs.push({ count, x: box.left + (x / count) * (box.width / width), y: box.top + (y / count) * (box.height / height) });
      }
      return blobs;
    });
  return found.filter(({ count }) => count > 2).sort((a, b) => a.y - b.y);
}

/** Where rings of marks are drawn on a viewport, in pixels of the page. */
export function rings(page, place = 0, look = 'own') {
  return page
    .locator('.phase')
    .nth(place)
    .evaluate((phase, of) => {
      const { left, top } = phase.getBoundingClientRect();
      return [...phase.querySelectorAll(`.mark.${of} .ring`)].map((ring) => ({ x: left + Number(ring.getAttribute('cx')), y: top + Number(ring.getAttribute('cy')) }));
    }, look);
}

/** Column and row of a point of the patient on a slice of a series, by hand from its orientation; `away`: its distance from the slice. */
export function voxelOf(name, slice, world) {
  const { metadata } = drawnSeries[name];
  const [corner, orientation, spacing] = ['00200032', '00200037', '00280030'].map((tag) => metadata(slice)[tag]?.Value ?? [1, 1]);
  const from = world.map((v, i) => v - corner[i]);
  const dot = (a, b) => a.reduce((sum, v, i) => sum + v * b[i], 0);
  const [row, down] = [orientation.slice(0, 3), orientation.slice(3, 6)];
  const normal = [row[1] * down[2] - row[2] * down[1], row[2] * down[0] - row[0] * down[2], row[0] * down[1] - row[1] * down[0]];
  return { column: dot(from, row) / spacing[1], row: dot(from, down) / spacing[0], away: Math.abs(dot(from, normal)) };
}

/** The answer to a question in the last draft that the server has. */
export const answered = (state, id) => state.desk.reading(1).answers[id];
export const marksIn = (state, id) => JSON.parse(answered(state, id) ?? 'null');
export const at = ({ x, y, z }) => [x, y, z];

export async function drag(page, from, to, steps = 8) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps });
  await page.mouse.up();
  await drawnFrames(page);
}

/** How many voxels a round brush covers around the centre of a voxel, counted one by one. */
export function discCount(size, [rowSpacing, columnSpacing]) {
  const radius = size / 2;
  let count = 0;
  for (let row = -200; row <= 200; row += 1) {
    for (let column = -200; column <= 200; column += 1) {
      count += Math.hypot(row * rowSpacing, column * columnSpacing) <= radius + 1e-9 ? 1 : 0;
    }
  }
  return count;
}

export const voxels = (outline) => outline.slices.reduce((sum, { runs }) => sum + runs.reduce((s, v, i) => (i % 2 === 1 ? s + v : s), 0), 0);
