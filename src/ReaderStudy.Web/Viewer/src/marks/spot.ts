import { type HungSeries, storedSlice } from '../images/caseImages';
import { dot, planeOf, type Point, type SlicePlane, type World } from '../images/slicePlane';
import { shareSpace } from '../images/sliceGeometry';
import type { SliceView } from '../images/sliceView';

/** A place on the image of a viewport. */
export interface Spot {
  readonly view: SliceView;
  readonly hung: HungSeries;
  /** As the series is stored, from 0. */
  readonly slice: number;
  readonly plane: SlicePlane;
  readonly at: World;
  /** Where on the screen, in the view's frame. */
  readonly point: Point;
}

/** Null: no image is there. */
export function spotAt(view: SliceView, point: Point): Spot | null {
  const { hung, slice } = view;
  const frame = hung?.frames[slice];
  return hung === null || frame === undefined ? null : { view, hung, slice: storedSlice(hung, slice), plane: planeOf(frame), at: view.toWorld(point), point };
}

/** What lies on a slice lies so near to it, mm. */
export const onSlice = 0.05;

/** A place, and the series that it names where the place alone does not say on which frame it lies. */
export interface Located {
  readonly at: World;
  readonly series: number | null;
}

/** Whether a place may lie on a series: it names it, or the series says where its slices lie. */
export function mayLieOn({ geometry, series }: Pick<HungSeries, 'geometry' | 'series'>, { series: named }: Pick<Located, 'series'>): boolean {
  return named === null ? geometry.hasPlaces : named === series.index;
}

/** Whether a place can be shown on what hangs: what lies on a slide or photograph lies on that one alone, and nothing else does. */
export function mayBeSeenOn({ series, picture }: Pick<HungSeries, 'series' | 'picture'>, { series: named }: Pick<Located, 'series'>): boolean {
  return picture === undefined && (named === null || named >= 0) ? true : named === series.index;
}

/** Which slice, from 0 in the order of reading, a place lies on; null: on none. */
export function sliceOf(hung: HungSeries, place: Located): number | null {
  const { at } = place;
  const { geometry } = hung;
  if (!mayLieOn(hung, place)) {
    return null;
  }
  const height = dot(at, geometry.normal);
  const slice = geometry.positions.findIndex((position) => Math.abs(position - height) <= onSlice);
  return slice < 0 ? null : slice;
}

/** Half the way from a slice to its nearer neighbour, mm. */
export function halfStep({ geometry: { positions } }: HungSeries, slice: number): number {
  const here = positions[slice] ?? 0;
  const ways = [positions[slice - 1], positions[slice + 1]].flatMap((other) => (other === undefined ? [] : [Math.abs(other - here) / 2]));
  return ways.length === 0 ? onSlice : Math.min(...ways);
}

/** The series on one of whose slices a place lies. */
export function ownersOf(hung: readonly HungSeries[], place: Located): HungSeries[] {
  return hung.filter((one) => sliceOf(one, place) !== null);
}

/** How a shape stands to the slice that a viewport shows: on it, near enough to be shown dashed, or not there. */
export type Nearness = 'own' | 'near' | 'away';

/** @param owners The series that the shape lies on; none: nobody knows. */
export function nearnessOf(view: SliceView, points: readonly World[], owners: readonly HungSeries[]): Nearness {
  const { hung } = view;
  if (hung === null || points.length === 0) {
    return 'away';
  }
  const away = Math.max(...points.map((point) => view.distanceToSlice(point)));
  const own = owners.length === 0 || owners.some((owner) => owner.series.index === hung.series.index);
  if (own && away <= onSlice) {
    return 'own';
  }
  const related = own || owners.some((owner) => shareSpace(owner.geometry, hung.geometry));
  return related && away < halfStep(hung, view.slice) ? 'near' : 'away';
}
