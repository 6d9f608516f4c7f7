import { getShouldUseCPURendering, type StackViewport, type Types } from '@cornerstonejs/core';
import { type ImagePlane, imagePlaneOf } from './imagePlane';
import type { LookedAt } from './looked';
import { distance, dot, minus, type World } from './slicePlane';

/** Least and most that half the height may show when it is zoomed by steps or fingers, in mm. */
const [nearest, farthest] = [5, 2000];

/** Null: there is no image. */
export function lookedAt(viewport: StackViewport): LookedAt | null {
  const plane = imagePlaneOf(viewport);
  const camera = plane === null ? null : cameraOf(viewport);
  if (plane === null || camera === null) {
    return null;
  }
  const away = minus(camera.middle, plane.middle);
  const turned = turnedOf(viewport);
  return { zoom: fittedScale(viewport, plane, turned) / camera.scale, right: dot(away, plane.across), down: dot(away, plane.along), turned };
}

/** Brings a viewport back to how its image opens. */
export function fit(viewport: StackViewport): void {
  turnTo(viewport, 0);
  viewport.resetCamera();
  viewport.render();
}

/** Turns the image by a quarter clockwise about what stands in the middle. */
export function turn(viewport: StackViewport): void {
  const looked = lookedAt(viewport);
  lookAt(viewport, looked === null ? null : { ...looked, turned: (looked.turned + 1) % 4 });
}

/** Quarter turns clockwise of the image on the screen. */
export function turnedOf(viewport: StackViewport): number {
  return viewport.getImageIds().length === 0 ? 0 : Math.round(viewport.getRotation() / 90) % 4;
}

/** Brings it back on whichever slice is shown. */
export function lookAt(viewport: StackViewport, looked: LookedAt | null): void {
  const plane = imagePlaneOf(viewport);
  if (looked !== null && plane !== null) {
    const { middle, across, along } = plane;
    const on = (i: 0 | 1 | 2): number => middle[i] + across[i] * looked.right + along[i] * looked.down;
    turnTo(viewport, looked.turned);
    moveTo(viewport, [on(0), on(1), on(2)], fittedScale(viewport, plane, looked.turned) / looked.zoom);
    viewport.render();
  }
}

/** @param pan In pixels of the page. */
export function zoomAndMove(viewport: StackViewport, zoom: number, pan: { readonly x: number; readonly y: number }): void {
  const camera = imagePlaneOf(viewport) === null ? null : cameraOf(viewport);
  if (camera !== null) {
    const [from, to] = [viewport.canvasToWorld([0, 0]), viewport.canvasToWorld([pan.x, pan.y])];
    const on = (i: 0 | 1 | 2): number => camera.middle[i] - (to[i] - from[i]);
    moveTo(viewport, [on(0), on(1), on(2)], Math.min(farthest, Math.max(nearest, camera.scale / zoom)));
    viewport.render();
  }
}

/** Half the height that the viewport shows of an image that is fitted into it, turned by so many quarters, in mm. */
function fittedScale({ canvas }: StackViewport, { width, height }: ImagePlane, turned: number): number {
  const [across, down] = turned % 2 === 0 ? [width, height] : [height, width];
  return Math.max(down, across * (canvas.height / canvas.width)) / 2;
}

/** What stands in the middle is another place then, if it is shifted. */
function turnTo(viewport: StackViewport, turned: number): void {
  if (turnedOf(viewport) !== turned) {
    viewport.setViewPresentation({ rotation: turned * 90 });
  }
}

/** What stands in the middle, and half the height that is shown in mm; of the image as it was drawn last, whatever size the page gives its element by now. */
function cameraOf(viewport: StackViewport): { readonly middle: World; readonly scale: number } | null {
  if (!getShouldUseCPURendering()) {
    const { parallelScale, focalPoint } = viewport.getCamera();
    return parallelScale === undefined || focalPoint === undefined ? null : { middle: focalPoint, scale: parallelScale };
  }
  const { width, height } = viewport.canvas;
  return {
    middle: viewport.canvasToWorld([width / 2, height / 2]),
    scale: distance(viewport.canvasToWorld([0, 0]), viewport.canvasToWorld([0, height])) / 2,
  };
}

/** Moves the camera in its own plane: which slice is shown is not its business. */
function moveTo(viewport: StackViewport, middle: World, scale: number): void {
  const { focalPoint = [0, 0, 0], position = [0, 0, 0], viewPlaneNormal = [0, 0, 1] } = viewport.getCamera();
  const way = minus(middle, focalPoint);
  const across = dot(way, viewPlaneNormal);
  const shifted = (from: World): Types.Point3 => {
    const by = (i: 0 | 1 | 2): number => from[i] + way[i] - across * viewPlaneNormal[i];
    return [by(0), by(1), by(2)];
  };
  viewport.setCamera({ parallelScale: scale, focalPoint: shifted(focalPoint), position: shifted(position) });
}
