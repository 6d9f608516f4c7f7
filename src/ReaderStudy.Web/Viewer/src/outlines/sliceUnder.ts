import type { HungSeries } from '../images/hungSeries';
import { shownPlane } from '../images/shownPlane';
import { shareSlices } from '../images/sliceGeometry';
import { dot, pixelToWorld } from '../images/slicePlane';

/**
 * Which slice of an outlined series is drawn over a slice that is shown, both from 0 in the order of reading: on the series itself the same one, on
 * another the nearest that lies along it, no further than `within` mm; null: none.
 */
export function sliceUnder(outlined: HungSeries, shown: HungSeries, slice: number, within: number): number | null {
  if (shown.plane !== undefined) {
    return null;
  }
  if (outlined.series.index === shown.series.index) {
    return slice;
  }
  const plane = shareSlices(outlined.geometry, shown.geometry) ? shownPlane(shown, slice) : null;
  if (plane === null) {
    return null;
  }
  // Judged in the middle: where slices are tilted by a rounding, their corners lie furthest apart.
  const level = dot(pixelToWorld(plane, [(plane.columns - 1) / 2, (plane.rows - 1) / 2]), outlined.geometry.normal);
  let best: number | null = null;
  let least = within;
  outlined.geometry.positions.forEach((position, i) => {
    const away = Math.abs(position - level);
    if (away < least) {
      [best, least] = [i, away];
    }
  });
  return best;
}
