import { matchingSlice, shareSpace, type SeriesGeometry } from './sliceGeometry';

/**
 * Which slice each phase should show. While linked, all follow the phase that is scrolled, by position in the patient.
 * A shift made while unlinked (breathing differs between phases) is kept when they are linked again.
 */
export class LinkedScroll {
  private wanted: number[];
  /** Shift of each phase against the patient's coordinates, mm. */
  private shifts: number[];

  constructor(
    private readonly geometries: readonly SeriesGeometry[],
    opening: readonly number[],
    private isLinked: boolean,
  ) {
    this.wanted = [...opening];
    this.shifts = geometries.map(() => 0);
  }

  get linked(): boolean {
    return this.isLinked;
  }

  get slices(): readonly number[] {
    return this.wanted;
  }

  setLinked(linked: boolean): void {
    if (linked && !this.isLinked) {
      const base = this.geometries[0];
      this.shifts = this.geometries.map((g, i) => (base !== undefined && shareSpace(base, g) ? this.height(i) - this.height(0) : 0));
    }
    this.isLinked = linked;
  }

  /** Moves one phase by a number of slices. */
  scroll(place: number, by: number): void {
    this.goTo(place, (this.wanted[place] ?? 0) + by);
  }

  /** Moves one alone, as a loop does that is played. */
  goAlone(place: number, index: number): void {
    this.wanted[place] = index;
  }

  goTo(place: number, index: number): void {
    const geometry = this.geometries[place];
    if (geometry === undefined) {
      return;
    }
    const here = Math.min(geometry.positions.length - 1, Math.max(0, index));
    const moved = here !== this.wanted[place];
    this.wanted[place] = here;
    if (!this.isLinked || !moved) {
      return;
    }
    this.geometries.forEach((other, i) => {
      if (i !== place) {
        const shift = (this.shifts[i] ?? 0) - (this.shifts[place] ?? 0);
        this.wanted[i] = matchingSlice(geometry, here, other, shift);
      }
    });
  }

  /** Puts all phases where they were, linked or not. */
  putBack(slices: readonly number[]): void {
    this.wanted = [...slices];
  }

  private height(place: number): number {
    const geometry = this.geometries[place];
    const base = this.geometries[0];
    const position = geometry?.positions[this.wanted[place] ?? 0] ?? 0;
    const sameWay = geometry === undefined || base === undefined || geometry.normal.reduce((sum, n, i) => sum + n * (base.normal[i] ?? 0), 0) >= 0;
    return sameWay ? position : -position;
  }
}
