import { expect, test } from 'vitest';
import { openingTiles, topLevel } from './tiles';

test('a slide of 2220 by 2967 has levels up to 12', () => {
  expect(topLevel({ width: 2220, height: 2967 })).toBe(12);
});

test('a whole slide on 700 pixels needs the level of 742 and the one below', () => {
  const tiles = openingTiles({ width: 2220, height: 2967, tileSize: 510 }, 700);
  expect(tiles).toEqual([
    { level: 9, column: 0, row: 0 },
    { level: 10, column: 0, row: 0 },
    { level: 10, column: 1, row: 0 },
    { level: 10, column: 0, row: 1 },
    { level: 10, column: 1, row: 1 },
  ]);
});

test('a small picture is fetched whole', () => {
  expect(openingTiles({ width: 100, height: 80, tileSize: 510 }, 700).at(-1)).toEqual({ level: 7, column: 0, row: 0 });
});
