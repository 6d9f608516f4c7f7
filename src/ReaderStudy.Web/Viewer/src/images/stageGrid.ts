import { element } from '../dom/element';
import { PhaseFrame } from './phaseFrame';
import { listenToTouch } from './touchGesture';
import { isOnTwoScreens, layOutViewports, screenOf } from './viewportLayout';
import { WheelSteps } from './wheelSteps';

export interface StageGridEvents {
  /** By wheel or finger. */
  scrolled(place: number, by: number): void;
  /** By fingers; a shift in pixels of the screen. */
  zoomed(place: number, zoom: number, shift: { readonly x: number; readonly y: number }): void;
  activated(place: number): void;
  made(frame: PhaseFrame, place: number): void;
  enlarged(place: number): void;
  /** The viewports have other sizes. */
  laidOut(): void;
  sliceCount(place: number): number;
}

/** The viewports on the screen: as many as hang, in the grid in which they are largest, or one over all. */
export class StageGrid {
  readonly root = element('div', 'stage-grid');
  readonly frames: PhaseFrame[] = [];
  /** The viewport that fills the stage; null: all stand side by side. */
  large: number | null = null;
  /** What the layout was last made for: a layout makes every viewport draw again. */
  private made = '';
  /** As the browser last said: asking it in the midst of a change of cases would make it lay out the page. */
  private size: Pick<HTMLElement, 'clientWidth' | 'clientHeight'> | null = null;

  /** @param stage What the grid fills. */
  constructor(
    private readonly stage: HTMLElement,
    private readonly events: StageGridEvents,
  ) {
    new ResizeObserver(([entry]) => {
      const { width = 0, height = 0 } = entry?.contentRect ?? {};
      // Another page stands over a session that is finished: what has no room keeps its size until it is back.
      if (width > 0 && height > 0) {
        this.size = { clientWidth: Math.round(width), clientHeight: Math.round(height) };
        this.layOut();
      }
    }).observe(stage);
  }

  /** Keeps the viewports that are there. */
  setCount(count: number): void {
    this.frames.splice(count).forEach((frame) => frame.root.remove());
    while (this.frames.length < count) {
      this.frames.push(this.newFrame(this.frames.length));
    }
  }

  showActive(active: number): void {
    this.frames.forEach((frame, i) => frame.setActive(i === active && this.frames.length > 1));
  }

  enlarge(place: number | null): void {
    this.large = place;
    this.layOut();
  }

  layOut(): void {
    const { clientWidth, clientHeight } = this.size ?? this.stage;
    const wanted = [this.frames.length, this.large, clientWidth, clientHeight].join(' ');
    if (wanted === this.made) {
      return;
    }
    this.made = wanted;
    layOutViewports(
      this.root,
      this.frames.map(({ root }) => root),
      clientWidth,
      clientHeight,
    );
    this.frames.forEach((frame, i) => frame.root.classList.toggle('large', i === this.large));
    this.events.laidOut();
  }

  /** Whether no other viewport is over this one. */
  isSeen(place: number): boolean {
    const { clientWidth, clientHeight } = this.size ?? this.stage;
    const [count, { large }] = [this.frames.length, this];
    return large === null || large === place || (isOnTwoScreens(clientWidth, clientHeight) && screenOf(large, count) !== screenOf(place, count));
  }

  /** The questions stand on the other side now: over two screens that leaves the stage as it is, but not its viewports. */
  sideChanged(): void {
    this.made = '';
    this.layOut();
  }

  private newFrame(place: number): PhaseFrame {
    const { events } = this;
    const frame = new PhaseFrame();
    const wheel = new WheelSteps();
    frame.root.addEventListener(
      'wheel',
      (event) => {
        event.preventDefault();
        if (!event.ctrlKey) {
          events.activated(place);
          events.scrolled(place, wheel.steps(event.deltaY, event.deltaMode));
        }
      },
      { passive: false },
    );
    frame.root.addEventListener('pointerdown', () => events.activated(place), { capture: true });
    listenToTouch(frame.root, (gesture, fingers) => {
      const { slices, zoom, pan } = gesture.move(fingers, frame.root.clientHeight, events.sliceCount(place));
      if (slices !== 0) {
        events.scrolled(place, slices);
      }
      if (zoom !== 1 || pan.x !== 0 || pan.y !== 0) {
        events.zoomed(place, zoom, pan);
      }
    });
    frame.root.addEventListener('dblclick', () => events.enlarged(place));
    events.made(frame, place);
    this.root.append(frame.root);
    return frame;
  }
}
