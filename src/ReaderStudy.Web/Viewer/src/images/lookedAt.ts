import type { StackViewport, Types } from '@cornerstonejs/core';

/** How one stack is looked at, its slice and window apart. */
export interface LookedAt {
  /** Half the height that is shown, in mm. */
  readonly scale: number;
  /** What stands in the middle, in mm, within the plane: which slice it lies on is not part of it. */
  readonly middle: readonly number[];
}

/** Least and most that half the height may show, in mm. */
const [nearest, farthest] = [5, 2000];

export function lookedAt(viewport: StackViewport): LookedAt | null {
  const { parallelScale, focalPoint, viewPlaneNormal = [0, 0, 1] } = viewport.getCamera();
  if (parallelScale === undefined || focalPoint === undefined || viewport.getImageIds().length === 0) {
    return null;
  }
  const across = focalPoint.reduce((sum, value, i) => sum + value * (viewPlaneNormal[i] ?? 0), 0);
  return { scale: parallelScale, middle: focalPoint.map((value, i) => value - across * (viewPlaneNormal[i] ?? 0)) };
}

/** Brings it back on whichever slice is shown. */
export function lookAt(viewport: StackViewport, looked: LookedAt | null): void {
  if (looked !== null) {
    moveTo(viewport, looked.middle, looked.scale);
    viewport.render();
  }
}

/** @param pan In pixels of the page. */
export function zoomAndMove(viewport: StackViewport, zoom: number, pan: { readonly x: number; readonly y: number }): void {
  const { parallelScale, focalPoint } = viewport.getCamera();
  if (parallelScale === undefined || focalPoint === undefined) {
    return;
  }
  const [from, to] = [viewport.canvasToWorld([0, 0]), viewport.canvasToWorld([pan.x, pan.y])];
  moveTo(
    viewport,
    focalPoint.map((value, i) => value - ((to[i] ?? 0) - (from[i] ?? 0))),
    Math.min(farthest, Math.max(nearest, parallelScale / zoom)),
  );
  viewport.render();
}

/** Moves the camera in its own plane: which slice is shown is not its business. */
function moveTo(viewport: StackViewport, middle: readonly number[], scale: number): void {
  const { focalPoint = [0, 0, 0], position = [0, 0, 0], viewPlaneNormal = [0, 0, 1] } = viewport.getCamera();
  const way = focalPoint.map((value, i) => (middle[i] ?? 0) - value);
  const across = way.reduce((sum, value, i) => sum + value * (viewPlaneNormal[i] ?? 0), 0);
  const shifted = (from: readonly number[]): Types.Point3 =>
    [0, 1, 2].map((i) => (from[i] ?? 0) + (way[i] ?? 0) - across * (viewPlaneNormal[i] ?? 0)) as Types.Point3;
  viewport.setCamera({ parallelScale: scale, focalPoint: shifted(focalPoint), position: shifted(position) });
}
