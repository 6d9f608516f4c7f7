import { isAcquired } from '../images/hungSeries';
import { away, pixelToWorld, type Point, type SlicePlane, worldToPixel } from '../images/slicePlane';
import type { SliceView } from '../images/sliceView';
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

  /** Where it is; null: away, or no image that takes the answer is there. */
  spot(): Spot | null {
    const view = this.view;
    const spot = view === null ? null : spotAt(view, [0, 0]);
    if (spot === null || view === null || this.pixel === null) {
      return null;
    }
    const at = pixelToWorld(spot.plane, within(spot.plane, this.pixel));
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

  /** To the right and down on the screen, in voxels; on a picture in steps that can be seen. */
  move(right: number, down: number): void {
    const spot = this.spot();
    if (this.pixel === null || spot === null) {
      return;
    }
    this.pixel = within(spot.plane, spot.hung.picture === undefined ? beside(this.pixel, onImage(right, down, spot.view.turned)) : besideOnScreen(spot, right, down));
    this.drawing.on.bringIn(spot.view, pixelToWorld(spot.plane, this.pixel));
  }

  otherPhase(): void {
    const { on } = this.drawing;
    const views = on.all.filter((view) => view.hung !== null && isAcquired(view.hung) && this.drawing.takes(view));
    const next = views[(views.findIndex((view) => view === on.active) + 1) % Math.max(1, views.length)];
    if (next !== undefined) {
      const before = this.spot();
      on.activate(next);
      const plane = this.spot()?.plane;
      // At the same point of the patient, as far as the other series has it; pixels of pictures are no points of a patient.
      const among = before?.hung.picture === undefined && next.hung?.picture === undefined;
      const [column, row] = before === null || plane === undefined || !among ? [] : worldToPixel(plane, before.at);
      const inside = plane !== undefined && column !== undefined && row !== undefined && column >= 0 && row >= 0 && column < plane.columns && row < plane.rows;
      this.pixel = inside ? [Math.round(column), Math.round(row)] : this.middle();
    }
  }

  private get view(): SliceView | null {
    const view = this.drawing.on.active;
    return view !== null && this.drawing.takes(view) ? view : null;
  }

  private middle(): Point | null {
    const view = this.view;
    const root = view?.frame.root;
    const spot = view === null || root === undefined ? null : spotAt(view, [root.clientWidth / 2, root.clientHeight / 2]);
    return spot === null ? null : within(spot.plane, worldToPixel(spot.plane, spot.at));
  }
}

/** A step on the screen as columns and rows of an image that is turned by so many quarters clockwise. */
function onImage(right: number, down: number, turned: number): Point {
  return turned === 0 ? [right, down] : onImage(down, -right, turned - 1);
}

function beside([column, row]: Point, [columns, rows]: Point): Point {
  return [column + columns, row + rows];
}

/** The nearest pixel of a slice. */
function within({ columns, rows }: SlicePlane, [column, row]: Point): Point {
  return [Math.round(Math.min(columns - 1, Math.max(0, column))), Math.round(Math.min(rows - 1, Math.max(0, row)))];
}

/** Least way of a step on a picture, in pixels of the screen. */
const leastStep = 2;

/** The pixel of a picture so many steps away as it lies on the screen: one of its pixels is a step, or more of them where they are too small to be seen. */
function besideOnScreen({ view, plane, at, point: [x, y] }: Spot, across: number, down: number): Point {
  const [column, row] = worldToPixel(plane, at);
  const step = Math.max(leastStep, away(view.toCanvas(pixelToWorld(plane, [column + 1, row])), [x, y]));
  return worldToPixel(plane, view.toWorld([x + across * step, y + down * step]));
}
