import { originOf } from '../hanging/planes';
import type { HungSeries } from './hungSeries';
import { numbers } from './sliceGeometry';
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

/** The same; null also where the image does not say where its voxels lie. */
export function placedPlane(hung: HungSeries, index: number): SlicePlane | null {
  const frame = hung.frames[index];
  const says = (tag: string, count: number): boolean => numbers(frame?.[tag]).filter(Number.isFinite).length === count;
  return hung.plane !== undefined || (says('00200032', 3) && says('00280030', 2)) ? shownPlane(hung, index) : null;
}
