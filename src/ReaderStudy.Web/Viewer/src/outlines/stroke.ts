import { type Point, type SlicePlane, type World, worldToPixel } from '../images/slicePlane';
import type { HalfDrawn } from '../marks/halfDrawn';
import { type OutlineContent, withSlice } from './outlineContent';
import { fillPolygon, type Paint, paintLine } from './painting';
import { bitmapOf, type Runs, runsOf } from './runs';

/** The value of a voxel of the slice, in HU. */
export type ValueAt = (index: number) => number;

/** A stroke of the brush on one slice while it is made; the same points paint the same voxels again after a reload. */
export class Stroke {
  readonly bitmap: Uint8Array;
  private readonly paint: Paint;
  private last: Point | null = null;

  constructor(
    private readonly half: HalfDrawn,
    private readonly plane: SlicePlane,
    before: OutlineContent | null,
    private readonly values: ValueAt | null,
  ) {
    this.bitmap = bitmapOf(before?.slices.get(half.slice) ?? [], plane.rows * plane.columns);
    const [begin] = half.points;
    this.paint = { value: half.tool === 'erase' ? 0 : 1, takes: half.tool === 'threshold' ? this.threshold(begin) : null };
    half.points.forEach((point) => this.to(point));
  }

  to(at: World): void {
    const { rows, columns } = this.plane;
    const point = worldToPixel(this.plane, at);
    const radius = this.half.brush.size / 2;
    const brush = { across: radius / this.plane.columnSpacing, down: radius / this.plane.rowSpacing };
    paintLine({ rows, columns, bitmap: this.bitmap }, this.last ?? point, point, brush, this.paint);
    this.last = point;
  }

  /** The voxels whose values are near that of the first one, or in the range that was set. */
  private threshold(begin: World | undefined): (index: number) => boolean {
    const { values, half, plane } = this;
    if (values === null || begin === undefined) {
      return () => false;
    }
    const [column, row] = worldToPixel(plane, begin).map(Math.round) as [number, number];
    const value = values(Math.min(plane.rows - 1, Math.max(0, row)) * plane.columns + Math.min(plane.columns - 1, Math.max(0, column)));
    const [low, high] = half.brush.range ?? [value - half.brush.around, value + half.brush.around];
    return (index) => values(index) >= low && values(index) <= high;
  }
}

/** The outline once a slice was painted; null: nothing is left of it. */
export function painted(before: OutlineContent | null, half: HalfDrawn, { rows, columns }: SlicePlane, bitmap: Uint8Array): OutlineContent | null {
  const base = before ?? { series: half.series, rows, columns, slices: new Map<number, Runs>() };
  return withSlice(base, half.slice, runsOf(bitmap));
}

/** A corner on the centre of a voxel stays there, whatever was rounded on its way through the patient. */
function onVoxels([column, row]: Point): Point {
  return [Math.round(column * 1e6) / 1e6, Math.round(row * 1e6) / 1e6];
}

/** Fills a line that was drawn. */
export function filled(before: OutlineContent | null, half: HalfDrawn, plane: SlicePlane): Uint8Array {
  const { rows, columns } = plane;
  const bitmap = bitmapOf(before?.slices.get(half.slice) ?? [], rows * columns);
  fillPolygon(
    { rows, columns, bitmap },
    half.points.map((point) => onVoxels(worldToPixel(plane, point))),
    1,
  );
  return bitmap;
}
