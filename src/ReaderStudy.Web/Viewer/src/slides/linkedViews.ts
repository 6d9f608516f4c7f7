/** What a view shows: the middle in pixels of its picture, the zoom in pixels of the screen to one of the picture, and how it is turned, in degrees. */
export interface PictureView {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
  readonly turned: number;
}

export interface Measured {
  readonly width: number;
  readonly micronsPerPixel?: number | null;
}

/**
 * Keeps stains at the same place and magnification. Places are compared in micrometres where every picture has them, else in shares of the
 * width. A shift made while unlinked (sections lie differently on their glass) is kept when they are linked again.
 */
export class LinkedViews {
  private readonly units: readonly number[];
  private shifts: { readonly x: number; readonly y: number }[];
  linked = true;

  constructor(pictures: readonly Measured[]) {
    const measured = pictures.every((p) => typeof p.micronsPerPixel === 'number');
    this.units = pictures.map((p) => (measured ? (p.micronsPerPixel ?? 1) : 1 / p.width));
    this.shifts = pictures.map(() => ({ x: 0, y: 0 }));
  }

  /** Links again at the shift that the views have now. */
  link(views: readonly PictureView[]): void {
    const first = views[0];
    if (first !== undefined) {
      this.shifts = views.map((view, i) => ({
        x: view.x * this.unit(i) - first.x * this.unit(0),
        y: view.y * this.unit(i) - first.y * this.unit(0),
      }));
    }
    this.linked = true;
  }

  /** What picture `to` shows when `from` shows `view`. */
  follow(from: number, view: PictureView, to: number): PictureView {
    const [own, other] = [this.unit(from), this.unit(to)];
    const [shift, its] = [this.shifts[from] ?? { x: 0, y: 0 }, this.shifts[to] ?? { x: 0, y: 0 }];
    return {
      x: (view.x * own - shift.x + its.x) / other,
      y: (view.y * own - shift.y + its.y) / other,
      zoom: (view.zoom * other) / own,
      turned: view.turned,
    };
  }

  private unit(place: number): number {
    return this.units[place] ?? 1;
  }
}
