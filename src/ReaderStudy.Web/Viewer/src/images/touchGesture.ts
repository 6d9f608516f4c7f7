export interface Touched {
  readonly x: number;
  readonly y: number;
}

/** What fingers ask of the image since the last movement. */
export interface TouchMove {
  /** Whole slices. */
  readonly slices: number;
  /** By how much the image grows; 1: not. */
  readonly zoom: number;
  /** In pixels. */
  readonly pan: Touched;
}

/** Pixels that one finger moves for a slice, at least. */
const perSlice = 9;

/** One finger scrolls through the slices, two zoom and move. Fingers that come or go begin a new gesture. */
export class TouchGesture {
  private before: readonly Touched[] = [];
  private rest = 0;

  /** @param height Of the image on the page, in pixels. @param count Slices of the series: a long one takes less way a slice. */
  move(fingers: readonly Touched[], height: number, count: number): TouchMove {
    const before = this.before;
    this.before = fingers;
    const still = { slices: 0, zoom: 1, pan: { x: 0, y: 0 } };
    if (before.length !== fingers.length) {
      this.rest = 0;
      return still;
    }
    if (fingers.length === 1) {
      this.rest += ((fingers[0]?.y ?? 0) - (before[0]?.y ?? 0)) / Math.max(perSlice, height / Math.max(1, count * 1.5));
      const slices = Math.trunc(this.rest);
      this.rest -= slices;
      return { ...still, slices: slices === 0 ? 0 : slices };
    }
    if (fingers.length !== 2) {
      return still;
    }
    const [was, is] = [before, fingers].map(([a, b]) => ({
      span: Math.hypot((a?.x ?? 0) - (b?.x ?? 0), (a?.y ?? 0) - (b?.y ?? 0)),
      x: ((a?.x ?? 0) + (b?.x ?? 0)) / 2,
      y: ((a?.y ?? 0) + (b?.y ?? 0)) / 2,
    }));
    return was === undefined || is === undefined || was.span < 1
      ? still
      : { slices: 0, zoom: is.span / was.span, pan: { x: is.x - was.x, y: is.y - was.y } };
  }

  end(): void {
    this.before = [];
    this.rest = 0;
  }
}

/** Listens to the fingers on an element; what is drawn in it does not hear of them, but for a tap, which is a click. */
export function listenToTouch(root: HTMLElement, moved: (gesture: TouchGesture, fingers: readonly Touched[]) => void): void {
  const gesture = new TouchGesture();
  const hear = (event: TouchEvent): void => {
    if (event.target instanceof HTMLElement && event.target.closest('button') !== null) {
      return;
    }
    event.stopPropagation();
    const fingers = [...event.touches].map(({ clientX, clientY }) => ({ x: clientX, y: clientY }));
    if (event.type === 'touchmove') {
      event.preventDefault();
      moved(gesture, fingers);
    } else if (fingers.length === 0) {
      gesture.end();
    } else {
      gesture.move(fingers, 1, 1);
    }
  };
  for (const kind of ['touchstart', 'touchmove', 'touchend', 'touchcancel'] as const) {
    root.addEventListener(kind, hear, { capture: true, passive: false });
  }
}
