import type { VoiWindow } from './voiWindow';

/** What a key changes of how the images are looked at, slices and presets apart. */
export type LookStep =
  | { readonly kind: 'zoom'; readonly by: -1 | 1 }
  /** What is looked at lies further to that side. */
  | { readonly kind: 'pan'; readonly across: -1 | 0 | 1; readonly down: -1 | 0 | 1 }
  | { readonly kind: 'window-step'; readonly wider: -1 | 0 | 1; readonly brighter: -1 | 0 | 1 };

/** The stage as far as these keys need it. */
export interface SteppedStage {
  /** The viewport that takes the keys. */
  readonly active: number;
  readonly frames: readonly { readonly view: { readonly clientWidth: number; readonly clientHeight: number } }[];
  /** Null while nothing can be drawn. */
  readonly views: { onScreen(place: number): { readonly window: VoiWindow | null } | null } | null;
  zoomAndMove(place: number, zoom: number, shift: { readonly x: number; readonly y: number }): void;
  setWindow(window: VoiWindow): void;
}

/** What one key does: the image grows by so much, and shifts by so much of the viewport. */
const zoomStep = 1.2;
const shiftShare = 0.1;

/** Of the window's width: by how much it grows, and by how much its level moves. */
const widthShare = 0.1;
const levelShare = 0.05;

/** Does on the active viewport what a drag does with the mouse; those that go with it follow in the same way. */
export function lookByKeys(stage: SteppedStage, step: LookStep): void {
  const { active } = stage;
  const shown = stage.views?.onScreen(active) ?? null;
  const view = stage.frames[active]?.view;
  if (shown === null || view === undefined) {
    return;
  }
  switch (step.kind) {
    case 'zoom':
      return stage.zoomAndMove(active, zoomStep ** step.by, { x: 0, y: 0 });
    case 'pan':
      return stage.zoomAndMove(active, 1, { x: -step.across * shiftShare * view.clientWidth, y: -step.down * shiftShare * view.clientHeight });
    case 'window-step':
      return shown.window === null ? undefined : stage.setWindow(steppedWindow(shown.window, step));
  }
}

/** A window a step wider or narrower, with the same level; or a step brighter or darker, with the same width. */
export function steppedWindow({ center, width }: VoiWindow, { wider, brighter }: { readonly wider: number; readonly brighter: number }): VoiWindow {
  return { center: center - brighter * whole(width * levelShare), width: width + wider * whole(width * widthShare) };
}

/** Whole units where there are any: a window of an image whose values are fractions is changed by fractions. */
function whole(step: number): number {
  return step < 1 ? step : Math.round(step);
}
