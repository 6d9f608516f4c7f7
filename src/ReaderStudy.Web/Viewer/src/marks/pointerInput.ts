import { isOver, pixelToWorld, type Point, worldToPixel } from '../images/slicePlane';
import type { SliceView } from '../images/sliceView';
import type { Drawing } from './drawing';
import { clicksFor } from './shaping';
import { type Spot, spotAt } from './spot';

/** Pixels that a hand may tremble in a click. */
const tremble = 4;
/** Pixels between the corners of a line that is drawn by dragging. */
const perCorner = 4;

interface Press {
  readonly view: SliceView;
  readonly pointer: number;
  readonly from: Point;
  last: Point;
  moved: boolean;
  /** What the press began; `tap`: nothing yet, and the image tools have it too. */
  readonly kind: 'tap' | 'hold' | 'stroke' | 'shape';
}

/**
 * What the mouse, a pen or a finger draws on the images. What is drawn with the left button is kept from the image tools; other buttons, the wheel
 * and fingers that move remain theirs.
 */
export class PointerInput {
  /** Where the pointer is; null: on no image. */
  hover: Spot | null = null;
  private press: Press | null = null;
  /** Until the next press, since slides are let go of after the hand. */
  private last: Press['kind'] = 'tap';

  constructor(
    private readonly drawing: Drawing,
    private readonly redraw: () => void,
  ) {
    drawing.on.roots.forEach((root) => this.listen(root));
    window.addEventListener('pointermove', (event) => this.move(event), { capture: true });
    window.addEventListener('pointerup', (event) => this.up(event), { capture: true });
    window.addEventListener('pointercancel', (event) => this.cancel(event), { capture: true });
  }

  get isOn(): boolean {
    return this.drawing.question !== null && this.drawing.pen;
  }

  /** Whether the hand draws, and what is under it stays where it is. */
  get holds(): boolean {
    return this.last !== 'tap';
  }

  private listen(root: HTMLElement): void {
    root.addEventListener('pointerdown', (event) => this.down(event), { capture: true });
    for (const kind of ['mousedown', 'touchstart', 'touchmove'] as const) {
      root.addEventListener(kind, (event) => this.keep(event), { capture: true, passive: false });
    }
    // Two quick clicks are two places, not a wish to see one phase large.
    root.addEventListener('dblclick', (event) => this.isOn && event.stopPropagation(), { capture: true });
    root.addEventListener('pointerleave', () => this.leave());
    root.addEventListener('pointermove', (event) => this.press === null && this.hoverOver(event), { capture: true });
  }

  private down(event: PointerEvent): void {
    const { drawing } = this;
    const question = drawing.question;
    this.last = 'tap';
    if (!this.isOn || question === null || event.button !== 0 || event.shiftKey || !event.isPrimary || isControl(event.target)) {
      this.press = null;
      return;
    }
    const spot = this.spotOf(event);
    if (spot === null || !isOver(spot.plane, spot.at)) {
      return;
    }
    const touch = event.pointerType === 'touch';
    const handle = drawing.handleAt(spot, touch ? 'touch' : 'mouse');
    const brush = question.kind === 'mask' && drawing.tool !== 'line';
    const byDragging = clicksFor(question) !== 1 && !touch;
    const kind = handle !== null ? 'hold' : brush ? 'stroke' : byDragging ? 'shape' : 'tap';
    this.last = kind;
    this.press = { view: spot.view, pointer: event.pointerId, from: spot.point, last: spot.point, moved: false, kind };
    if (handle !== null) {
      drawing.take(handle);
    } else if (kind === 'stroke') {
      drawing.begun.beginStroke(spot);
    } else if (kind === 'shape') {
      drawing.begun.addPoint(question, spot);
    }
  }

  private keep(event: Event): void {
    if (this.press !== null && this.press.kind !== 'tap') {
      event.stopPropagation();
      if (event.cancelable) {
        event.preventDefault();
      }
    }
  }

  private move(event: PointerEvent): void {
    const { press, drawing } = this;
    const question = drawing.question;
    if (press === null || press.pointer !== event.pointerId) {
      return;
    }
    const spot = this.spotOn(press.view, event);
    if (spot === null || question === null) {
      return;
    }
    this.hover = spot;
    press.moved ||= far(spot.point, press.from, tremble);
    if (press.kind === 'stroke') {
      const events = event.getCoalescedEvents?.() ?? [];
      (events.length === 0 ? [event] : events).forEach((one) => {
        const on = this.spotOn(press.view, one);
        if (on !== null) {
          drawing.begun.goOnStroke(on);
        }
      });
    } else if (press.kind === 'hold' && press.moved) {
      drawing.hold(insideOf(spot));
    } else if (press.kind === 'shape' && press.moved && clicksFor(question) === null && far(spot.point, press.last, perCorner) && drawing.begun.half !== null) {
      press.last = spot.point;
      drawing.begun.addPoint(question, insideOf(spot));
    }
    this.redraw();
  }

  private up(event: PointerEvent): void {
    const { press, drawing } = this;
    if (press === null || press.pointer !== event.pointerId) {
      return;
    }
    this.press = null;
    const question = drawing.question;
    const spot = this.spotOn(press.view, event);
    if (press.kind === 'hold') {
      drawing.letGo();
    } else if (press.kind === 'stroke') {
      drawing.begun.endStroke();
    } else if (spot !== null && question !== null && press.kind === 'shape' && press.moved && drawing.begun.half !== null) {
      if (clicksFor(question) === null) {
        drawing.begun.finish();
      } else {
        drawing.begun.addPoint(question, insideOf(spot));
      }
    } else if (spot !== null && press.kind === 'tap' && !press.moved) {
      drawing.tap(spot);
    }
  }

  private cancel(event: PointerEvent): void {
    if (this.press?.pointer === event.pointerId) {
      const { kind } = this.press;
      this.press = null;
      if (kind === 'stroke') {
        this.drawing.begun.endStroke();
      } else if (kind === 'hold') {
        this.drawing.letGo();
      }
    }
  }

  private hoverOver(event: PointerEvent): void {
    if (event.pointerType !== 'touch' && this.isOn) {
      this.hover = this.spotOf(event);
      this.redraw();
    }
  }

  private leave(): void {
    if (this.press === null && this.hover !== null) {
      this.hover = null;
      this.redraw();
    }
  }

  private spotOf(event: PointerEvent): Spot | null {
    const target = event.target instanceof Node ? event.target : null;
    const view = this.drawing.views.find(({ frame }) => frame.root.contains(target));
    return view === undefined || !this.drawing.takes(view) ? null : this.spotOn(view, event);
  }

  private spotOn(view: SliceView, { clientX, clientY }: PointerEvent): Spot | null {
    const { left, top } = view.frame.root.getBoundingClientRect();
    return spotAt(view, [clientX - left, clientY - top]);
  }
}

function far(a: Point, b: Point, than: number): boolean {
  return Math.hypot(a[0] - b[0], a[1] - b[1]) >= than;
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, .picture-map') !== null;
}

/** The nearest place on the image. */
function insideOf(spot: Spot): Spot {
  if (isOver(spot.plane, spot.at)) {
    return spot;
  }
  const { plane, view } = spot;
  const [column, row] = worldToPixel(plane, spot.at);
  const nearest = pixelToWorld(plane, [Math.min(plane.columns - 0.5, Math.max(-0.5, column)), Math.min(plane.rows - 0.5, Math.max(-0.5, row))]);
  return { ...spot, at: nearest, point: view.toCanvas(nearest) };
}
