import type { Question } from '../contract';
import type { HungSeries } from '../images/caseImages';
import { distance, type SlicePlane, type World, worldToPixel } from '../images/slicePlane';
import { calibrationOf } from './calibration';
import type { Mark, Measured } from './drawnAnswers';
import { acrossFrom, axesInBox, isArea, longAxisFirst, valueOf } from './measuring';
import { middle, sidesOf, towards } from './points';
import type { Spot } from './spot';

/** How many places are clicked for a shape; null: as many as the reader likes, at least three. One: a mere point. */
export function clicksFor({ kind, shape, tool }: Question): number | null {
  switch (kind) {
    case 'marks':
      return shape === 'box' ? 2 : 1;
    case 'measure':
      return { length: 2, bidirectional: 4, ellipse: 2, polygon: null }[tool ?? 'length'];
    default:
      return null;
  }
}

/** Where the next place of a begun shape comes to lie: the second axis of a bidirectional stands at right angles to the first, within the image. */
export function nextPoint({ tool }: Pick<Question, 'tool'>, [a, b, from, ...more]: readonly World[], at: World, plane: SlicePlane): World {
  if (tool !== 'bidirectional' || a === undefined || b === undefined || from === undefined || more.length > 0) {
    return at;
  }
  return clipped(plane, from, acrossFrom([a, b], from, at));
}

/** As far from one place to another as the image goes. */
function clipped(plane: SlicePlane, from: World, to: World): World {
  const [start, end] = [worldToPixel(plane, from), worldToPixel(plane, to)];
  const last = [plane.columns, plane.rows];
  const shares = ([0, 1] as const).map((axis) => {
    const way = end[axis] - start[axis];
    const room = way > 0 ? (last[axis] ?? 0) - 0.5 - start[axis] : start[axis] + 0.5;
    return way === 0 ? 1 : Math.max(0, room / Math.abs(way));
  });
  return towards(from, to, Math.min(1, ...shares));
}

export function newMark(at: World, { series, geometry }: Pick<HungSeries, 'series' | 'geometry'>): Mark {
  return { at, rating: null, series: geometry.hasPlaces ? null : series.index, box: null, answers: {} };
}

/** Null: it has no extent. */
export function newBox([first, third]: readonly World[], spot: Pick<Spot, 'plane' | 'hung'>): Mark | null {
  if (first === undefined || third === undefined || Math.min(...sidesOf([first, third], spot.plane.across)) < smallest) {
    return null;
  }
  return { ...newMark(middle(first, third), spot.hung), box: [first, third] };
}

/** What was measured by the places that were clicked; null: it has no extent. */
export function measuredFrom(question: Question, clicked: readonly World[], { plane, hung, slice, view }: Spot): Measured | null {
  const tool = question.tool ?? 'length';
  const [first, third] = clicked;
  if (first === undefined || third === undefined) {
    return null;
  }
  const drawn = tool === 'ellipse' ? axesInBox(first, third, plane.across, plane.down) : clicked;
  return remeasured({ shape: tool, series: hung.series.index, slice, points: drawn, value: 0, unit: 'mm' }, view.hung?.frames[view.slice] ?? {});
}

/** The same shape with the value that its points have now; null: it has no extent. */
export function remeasured(measured: Measured, frame: Spot['hung']['frames'][number]): Measured | null {
  const { shape } = measured;
  const points = shape === 'bidirectional' ? longAxisFirst(measured.points) : shape === 'ellipse' ? longAxisFirst(measured.points) : measured.points;
  const value = valueOf(shape, points);
  const known = calibrationOf(frame).inMillimetres;
  const unit = isArea(shape) ? (known ? 'mm2' : 'px2') : known ? 'mm' : 'px';
  const [, , c, d] = points;
  const isFlat = shape === 'bidirectional' && (c === undefined || d === undefined || distance(c, d) < smallest);
  return value >= smallest && !isFlat ? { ...measured, points, value, unit } : null;
}

/** Less is a slip of the hand, mm. */
const smallest = 0.05;
