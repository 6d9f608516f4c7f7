import { originOf } from '../hanging/planes';
import type { HungSeries } from './hungSeries';
import { planeOf, type SlicePlane } from './slicePlane';

/** Where the voxels of a slice lie that hangs, whether it was acquired or cut; null: there is no such slice. `index` from 0, in the order of reading. */
export function shownPlane({ plane, frames }: HungSeries, index: number): SlicePlane | null {
  if (plane === undefined) {
    const frame = frames[index];
    return frame === undefined ? null : planeOf(frame);
  }
  const { plan } = plane;
  return {
    origin: originOf(plan, index),
    across: plan.right.direction,
    down: plan.down.direction,
    columnSpacing: plan.pixel,
    rowSpacing: plan.pixel,
    columns: plan.columns,
    rows: plan.rows,
  };
}
