import type { ReadingApi } from '../api/readingApi';
import type { CaseToRead, Hanging, WindowPreset } from '../contract';
import { element } from '../dom/element';
import { type HangingCommand, HangingControl, type HangingHost } from '../hanging/hangingControl';
import { stackOf } from '../hanging/viewportPlaces';
import { type CaseImages, imagesKeyOf, loadCaseImages } from './caseImages';
import type { HungSeries } from './hungSeries';
import { paintSlice } from './firstPaint';
import { gridFor } from './gridLayout';
import { LinkedScroll } from './linkedScroll';
import { loadOrder } from './loadOrder';
import { LoadQueue } from './loadQueue';
import { PhaseFrame } from './phaseFrame';
import type { StackViews } from './stackViews';
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
export class ImageStage implements HangingHost {
  readonly root = element('div', 'stage');
  private readonly grid = element('div', 'stage-grid');
  private readonly empty = element('p', 'stage-empty', {}, ['No images for this case.']);
  private readonly started: Promise<Started>;
  private ready: Started | null = null;
  frames: PhaseFrame[] = [];
  private shown: CaseImages | null = null;
  private next: CaseImages | null = null;
  scrolling: LinkedScroll | null = null;
  /** The places whose opening slice has been drawn. */
  private readonly drawn = new Set<number>();
  /** Counts what was asked to be shown: a case that comes late never takes the place of a later one. */
  private turn = 0;
  /** Nothing else has been asked for since. */
  private settled = false;
  active = 0;
  private large: number | null = null;
  private frameRequest: number | null = null;
  private readonly hangingControl: HangingControl;
  toRead: CaseToRead | null = null;
  private ownQueue = new LoadQueue(4);
  private nextQueue = new LoadQueue(2);

  constructor(
    private readonly api: ReadingApi,
    private readonly hanging: Hanging,
    private readonly events: ImageStageEvents,
  ) {
    this.empty.hidden = true;
    this.hangingControl = new HangingControl(this, api, hanging.linkZoom ?? true);
    this.root.append(this.grid, this.empty, this.hangingControl.strip.root);
    this.root.addEventListener('contextmenu', (event) => event.preventDefault());
    this.started = this.start();
    new ResizeObserver(() => this.layOut()).observe(this.root);
  }

  get images(): CaseImages | null {
    return this.shown;
  }

  get views(): StackViews | null {
    return this.ready?.views ?? null;
  }

  showLinked(linked: boolean): void {
    this.events.linkChanged(linked);
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
    const ahead = this.next?.key === imagesKeyOf(toRead) ? this.next : null;
    const images = ahead === null ? await loadCaseImages(this.api, toRead, this.hanging) : { ...ahead, linking: toRead.linking ?? null };
    if (turn !== this.turn) {
      return;
    }
    this.next = null;
    this.nextQueue.drop();
    this.ownQueue.drop();
    const old = this.shown;
    this.shown = images;
    this.toRead = toRead;
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
      const kept = new Set(images.sources.flatMap((hung) => hung.imageIds));
      old.sources.filter((hung) => !kept.has(hung.imageIds[0] ?? '')).forEach((hung) => Views.forget(hung));
    }
    [...images.sources, ...images.hung].forEach((hung) => Views.register(hung));
    views.use(this.frames);
    views.resize();
    this.hangingControl.newCase();
    await Promise.all(images.hung.map((_, place) => this.showOpening(place)));
    if (turn !== this.turn) {
      return;
    }
    this.settled = true;
    this.root.classList.remove('covered');
    if (this.openingWindow !== null) {
      this.events.windowChanged(this.openingWindow);
    }
    void this.ownQueue.run(this.loadsOf(images, Views));
  }

  /** Fetches a case ahead: geometry and opening slices first. Resolves when all of its slices are there. */
  async prepare(toRead: CaseToRead): Promise<void> {
    const { Views } = await this.started;
    const images = await loadCaseImages(this.api, toRead, this.hanging);
    this.next = images;
    [...images.sources, ...images.hung].forEach((hung) => Views.register(hung));
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

  setWindow(window: VoiWindow, place = this.active): void {
    this.ready?.views.setWindow(window, place);
  }

  fit(): void {
    this.ready?.views.fit();
    this.shown?.places.forEach((_, place) => {
      const window = this.windowAt(place);
      if (window !== null) {
        this.setWindow(window, place);
      }
    });
  }

  toggleLink(): void {
    if (this.scrolling !== null) {
      this.scrolling.setLinked(!this.scrolling.linked);
      this.hangingControl.linkingChanged();
    }
  }

  /** Planes, slabs, landmarks, and which viewport keys go to. */
  arrange(command: HangingCommand): void {
    this.hangingControl.obey(command);
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
          this.hangingControl.refresh();
        }
      },
      windowChanged: (window, places) => {
        places.forEach((place) => this.frames[place]?.showWindow(window));
        if (places.includes(this.active)) {
          this.events.windowChanged(window);
        }
      },
      drawn: (place) => this.hangingControl.draw(place),
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
      images.hung.map((hung, place) => stackOf(hung, images.places[place])),
      images.hung.map((h) => h.openingSlice),
      images.linking?.linked ?? this.hanging.linkScrolling ?? true,
      images.linking,
    );
    if (images.linking !== null && images.linking.offsets.length + images.linking.landmarks.length > 0) {
      this.scrolling.align(0);
    }
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
    frame.root.addEventListener('dblclick', () => this.toggleLarge(place));
    this.hangingControl.watch(frame, place);
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
    if (hung.imageIds.length === 0) {
      frame.showTrouble(hung.trouble ?? 'There are no images here.', null);
      frame.firstPaint.hidden = true;
      this.arrived(place);
      return;
    }
    const wanted = (): boolean => this.shown === images;
    try {
      const index = this.scrolling?.slices[place] ?? hung.openingSlice;
      await views.showStack(place, hung, { index, window: this.windowAt(place) ?? windowOfFile(hung.frames[index]), wanted });
      if (wanted()) {
        this.arrived(place);
      }
    } catch {
      if (wanted()) {
        frame.showTrouble('These images could not be loaded.', () => void this.showOpening(place));
      }
    } finally {
      frame.firstPaint.hidden = true;
    }
  }

  private arrived(place: number): void {
    this.drawn.add(place);
    if (this.shown !== null && this.drawn.size === this.shown.hung.length) {
      this.events.imagesShown(this.shown.position);
    }
  }

  /** The window that a viewport opens with; null: its images say. */
  private windowAt(place: number): WindowPreset | null {
    return this.shown?.places[place]?.window ?? this.openingWindow;
  }

  /** Another stack hangs in a viewport, at a slice. */
  hangAt(place: number, hung: HungSeries): void {
    if (this.shown !== null) {
      this.shown.hung[place] = hung;
      this.ready?.Views.register(hung);
      this.frames[place]?.showSeries(hung);
      void this.showOpening(place);
    }
  }

  private paintFirst(images: CaseImages): void {
    images.hung.forEach((hung, place) => {
      const window = this.windowAt(place);
      if (window === null) {
        return;
      }
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
    // The planes' opening slices are cut once the slices that they are made of are there.
    const cut = images.hung.filter((h) => h.plane !== undefined).map((h) => h.imageIds[h.openingSlice] ?? '');
    const acquired = loadOrder(images.sources.map((h) => ({ sliceCount: h.imageIds.length, openingSlice: h.openingSlice }))).map(
      ({ series, slice }) => images.sources[series]?.imageIds[slice] ?? '',
    );
    return [...acquired, ...cut].map((imageId) => () => Views.load(imageId, false));
  }

  /** Brings the viewports to the wanted slices once a frame, however fast the wheel turns. */
  followScroll(): void {
    this.frameRequest ??= requestAnimationFrame(() => {
      this.frameRequest = null;
      const views = this.ready?.views;
      this.scrolling?.slices.forEach((slice, place) => {
        const hangs = (this.shown?.hung[place]?.imageIds.length ?? 0) > 0;
        if (views !== undefined && hangs && views.currentSlice(place) !== slice) {
          views.showSlice(place, slice).catch(() => {
            this.frames[place]?.showTrouble(`Slice ${slice + 1} could not be loaded.`, () => this.followScroll());
          });
        }
      });
    });
  }

  setActive(place: number): void {
    this.active = place;
    this.frames.forEach((frame, i) => frame.setActive(i === place && this.frames.length > 1));
    this.hangingControl.refresh();
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
