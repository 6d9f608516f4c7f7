// Slides from memory: light ground, and coloured squares at known places.
import { crc32, deflateSync } from 'node:zlib';

export const ground = [228, 214, 226];

/** Squares of 160 pixels, by their middle in pixels of the picture. */
export const squares = [
  { x: 1000, y: 750, colour: [200, 30, 40] },
  { x: 3100, y: 2300, colour: [40, 60, 200] },
];
const half = 80;

/** @typedef {{ label: string, width: number, height: number, micronsPerPixel?: number }} MockPicture */

/** @type {Record<string, MockPicture>} */
export const stains = {
  he: { label: 'HE', width: 4000, height: 3000, micronsPerPixel: 0.5 },
  /** Half the resolution: the same tissue in half the pixels. */
  psr: { label: 'PSR', width: 2000, height: 1500, micronsPerPixel: 1 },
  photograph: { label: 'Picture 1', width: 4000, height: 3000 },
};

const tileSize = 510;
const overlap = 1;

export function pictureOfCase({ label, width, height, micronsPerPixel }, index) {
  return { index, label, width, height, tileSize, overlap, format: 'png', micronsPerPixel };
}

/** A tile as a PNG; null where there is none. */
export function tile({ width, height }, level, column, row) {
  const scale = 2 ** (Math.ceil(Math.log2(Math.max(width, height))) - level);
  const [w, h] = [Math.ceil(width / scale), Math.ceil(height / scale)];
  const [left, top] = [column * tileSize - (column > 0 ? overlap : 0), row * tileSize - (row > 0 ? overlap : 0)];
  const [right, bottom] = [Math.min(w, (column + 1) * tileSize + overlap), Math.min(h, (row + 1) * tileSize + overlap)];
  if (scale < 1 || left >= right || top >= bottom) {
    return null;
  }
  // Places are those of the 4000 pixels wide slide.
  const full = (4000 / width) * scale;
  const within = (at, middle) => Math.abs(at - middle) < half;
  return png(right - left, bottom - top, (y) => {
    const crossed = squares.filter((s) => within((top + y + 0.5) * full, s.y));
    return crossed.length === 0 ? null : (x) => crossed.find((s) => within((left + x + 0.5) * full, s.x))?.colour ?? ground;
  });
}

/** @param coloursOf Of a row, the colour at a column; null: the row is ground. */
function png(width, height, coloursOf) {
  const line = width * 3 + 1;
  const lines = Buffer.alloc(height * line);
  const empty = Buffer.from([0, ...Array.from({ length: width }, () => ground).flat()]);
  for (let y = 0; y < height; y += 1) {
    empty.copy(lines, y * line);
    const colourAt = coloursOf(y);
    for (let x = 0; colourAt !== null && x < width; x += 1) {
      lines.set(colourAt(x), y * line + 1 + x * 3);
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', head), chunk('IDAT', deflateSync(lines)), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type, data) {
  const named = Buffer.concat([Buffer.from(type), data]);
  const whole = Buffer.alloc(named.length + 8);
  whole.writeUInt32BE(data.length, 0);
  named.copy(whole, 4);
  whole.writeUInt32BE(crc32(named), named.length + 4);
  return whole;
}
