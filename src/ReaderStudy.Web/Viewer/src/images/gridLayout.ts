/** Rows and columns of viewports. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
}

/** The grid in which `count` square images come out largest; of two equal ones the wider. */
export function gridFor(count: number, width: number, height: number): Grid {
  let best: Grid = { columns: Math.max(count, 1), rows: 1 };
  for (let columns = best.columns - 1; columns >= 1; columns -= 1) {
    const grid = { columns, rows: Math.ceil(count / columns) };
    if (side(grid, width, height) > side(best, width, height) * 1.02) {
      best = grid;
    }
  }
  return best;
}

function side(grid: Grid, width: number, height: number): number {
  return Math.min(width / grid.columns, height / grid.rows);
}
