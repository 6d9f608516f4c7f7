import type { Landmark, LandmarkPair, Linking, LinkOffset, Orientation } from '../hanging/hangingContract';
import { apply, chained, fitted, inverse, type LevelMap, ofRanges, same } from '../hanging/levelMap';
import { orientationOf, senseOf } from '../hanging/planes';
import { dot, type Vector } from '../hanging/vectors';
import { type SeriesGeometry, shareSpace } from './sliceGeometry';

/** What hangs in a viewport, as far as scrolling together goes. */
export interface ScrolledStack {
  readonly geometry: SeriesGeometry;
  /** Index of the series in the case. */
  readonly series: number;
  /** Stacks of one group and one plane go together. */
  readonly group: number;
}

/**
 * Which slice each viewport should show. While linked, all of a group and plane follow the one that is scrolled: by landmarks where there are
 * any, by position in the patient where they share it, else by share of the range. A shift made while unlinked (breathing differs between
 * phases) is kept when they are linked again.
 */
export class LinkedScroll {
  private readonly stacks: ScrolledStack[];
  private wanted: number[];
  private pairs: readonly LandmarkPair[];
  private offsets: readonly LinkOffset[];
  private moved = false;
  /** While two points of a pair are looked for each stack is scrolled alone, which is no shift by hand. */
  paused = false;

  constructor(
    stacks: readonly (ScrolledStack | SeriesGeometry)[],
    opening: readonly number[],
    private isLinked: boolean,
    linking: Linking | null = null,
  ) {
    this.stacks = stacks.map((s, i) => ('geometry' in s ? s : { geometry: s, series: i, group: 1 }));
    this.wanted = [...opening];
    this.pairs = linking?.landmarks ?? [];
    this.offsets = linking?.offsets ?? [];
  }

  get linked(): boolean {
    return this.isLinked;
  }

  get slices(): readonly number[] {
    return this.wanted;
  }

  /** What is kept of the case. */
  get linking(): Linking {
    return { linked: this.isLinked, offsets: this.offsets, landmarks: this.pairs };
  }

  setLinked(linked: boolean): void {
    if (linked && !this.isLinked && this.moved) {
      this.keepShifts();
    }
    this.moved = false;
    this.isLinked = linked;
  }

  /** Sets the landmark pairs; shifts by hand of the series that a new one brings together give way to it. */
  setLandmarks(pairs: readonly LandmarkPair[]): void {
    const added = pairs.filter((p) => !this.pairs.includes(p)).flatMap((p) => [p.one.series, p.other.series]);
    this.offsets = this.offsets.filter((o) => !(added.includes(o.series) && added.includes(o.to)));
    this.moved &&= added.length === 0;
    this.pairs = pairs;
  }

  /** Brings the others to where this one is. */
  align(place: number): void {
    this.follow(place);
  }

  /** Another stack hangs in a viewport. */
  replace(place: number, stack: ScrolledStack, slice: number): void {
    this.stacks[place] = stack;
    this.wanted[place] = slice;
  }

  /** Moves one stack by a number of slices. */
  scroll(place: number, by: number): void {
    this.goTo(place, (this.wanted[place] ?? 0) + by);
  }

  /** Moves one alone, as a loop does that is played. */
  goAlone(place: number, index: number): void {
    this.wanted[place] = index;
  }

  goTo(place: number, index: number): void {
    const count = this.stacks[place]?.geometry.positions.length ?? 0;
    if (count === 0) {
      return;
    }
    const here = Math.min(count - 1, Math.max(0, index));
    if (here === this.wanted[place]) {
      return;
    }
    this.wanted[place] = here;
    if (this.paused) {
      return;
    }
    this.moved = true;
    if (this.isLinked) {
      this.follow(place);
    }
  }

  private follow(place: number): void {
    const together = this.together(place);
    const base = together[0] ?? place;
    const level = apply(inverse(this.mapOf(base, place)), this.levelAt(place));
    together
      .filter((other) => other !== place)
      .forEach((other) => {
        this.wanted[other] = this.nearest(other, apply(this.mapOf(base, other), level));
      });
  }

  /** The viewports that go with this one, itself among them. */
  private together(place: number): number[] {
    const [group, orientation] = [this.stacks[place]?.group, this.orientation(place)];
    return this.stacks.flatMap((s, i) => (s.group === group && s.geometry.positions.length > 0 && this.orientation(i) === orientation ? [i] : []));
  }

  private keepShifts(): void {
    const done = new Set<number>();
    this.stacks.forEach((_, base) => {
      const together = done.has(base) ? [] : this.together(base);
      together.forEach((place) => done.add(place));
      together.slice(1).forEach((place) => {
        const [series, to] = [this.series(place), this.series(base)];
        if (series !== to) {
          const orientation = this.orientation(base);
          this.offsets = this.offsets.filter((o) => !(o.series === series && o.to === to && o.orientation === orientation));
          const mm = this.levelAt(place) - apply(this.mapWithout(base, place, true), this.levelAt(base));
          this.offsets = [...this.offsets, { series, to, orientation, mm }];
        }
      });
    });
  }

  /** Puts all stacks where they were, linked or not. */
  putBack(slices: readonly number[]): void {
    this.wanted = this.stacks.map(({ geometry }, place) => Math.max(0, Math.min(geometry.positions.length - 1, slices[place] ?? 0)));
    this.moved ||= !this.isLinked;
  }

  /** From levels of the first stack of the group to those of another, with its shift by hand. */
  private mapOf(base: number, place: number): LevelMap {
    const offset = this.offsets.find((o) => o.series === this.series(place) && o.to === this.series(base) && o.orientation === this.orientation(base));
    const map = this.mapWithout(base, place, offset !== undefined);
    return offset === undefined ? map : chained(map, { scale: 1, shift: offset.mm });
  }

  /** `shifted`: a shift by hand comes on top, so that levels count in mm where nothing else is known. */
  private mapWithout(base: number, place: number, shifted: boolean): LevelMap {
    const known = this.knownMap(base, place);
    return known ?? (shifted ? same : ofRanges(this.ends(base), this.ends(place)));
  }

  /** By landmarks and shared space, over other stacks of the group where need be; null: nothing is known. */
  private knownMap(base: number, place: number): LevelMap | null {
    const among = this.together(base);
    const found = new Map<number, LevelMap>([[base, same]]);
    const waiting = [base];
    for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
      const here = found.get(at) ?? same;
      for (const next of among.filter((one) => !found.has(one))) {
        const step = this.directMap(at, next);
        if (step !== null) {
          found.set(next, chained(here, step));
          waiting.push(next);
        }
      }
    }
    return found.get(place) ?? null;
  }

  private directMap(from: number, to: number): LevelMap | null {
    const [a, b] = [this.stacks[from], this.stacks[to]];
    if (a === undefined || b === undefined || a.series === b.series) {
      return same;
    }
    const pairs = this.pairs.flatMap(({ one, other }): (readonly [number, number])[] =>
      one.series === a.series && other.series === b.series
        ? [[levelOf(one, a.geometry), levelOf(other, b.geometry)]]
        : one.series === b.series && other.series === a.series
          ? [[levelOf(other, a.geometry), levelOf(one, b.geometry)]]
          : [],
    );
    return fitted(pairs) ?? (shareSpace(a.geometry, b.geometry) ? throughMiddles(a.geometry, b.geometry) : null);
  }

  private levelAt(place: number): number {
    const geometry = this.stacks[place]?.geometry;
    return geometry === undefined ? 0 : (geometry.positions[this.wanted[place] ?? 0] ?? 0) * senseOf(geometry.normal);
  }

  private ends(place: number): readonly [number, number] {
    const geometry = this.stacks[place]?.geometry;
    const sense = geometry === undefined ? 1 : senseOf(geometry.normal);
    return [(geometry?.positions[0] ?? 0) * sense, (geometry?.positions.at(-1) ?? 0) * sense];
  }

  private nearest(place: number, level: number): number {
    const geometry = this.stacks[place]?.geometry;
    const distance = (i: number): number => Math.abs((geometry?.positions[i] ?? 0) * (geometry === undefined ? 1 : senseOf(geometry.normal)) - level);
    return (geometry?.positions ?? []).reduce((best, _, i) => (distance(i) < distance(best) ? i : best), 0);
  }

  private series(place: number): number {
    return this.stacks[place]?.series ?? -1;
  }

  private orientation(place: number): Orientation {
    return orientationOf(this.stacks[place]?.geometry.normal ?? [0, 0, 1]);
  }
}

/** Levels count along a stack's own normal: where another one is tilted against it, both are compared where the middles of the first one's slices lie. */
function throughMiddles(from: SeriesGeometry, to: SeriesGeometry): LevelMap {
  const [first, last] = from.middles;
  return ofRanges([levelAlong(first, from), levelAlong(last, from)], [levelAlong(first, to), levelAlong(last, to)]);
}

function levelOf({ x, y, z }: Landmark, geometry: SeriesGeometry): number {
  return levelAlong([x, y, z], geometry);
}

function levelAlong(point: Vector, { normal }: SeriesGeometry): number {
  return dot(point, normal) * senseOf(normal);
}
