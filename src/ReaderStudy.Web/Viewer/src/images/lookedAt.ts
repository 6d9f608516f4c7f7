import type { StackViewport } from '@cornerstonejs/core';
import type { VoiRange } from './voiWindow';

/** How one stack is looked at, its slice apart. */
export interface LookedAt {
  readonly zoom: number;
  readonly pan: readonly [number, number];
  readonly range: VoiRange | null;
}

export function lookedAt(viewport: StackViewport): LookedAt {
  const [x, y] = viewport.getPan();
  const range = viewport.getProperties().voiRange;
  return {
    zoom: rounded(viewport.getZoom()),
    pan: [rounded(x), rounded(y)],
    range: range === undefined ? null : { lower: range.lower, upper: range.upper },
  };
}

export function lookAt(viewport: StackViewport, looked: LookedAt | undefined): void {
  if (looked === undefined || viewport.getImageIds().length === 0) {
    return;
  }
  viewport.setZoom(looked.zoom);
  viewport.setPan([looked.pan[0], looked.pan[1]]);
  if (looked.range !== null) {
    viewport.setProperties({ voiRange: looked.range });
  }
  viewport.render();
}

/** @param pan In pixels of the page. */
export function zoomAndMove(viewport: StackViewport, zoom: number, pan: { readonly x: number; readonly y: number }): void {
  const [x, y] = viewport.getPan();
  viewport.setZoom(Math.min(20, Math.max(0.25, viewport.getZoom() * zoom)));
  viewport.setPan([x + pan.x, y + pan.y]);
  viewport.render();
}

/** What floating point adds is no change of the view. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
