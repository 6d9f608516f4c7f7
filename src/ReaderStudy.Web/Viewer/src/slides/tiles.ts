import type { PictureOfCase } from '../contract';

/** The level that shows the whole picture pixel by pixel; each below has half the size, down to one pixel. */
export function topLevel({ width, height }: Pick<PictureOfCase, 'width' | 'height'>): number {
  return Math.ceil(Math.log2(Math.max(width, height)));
}

export interface TilePlace {
  readonly level: number;
  readonly column: number;
  readonly row: number;
}

/** The tiles that a view of the whole picture needs on `across` pixels of the screen: the level that is at least as large, and the one below. */
export function openingTiles(picture: Pick<PictureOfCase, 'width' | 'height' | 'tileSize'>, across: number): TilePlace[] {
  const top = topLevel(picture);
  const longest = Math.max(picture.width, picture.height);
  let level = top;
  while (level > 0 && longest / 2 ** (top - level + 1) >= across) {
    level -= 1;
  }
  return [level - 1, level].filter((l) => l >= 0).flatMap((l) => tilesOf(picture, l, top));
}

function tilesOf({ width, height, tileSize }: Pick<PictureOfCase, 'width' | 'height' | 'tileSize'>, level: number, top: number): TilePlace[] {
  const scale = 2 ** (top - level);
  const columns = Math.ceil(Math.ceil(width / scale) / tileSize);
  const rows = Math.ceil(Math.ceil(height / scale) / tileSize);
  return Array.from({ length: columns * rows }, (_, i) => ({ level, column: i % columns, row: Math.floor(i / columns) }));
}
