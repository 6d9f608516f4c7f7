/** Rows and columns of viewports. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
}

/** Sizes that differ by less than this share count as the same. */
const same = 0.02;

/** The grid in which `count` square images come out largest; of those the one with the fewest empty places, then the wider. */
export function gridFor(count: number, width: number, height: number): Grid {
  let best: Grid = { columns: Math.max(count, 1), rows: 1 };
  for (let columns = best.columns - 1; columns >= 1; columns -= 1) {
    const grid = { columns, rows: Math.ceil(count / columns) };
    const gain = side(grid, width, height) / side(best, width, height) - 1;
    if (gain > same || (gain > -same && places(grid) < places(best))) {
      best = grid;
    }
  }
  return best;
}

function places(grid: Grid): number {
  return grid.columns * grid.rows;
}

function side(grid: Grid, width: number, height: number): number {
  return Math.min(width / grid.columns, height / grid.rows);
}
