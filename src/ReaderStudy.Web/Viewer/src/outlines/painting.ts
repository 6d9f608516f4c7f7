import type { Point } from '../images/slicePlane';

/** A slice of voxels to paint on. */
export interface Sheet {
  readonly columns: number;
  readonly rows: number;
  readonly bitmap: Uint8Array;
}

/** What the brush does to the voxels that it covers. */
export interface Paint {
  /** 1 paints, 0 erases. */
  readonly value: 0 | 1;
  /** Whether a voxel is painted at all; null: each. */
  readonly takes: ((index: number) => boolean) | null;
}

/** A round brush; its radius in voxels differs across and down where voxels are not square. */
export interface Brush {
  readonly across: number;
  readonly down: number;
}

/** Paints the voxels whose centre the brush covers on its way from one place to another. */
export function paintLine({ columns, rows, bitmap }: Sheet, from: Point, to: Point, brush: Brush, { value, takes }: Paint): void {
  const [x0, y0, x1, y1] = [from[0] / brush.across, from[1] / brush.down, to[0] / brush.across, to[1] / brush.down];
  const [dx, dy] = [x1 - x0, y1 - y0];
  const squared = dx * dx + dy * dy;
  const left = Math.max(0, Math.ceil(Math.min(from[0], to[0]) - brush.across));
  const right = Math.min(columns - 1, Math.floor(Math.max(from[0], to[0]) + brush.across));
  const top = Math.max(0, Math.ceil(Math.min(from[1], to[1]) - brush.down));
  const bottom = Math.min(rows - 1, Math.floor(Math.max(from[1], to[1]) + brush.down));
  for (let row = top; row <= bottom; row += 1) {
    for (let column = left; column <= right; column += 1) {
      const [x, y] = [column / brush.across - x0, row / brush.down - y0];
      const share = squared === 0 ? 0 : Math.min(1, Math.max(0, (x * dx + y * dy) / squared));
      const [ox, oy] = [x - share * dx, y - share * dy];
      const index = row * columns + column;
      // A hair more than 1: a voxel on the brush's edge is not lost to rounding.
      if (ox * ox + oy * oy <= 1 + 1e-9 && (takes === null || takes(index))) {
        bitmap[index] = value;
      }
    }
  }
}

/** Paints the voxels whose centre lies within a line, by the even-odd rule. */
export function fillPolygon({ columns, rows, bitmap }: Sheet, corners: readonly Point[], value: 0 | 1): void {
  for (let row = 0; row < rows; row += 1) {
    const crossings = corners
      .flatMap((a, i) => {
        const b = corners[(i + 1) % corners.length] ?? a;
        return a[1] <= row !== b[1] <= row ? [a[0] + ((row - a[1]) / (b[1] - a[1])) * (b[0] - a[0])] : [];
      })
      .sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const from = Math.max(0, Math.ceil(crossings[i] ?? 0));
      const to = Math.min(columns - 1, Math.floor(crossings[i + 1] ?? 0));
      if (to >= from) {
        bitmap.fill(value, row * columns + from, row * columns + to + 1);
      }
    }
  }
}
