import type { Hanging, SeriesOfCase, WindowPreset } from '../contract';
import type { HungSeries } from '../images/hungSeries';
import type { ScrolledStack } from '../images/linkedScroll';
import { inHangingOrder, phaseName } from '../images/phaseNames';
import type { HangingViewport, Orientation, Slab } from './hangingContract';
import { hungPlane, planeWords } from './hungPlane';
import { orientationOf } from './planes';

/** What a viewport is for. */
export interface ViewportPlace {
  /** Null: the case has nothing for it. */
  readonly series: SeriesOfCase | null;
  /** What the series is called, AP. */
  readonly label: string;
  /** Said in the place of images where there are none. */
  readonly missing: string;
  /** Null: as it was acquired. */
  readonly orientation: Orientation | null;
  readonly slab: Slab | null;
  /** Null: the first of the hanging. */
  readonly window: WindowPreset | null;
  /** Share of the stack; null: the series' own opening slice. */
  readonly opening: number | null;
  readonly group: number;
}

/** A screen holds no more phases at a useful size, unless the protocol says where each stands. */
export const mostPhases = 4;

/** What the viewports of a case are for, by the hanging; without viewports in it one for each phase. */
export function viewportPlaces(hanging: Hanging, series: readonly SeriesOfCase[]): ViewportPlace[] {
  if (hanging.viewports === undefined || hanging.viewports === null) {
    const ordered = inHangingOrder(series, hanging.phases ?? []);
    return [...ordered.filter((s) => s.prior !== true), ...ordered.filter((s) => s.prior === true)]
      .slice(0, mostPhases)
      .map((one, place) => ({ series: one, label: labelOf(one, place), missing: '', orientation: null, slab: null, window: null, opening: null, group: 1 }));
  }
  const byIndex = [...series].sort((a, b) => a.index - b.index);
  return hanging.viewports.map((viewport, place) => {
    const one = byIndex.find((s) => isFor(viewport, s)) ?? null;
    return {
      series: one,
      label: one === null ? labelWithout(viewport) : labelOf(one, place),
      missing: missingOf(viewport),
      orientation: viewport.orientation ?? 'axial',
      slab: viewport.slab ?? null,
      window: hanging.windows?.find((w) => w.name === viewport.window) ?? null,
      opening: viewport.opening ?? null,
      group: viewport.group ?? 1,
    };
  });
}

/** What hangs in a viewport. `source`: the series as it was acquired; null: there is none. */
export function hungAt(place: ViewportPlace, source: HungSeries | null): HungSeries {
  if (source === null) {
    return nothing(place, source, place.missing);
  }
  const own = orientationOf(source.geometry.normal);
  const orientation = place.orientation ?? own;
  const hung = hungPlane(source, orientation, place.slab);
  if (typeof hung === 'string') {
    return nothing(place, source, hung);
  }
  const words = planeWords(own, orientation, place.slab);
  return {
    ...hung,
    label: words === '' ? place.label : `${place.label} ${words}`,
    openingSlice: place.opening === null ? hung.openingSlice : Math.round(place.opening * (hung.imageIds.length - 1)),
  };
}

/** As far as scrolling together goes. */
export function stackOf({ geometry, series }: HungSeries, place: ViewportPlace | undefined): ScrolledStack {
  return { geometry, series: series.index, group: place?.group ?? 1 };
}

function isFor(viewport: HangingViewport, series: SeriesOfCase): boolean {
  const samePhase = viewport.phase === undefined || viewport.phase === null || viewport.phase === series.phase;
  return samePhase && (viewport.prior ?? false) === (series.prior ?? false);
}

/** Never says when the earlier exam was. */
function labelOf(series: SeriesOfCase, place: number): string {
  if (series.prior !== true) {
    return phaseName(series.phase, place);
  }
  return series.phase === undefined || series.phase === null ? 'Prior' : `Prior ${phaseName(series.phase, place)}`;
}

function labelWithout({ phase, prior }: HangingViewport): string {
  return [prior === true ? 'Prior' : '', phase === undefined || phase === null ? '' : phaseName(phase, 0)].filter((w) => w !== '').join(' ');
}

function missingOf({ phase, prior }: HangingViewport): string {
  const name = phase === undefined || phase === null ? null : phaseName(phase, 0);
  return prior === true ? `There is no earlier exam${name === null ? '' : ` with ${name}`}.` : `This case has no ${name ?? ''} images.`;
}

function nothing(place: ViewportPlace, source: HungSeries | null, trouble: string): HungSeries {
  return {
    label: place.label,
    series: source?.series ?? { index: -1, sliceCount: 0, rows: 0, columns: 0, openingSlice: 0 },
    openingSlice: 0,
    frames: [],
    frameUrls: [],
    imageIds: [],
    geometry: { positions: [], middles: [[0, 0, 0], [0, 0, 0]], normal: [0, 0, 1], rowDirection: [1, 0, 0], columnDirection: [0, 1, 0], frameOfReference: '', hasPlaces: true },
    turned: false,
    trouble,
  };
}
