import { isAcquired } from '../images/hungSeries';
import { type Point, pixelToWorld, worldToPixel } from '../images/slicePlane';
import type { Drawing } from './drawing';
import { type Spot, spotAt } from './spot';

/** A cursor that keys move from voxel to voxel of the active phase; it stays at its voxel when slices change. */
export class Crosshair {
  /** Column and row; null: it is away. */
  private pixel: Point | null = null;

  constructor(private readonly drawing: Drawing) {}

  get isShown(): boolean {
    return this.pixel !== null && this.spot() !== null;
  }

  /** Where it is; null: away, or no image is there. */
  spot(): Spot | null {
    const { stage } = this.drawing;
    const view = stage.slices.all.find(({ place }) => place === stage.activePlace);
    const spot = view === undefined ? null : spotAt(view, [0, 0]);
    if (spot === null || view === undefined || this.pixel === null) {
      return null;
    }
    const at = pixelToWorld(spot.plane, this.pixel);
    return { ...spot, at, point: view.toCanvas(at) };
  }

  /** In the middle of the active phase; or away again. */
  toggle(): void {
    this.pixel = this.pixel === null ? this.middle() : null;
  }

  hide(): boolean {
    const was = this.pixel !== null;
    this.pixel = null;
    return was;
  }

  /** To the right and down on the screen, in voxels. */
  move(right: number, down: number): void {
    const { plane, view } = this.spot() ?? {};
    if (this.pixel !== null && plane !== undefined && view !== undefined) {
      const [columns, rows] = onImage(right, down, view.turned);
      const clamp = (value: number, last: number): number => Math.min(last, Math.max(0, value));
      this.pixel = [clamp(this.pixel[0] + columns, plane.columns - 1), clamp(this.pixel[1] + rows, plane.rows - 1)];
    }
  }

  otherPhase(): void {
    const { stage } = this.drawing;
    const places = stage.slices.all.filter(({ hung }) => hung !== null && isAcquired(hung)).map(({ place }) => place);
    const next = places[(places.indexOf(stage.activePlace) + 1) % Math.max(1, places.length)];
    if (next !== undefined) {
      const before = this.spot()?.at;
      stage.activate(next);
      const plane = this.spot()?.plane;
      // At the same point of the patient, as far as the other series has it.
      const [column, row] = before === undefined || plane === undefined ? [] : worldToPixel(plane, before);
      const inside = plane !== undefined && column !== undefined && row !== undefined && column >= 0 && row >= 0 && column < plane.columns && row < plane.rows;
      this.pixel = inside ? [Math.round(column), Math.round(row)] : this.middle();
    }
  }

  private middle(): Point | null {
    const { stage } = this.drawing;
    const view = stage.slices.all.find(({ place }) => place === stage.activePlace);
    const root = view?.frame.root;
    const spot = view === undefined || root === undefined ? null : spotAt(view, [root.clientWidth / 2, root.clientHeight / 2]);
    if (spot === null) {
      return null;
    }
    const [column, row] = worldToPixel(spot.plane, spot.at);
    const { columns, rows } = spot.plane;
    return [Math.round(Math.min(columns - 1, Math.max(0, column))), Math.round(Math.min(rows - 1, Math.max(0, row)))];
  }
}

/** A step on the screen as columns and rows of an image that is turned by so many quarters clockwise. */
function onImage(right: number, down: number, turned: number): Point {
  return turned === 0 ? [right, down] : onImage(down, -right, turned - 1);
}
