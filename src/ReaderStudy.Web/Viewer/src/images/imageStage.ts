import type { ReadingApi } from '../api/readingApi';
import type { CaseToRead, Hanging, WindowPreset } from '../contract';
import { element } from '../dom/element';
import { type CaseImages, imagesKeyOf, loadCaseImages } from './caseImages';
import { paintSlice } from './firstPaint';
import { gridFor } from './gridLayout';
import { LinkedScroll } from './linkedScroll';
import { loadOrder } from './loadOrder';
import { LoadQueue } from './loadQueue';
import { PhaseFrame } from './phaseFrame';
import { SpokenView } from './spokenView';
import type { StackViews } from './stackViews';
import { listenToTouch } from './touchGesture';
import { ViewHistory } from './viewHistory';
import type { VoiWindow } from './voiWindow';
import { WheelSteps } from './wheelSteps';

export interface ImageStageEvents {
  windowChanged(window: VoiWindow): void;
  linkChanged(linked: boolean): void;
  /** Every phase of the case shows its opening slice. */
  imagesShown(position: number): void;
  /** Of the next case's slices. */
  prepared(share: number): void;
}

interface Started {
  readonly views: StackViews;
  readonly Views: typeof StackViews;
}

/** The images of a case: hangs the phases, scrolls them together, and fetches the next case ahead. */
export class ImageStage {
  readonly root = element('div', 'stage');
  private readonly grid = element('div', 'stage-grid');
  private readonly empty = element('p', 'stage-empty', {}, ['No images for this case.']);
  private readonly started: Promise<Started>;
  private ready: Started | null = null;
  private frames: PhaseFrame[] = [];
  private shown: CaseImages | null = null;
  private next: CaseImages | null = null;
  private scrolling: LinkedScroll | null = null;
  /** The places whose opening slice has been drawn. */
  private readonly drawn = new Set<number>();
  /** Counts what was asked to be shown: a case that comes late never takes the place of a later one. */
  private turn = 0;
  /** Nothing else has been asked for since. */
  private settled = false;
  private active = 0;
  private readonly spoken = new SpokenView(() => this.frames[this.active]?.words ?? '');
  private large: number | null = null;
  private frameRequest: number | null = null;
  private ownQueue = new LoadQueue(4);
  private nextQueue = new LoadQueue(2);
  /** The window that the reader sees; null: each file's own. */
  private window: VoiWindow | null = null;
  private readonly history = new ViewHistory(
    () => (this.settled && this.ready !== null ? { slices: this.scrolling?.slices ?? [], looked: this.ready.views.looked, window: this.window } : null),
    ({ slices, looked, window }) => {
      this.scrolling?.putBack(slices);
      this.ready?.views.look(looked);
      if (window !== null) {
        this.ready?.views.setWindow(window);
      }
      this.followScroll();
    },
  );

  constructor(
    private readonly api: ReadingApi,
    private readonly hanging: Hanging,
    private readonly events: ImageStageEvents,
  ) {
    this.empty.hidden = true;
    this.root.append(this.grid, this.empty, this.spoken.root);
    this.root.addEventListener('contextmenu', (event) => event.preventDefault());
    ['pointerup', 'wheel', 'touchend'].forEach((kind) => this.root.addEventListener(kind, () => this.history.touched(), { capture: true, passive: true }));
    this.started = this.start();
    new ResizeObserver(() => this.layOut()).observe(this.root);
  }

  get openingWindow(): WindowPreset | null {
    return this.hanging.windows?.[0] ?? null;
  }

  /** Whether every phase of the case, in its stage, is on the screen. */
  isShowing(toRead: CaseToRead): boolean {
    return this.settled && this.shown?.key === imagesKeyOf(toRead) && this.drawn.size === this.shown.hung.length;
  }

  /** Covers the images while another case takes their place, so that no case's images stand beside another's questions. */
  cover(): void {
    this.root.classList.add('covered');
  }

  /** Shows a case. Resolves when every phase shows its opening slice or says that it cannot be loaded, or when another case was asked for meanwhile. */
  async show(toRead: CaseToRead): Promise<void> {
    this.turn += 1;
    this.settled = false;
    const turn = this.turn;
    const images = this.next?.key === imagesKeyOf(toRead) ? this.next : await loadCaseImages(this.api, toRead, this.hanging.phases ?? []);
    if (turn !== this.turn) {
      return;
    }
    this.next = null;
    this.nextQueue.drop();
    this.ownQueue.drop();
    const old = this.shown;
    this.shown = images;
    this.drawn.clear();
    this.enlarge(null);
    this.hang(images);
    if (this.ready === null) {
      this.paintFirst(images);
    }
    const { views, Views } = await this.started;
    if (turn !== this.turn) {
      return;
    }
    if (old !== null && old.key !== images.key) {
      const kept = new Set(images.hung.flatMap((hung) => hung.imageIds));
      old.hung.filter((hung) => !kept.has(hung.imageIds[0] ?? '')).forEach((hung) => Views.forget(hung));
    }
    images.hung.forEach((hung) => Views.register(hung));
    views.use(this.frames);
    views.resize();
    await Promise.all(images.hung.map((_, place) => this.showOpening(place)));
    if (turn !== this.turn) {
      return;
    }
    this.settled = true;
    this.root.classList.remove('covered');
    if (this.openingWindow !== null) {
      this.events.windowChanged(this.openingWindow);
    }
    this.window = this.openingWindow === null ? null : { center: this.openingWindow.center, width: this.openingWindow.width };
    this.history.begin();
    void this.ownQueue.run(this.loadsOf(images, Views));
  }

  /** Fetches a case ahead: geometry and opening slices first. Resolves when all of its slices are there. */
  async prepare(toRead: CaseToRead): Promise<void> {
    const { Views } = await this.started;
    const images = await loadCaseImages(this.api, toRead, this.hanging.phases ?? []);
    this.next = images;
    images.hung.forEach((hung) => Views.register(hung));
    await this.ownQueue.run([]);
    const loads = this.loadsOf(images, Views);
    let done = 0;
    const counted = loads.map((load) => async (): Promise<void> => {
      await load();
      done += 1;
      this.events.prepared(done / loads.length);
    });
    await this.nextQueue.run(counted);
  }

  scroll(by: number, place = this.active): void {
    this.scrolling?.scroll(place, by);
    this.followScroll();
  }

  scrollTo(end: 'first' | 'last'): void {
    this.scrolling?.goTo(this.active, end === 'first' ? 0 : Number.MAX_SAFE_INTEGER);
    this.followScroll();
  }

  /** Undoes or redoes a change of slices, window, zoom or shift. */
  travelView(back: boolean): void {
    if (back) {
      this.history.back();
    } else {
      this.history.again();
    }
  }

  setWindow(window: VoiWindow): void {
    this.ready?.views.setWindow(window);
    this.history.touched();
  }

  fit(): void {
    this.ready?.views.fit();
    if (this.openingWindow !== null) {
      this.setWindow(this.openingWindow);
    }
  }

  toggleLink(): void {
    if (this.scrolling !== null) {
      this.scrolling.setLinked(!this.scrolling.linked);
      this.events.linkChanged(this.scrolling.linked);
    }
  }

  /** One phase fills the stage, or all stand side by side again. */
  toggleLarge(place = this.active): void {
    this.enlarge(this.large === null && this.frames.length > 1 ? place : null);
  }

  private async start(): Promise<Started> {
    const { StackViews: Views } = await import('./stackViews');
    const views = new Views({
      sliceShown: (place, index) => {
        const hung = this.shown?.hung[place];
        if (hung !== undefined) {
          this.frames[place]?.showSlice(hung, index);
          this.spoken.changed();
        }
      },
      windowChanged: (window) => {
        this.window = { center: window.center, width: window.width };
        this.frames.forEach((frame) => frame.showWindow(window));
        this.spoken.changed();
        this.events.windowChanged(window);
      },
    });
    this.root.dataset['rendering'] = views.path;
    this.ready = { views, Views };
    return this.ready;
  }

  private hang(images: CaseImages): void {
    const count = images.hung.length;
    this.frames.splice(count).forEach((frame) => frame.root.remove());
    while (this.frames.length < count) {
      this.frames.push(this.newFrame(this.frames.length));
    }
    images.hung.forEach((hung, place) => this.frames[place]?.showSeries(hung));
    this.empty.hidden = count > 0;
    this.scrolling = new LinkedScroll(
      images.hung.map((h) => h.geometry),
      images.hung.map((h) => h.openingSlice),
      this.hanging.linkScrolling ?? true,
    );
    this.events.linkChanged(this.scrolling.linked);
    this.setActive(0);
    this.layOut();
  }

  private newFrame(place: number): PhaseFrame {
    const frame = new PhaseFrame();
    const wheel = new WheelSteps();
    frame.root.addEventListener(
      'wheel',
      (event) => {
        event.preventDefault();
        if (!event.ctrlKey) {
          this.setActive(place);
          this.scroll(wheel.steps(event.deltaY, event.deltaMode), place);
        }
      },
      { passive: false },
    );
    frame.root.addEventListener('pointerdown', () => this.setActive(place), { capture: true });
    listenToTouch(frame.root, (gesture, fingers) => {
      const { slices, zoom, pan } = gesture.move(fingers, frame.root.clientHeight, this.shown?.hung[place]?.imageIds.length ?? 1);
      if (slices !== 0) {
        this.scroll(slices, place);
      }
      if (zoom !== 1 || pan.x !== 0 || pan.y !== 0) {
        this.ready?.views.zoomAndMove(place, zoom, pan);
      }
    });
    frame.root.addEventListener('dblclick', () => this.toggleLarge(place));
    this.grid.append(frame.root);
    return frame;
  }

  private async showOpening(place: number): Promise<void> {
    const images = this.shown;
    const hung = images?.hung[place];
    const frame = this.frames[place];
    const { views } = await this.started;
    if (hung === undefined || frame === undefined) {
      return;
    }
    const wanted = (): boolean => this.shown === images;
    try {
      await views.showStack(place, hung, { index: hung.openingSlice, window: this.openingWindow ?? windowOfFile(hung.frames[hung.openingSlice]), wanted });
      if (!wanted()) {
        return;
      }
      this.drawn.add(place);
      if (this.shown !== null && this.drawn.size === this.shown.hung.length) {
        this.events.imagesShown(this.shown.position);
      }
    } catch {
      if (wanted()) {
        frame.showTrouble('These images could not be loaded.', () => void this.showOpening(place));
      }
    } finally {
      frame.firstPaint.hidden = true;
    }
  }

  private paintFirst(images: CaseImages): void {
    const window = this.openingWindow;
    if (window === null) {
      return;
    }
    images.hung.forEach((hung, place) => {
      const at = hung.openingSlice;
      const [frame, url, metadata] = [this.frames[place], hung.frameUrls[at], hung.frames[at]];
      if (frame !== undefined && url !== undefined && metadata !== undefined) {
        paintSlice(frame.firstPaint, { url, frame: metadata, window, wanted: () => this.shown === images }).then(
          (painted) => {
            frame.firstPaint.hidden = !painted || this.ready !== null;
          },
          // Cornerstone will load the slice again and say what is wrong.
          () => undefined,
        );
      }
    });
  }

  private loadsOf(images: CaseImages, Views: typeof StackViews): (() => Promise<unknown>)[] {
    return loadOrder(images.hung.map((h) => ({ sliceCount: h.imageIds.length, openingSlice: h.openingSlice }))).map(
      ({ series, slice }) =>
        () =>
          Views.load(images.hung[series]?.imageIds[slice] ?? '', false),
    );
  }

  /** Brings the viewports to the wanted slices once a frame, however fast the wheel turns. */
  private followScroll(): void {
    this.history.touched();
    this.frameRequest ??= requestAnimationFrame(() => {
      this.frameRequest = null;
      const views = this.ready?.views;
      this.scrolling?.slices.forEach((slice, place) => {
        if (views !== undefined && views.currentSlice(place) !== slice) {
          views.showSlice(place, slice).catch(() => {
            this.frames[place]?.showTrouble(`Slice ${slice + 1} could not be loaded.`, () => this.followScroll());
          });
        }
      });
    });
  }

  private setActive(place: number): void {
    this.active = place;
    this.frames.forEach((frame, i) => frame.setActive(i === place && this.frames.length > 1));
  }

  private enlarge(place: number | null): void {
    this.large = place;
    this.layOut();
  }

  private layOut(): void {
    const { columns, rows } = gridFor(this.frames.length, this.root.clientWidth, this.root.clientHeight);
    this.grid.style.gridTemplateColumns = `repeat(${columns}, minmax(0, 1fr))`;
    this.grid.style.gridTemplateRows = `repeat(${rows}, minmax(0, 1fr))`;
    this.frames.forEach((frame, i) => frame.root.classList.toggle('large', i === this.large));
    this.ready?.views.resize();
  }
}

function windowOfFile(frame: Readonly<Record<string, { readonly Value?: readonly (string | number)[] } | undefined>> | undefined): VoiWindow | null {
  const center = frame?.['00281050']?.Value?.[0];
  const width = frame?.['00281051']?.Value?.[0];
  return center === undefined || width === undefined ? null : { center: Number(center), width: Number(width) };
}
