import type { ReadingApi } from '../api/readingApi';
import type { CaseToRead, Hanging, WindowPreset } from '../contract';
import { element } from '../dom/element';
import { viewsCode } from '../dom/laterCode';
import { type HangingCommand, HangingControl, type HangingHost } from '../hanging/hangingControl';
import { stackOf } from '../hanging/viewportPlaces';
import { type CaseImages, imagesKeyOf, loadCaseImages } from './caseImages';
import { paintSlice, showKeptPicture } from './firstPaint';
import type { HungSeries } from './hungSeries';
import { gridFor } from './gridLayout';
import { LinkedScroll } from './linkedScroll';
import { loadOrder } from './loadOrder';
import { LoadQueue } from './loadQueue';
import { StageLoops } from './stageLoops';
import { PhaseFrame } from './phaseFrame';
import { SliceViews } from './sliceView';
import { SpokenView } from './spokenView';
import { nextCaseBudget, type PrefetchBudget, withinBudget } from './prefetchBudget';
import type { StackViews } from './stackViews';
import { listenToTouch } from './touchGesture';
import { ViewHistory } from './viewHistory';
import { looksOf } from '../seen/looks';
import type { OnScreen } from '../seen/seenBatch';
import type { VoiWindow } from './voiWindow';
import { WheelSteps } from './wheelSteps';

export interface ImageStageEvents {
  windowChanged(window: VoiWindow): void;
  linkChanged(linked: boolean): void;
  /** Every phase of the case shows its opening slice. */
  imagesShown(position: number): void;
  /** Of the next case's slices. */
  prepared(share: number): void;
  /** Something else is on the screen: another slice, window, size, linking, or nothing. */
  lookChanged(): void;
}

/** By place: slices, from 0, and windows in HU. */
export interface StageView {
  readonly slices: readonly number[];
  readonly linked: boolean;
  /** Null: the one that the images themselves say. */
  readonly windows: readonly (VoiWindow | null)[];
}

/** After a scroll the next case is fetched slowly for so long, in milliseconds. */
const calmAfterScroll = 400;

interface Started {
  readonly views: StackViews;
  readonly Views: typeof StackViews;
}

/** The images of a case: hangs the phases, scrolls them together, and fetches the next case ahead. */
export class ImageStage implements HangingHost {
  readonly root = element('div', 'stage');
  /** For what is drawn over the images. */
  readonly slices = new SliceViews();
  private readonly grid = element('div', 'stage-grid');
  private readonly empty = element('p', 'stage-empty', {}, ['No images for this case.']);
  private readonly started: Promise<Started>;
  private ready: Started | null = null;
  frames: PhaseFrame[] = [];
  private shown: CaseImages | null = null;
  private next: CaseImages | null = null;
  scrolling: LinkedScroll | null = null;
  /** Cases that have left the screen and whose memory is not given back yet. */
  private readonly left = new Set<CaseImages>();
  /** The places whose opening slice has been drawn. */
  private readonly drawn = new Set<number>();
  /** Counts what was asked to be shown: a case that comes late never takes the place of a later one. */
  private turn = 0;
  /** Nothing else has been asked for since. */
  private settled = false;
  active = 0;
  private readonly spoken = new SpokenView(() => this.frames[this.active]?.words ?? '');
  private large: number | null = null;
  private windows: (VoiWindow | null)[] = [];
  /** A viewport shows another plane or slab than it opened with. */
  private recut = false;
  private frameRequest: number | null = null;
  /** What the layout was last made for: a layout makes every phase draw again. */
  private laidOut = '';
  private readonly loops = new StageLoops((place, index) => this.showFrame(place, index));
  private readonly hangingControl: HangingControl;
  toRead: CaseToRead | null = null;
  private ownQueue = new LoadQueue(4);
  private nextQueue = new LoadQueue(2);
  private readonly history = new ViewHistory(
    () => (this.settled && this.ready !== null ? { slices: [...(this.scrolling?.slices ?? [])], looked: this.ready.views.looked, windows: [...this.windows] } : null),
    ({ slices, looked, windows }) => {
      this.scrolling?.putBack(slices);
      this.ready?.views.look(looked);
      windows.forEach((window, place) => {
        if (window !== null) {
          this.ready?.views.setWindow(window, place);
        }
      });
      this.followScroll();
    },
  );

  constructor(
    private readonly api: ReadingApi,
    private readonly hanging: Hanging,
    private readonly events: ImageStageEvents,
  ) {
    this.empty.hidden = true;
    this.hangingControl = new HangingControl(this, api, hanging.linkZoom ?? true);
    this.root.append(this.grid, this.empty, this.spoken.root, this.hangingControl.strip.root);
    this.root.addEventListener('contextmenu', (event) => event.preventDefault());
    ['pointerup', 'wheel', 'touchend'].forEach((kind) => this.root.addEventListener(kind, () => this.history.touched(), { capture: true, passive: true }));
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
    this.settled = false;
    // Before the first case there is nothing to cover, and its first pictures are to be seen.
    if (this.shown !== null) {
      this.root.classList.add('covered');
    }
    this.events.lookChanged();
  }

  /** What the viewports show now; nothing while the images are covered. */
  onScreen(): OnScreen[] {
    const [views, shown] = [this.ready?.views, this.shown];
    return !this.settled || views === undefined || shown === null
      ? []
      : looksOf(shown.hung, (place) => (this.drawn.has(place) && (this.large ?? place) === place ? views.onScreen(place) : null));
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
    this.windows = [];
    this.recut = false;
    this.ready?.views.leave();
    this.enlarge(null);
    this.hang(images);
    if (this.ready === null) {
      this.paintFirst(images);
    }
    if (old !== null) {
      this.left.add(old);
    }
    const { views, Views } = await this.started;
    if (turn !== this.turn) {
      return;
    }
    [...images.sources, ...images.hung].forEach((hung) => Views.register(hung));
    if (views.use(this.frames)) {
      views.resize();
    }
    this.slices.use(views.slices);
    this.hangingControl.newCase();
    await Promise.all(images.hung.map((_, place) => this.showOpening(place)));
    if (turn !== this.turn) {
      return;
    }
    this.settled = true;
    this.root.classList.remove('covered');
    this.windows = images.places.map((_, place) => this.windowAt(place));
    this.events.lookChanged();
    this.release(images, Views);
    this.sayWindow();
    this.history.begin();
    void this.ownQueue.run(this.loadsOf(images, Views, null)).then(() => {
      if (turn === this.turn) {
        this.loops.start();
      }
    });
  }

  /** Fetches a case ahead: geometry and opening slices first. Resolves when all of its slices are there. */
  async prepare(toRead: CaseToRead): Promise<void> {
    const { Views } = await this.started;
    const images = await loadCaseImages(this.api, toRead, this.hanging);
    this.next = images;
    [...images.sources, ...images.hung].forEach((hung) => Views.register(hung));
    await this.ownQueue.run([]);
    const loads = this.loadsOf(images, Views, nextCaseBudget);
    let done = 0;
    const counted = loads.map((load) => async (): Promise<void> => {
      await load();
      done += 1;
      this.events.prepared(done / loads.length);
    });
    await this.nextQueue.run(counted);
  }

  scroll(by: number, place = this.active): void {
    this.loops.pause(place);
    this.scrolling?.scroll(place, by);
    this.followScroll();
  }

  /** The viewport that keys move. */
  get activePlace(): number {
    return this.active;
  }

  activate(place: number): void {
    this.setActive(place);
  }

  /** Brings a viewport to a slice, from 0; linked ones follow. */
  goTo(place: number, slice: number): void {
    this.loops.pause(place);
    this.scrolling?.goTo(place, slice);
    this.followScroll();
  }

  scrollTo(end: 'first' | 'last'): void {
    this.loops.pause(this.active);
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

  togglePlay(): void {
    this.loops.toggle(this.active);
  }

  changeSpeed(by: -1 | 1): void {
    this.loops.faster(this.active, by);
  }

  setWindow(window: VoiWindow, place = this.active): void {
    this.ready?.views.setWindow(window, place);
    this.history.touched();
  }

  /** What is looked at in the case on the screen; null before its images are there, and once a stack was cut another way than it opens. */
  get view(): StageView | null {
    return this.settled && !this.recut && this.scrolling !== null
      ? { slices: [...this.scrolling.slices], linked: this.scrolling.linked, windows: [...this.windows] }
      : null;
  }

  /** Goes back to what was looked at before; the case must be on the screen. */
  restore({ slices, linked, windows }: StageView): void {
    const { scrolling } = this;
    if (!this.settled || scrolling === null || slices.length !== this.frames.length) {
      return;
    }
    scrolling.setLinked(linked);
    scrolling.putBack(slices);
    this.events.linkChanged(linked);
    this.windowLeaders().forEach((place) => {
      const window = windows[place] ?? null;
      if (window !== null) {
        this.setWindow(window, place);
      }
    });
    this.followScroll();
  }

  fit(): void {
    this.ready?.views.fit();
    this.windowLeaders().forEach((place) => {
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
      this.events.lookChanged();
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
    const { StackViews: Views } = await viewsCode();
    const views = new Views({
      sliceShown: (place, index) => {
        const hung = this.shown?.hung[place];
        if (hung !== undefined) {
          this.frames[place]?.showSlice(hung, index);
          this.spoken.changed();
          this.loops.shown(place, index);
          this.hangingControl.refresh();
        }
        this.events.lookChanged();
      },
      windowChanged: (window, places) => {
        places.forEach((place) => {
          this.windows[place] = window;
          this.frames[place]?.showWindow(window);
        });
        this.spoken.changed();
        if (places.includes(this.active)) {
          this.events.windowChanged(window);
        }
        this.events.lookChanged();
      },
      drawn: (view) => {
        this.slices.tell(view);
        this.hangingControl.draw(view.place);
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
      images.hung.map((hung, place) => stackOf(hung, images.places[place])),
      images.hung.map((h) => h.openingSlice),
      images.linking?.linked ?? this.hanging.linkScrolling ?? true,
      images.linking,
    );
    if (images.linking !== null && images.linking.offsets.length + images.linking.landmarks.length > 0) {
      this.scrolling.align(0);
    }
    this.loops.hang(images.hung, this.frames);
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
      views.clear(place);
      frame.showTrouble(hung.trouble ?? 'There are no images here.', null);
      frame.firstPaint.hidden = true;
      this.arrived(place);
      return;
    }
    const wanted = (): boolean => this.shown === images && images?.hung[place] === hung;
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
      this.recut = true;
      this.ready?.Views.register(hung);
      this.ready?.views.clear(place);
      this.loops.replace(place, hung);
      this.frames[place]?.showSeries(hung);
      // What was looked at before was another stack.
      void this.showOpening(place).then(() => this.history.begin());
      this.events.lookChanged();
    }
  }

  private paintFirst(images: CaseImages): void {
    images.hung.forEach((hung, place) => {
      const window = this.windowAt(place);
      if (window === null) {
        return;
      }
      const at = this.scrolling?.slices[place] ?? hung.openingSlice;
      const [frame, url, metadata] = [this.frames[place], hung.frameUrls[at], hung.frames[at]];
      if (frame !== undefined && url !== undefined && showKeptPicture(url, frame.firstPaint, window)) {
        frame.firstPaint.hidden = false;
      } else if (frame !== undefined && url !== undefined && metadata !== undefined) {
        paintSlice(frame.firstPaint, { url, metadata, window, wanted: () => this.shown === images }).then(
          (painted) => {
            frame.firstPaint.hidden = !painted || this.ready !== null;
          },
          // Cornerstone will load the slice again and say what is wrong.
          () => undefined,
        );
      }
    });
  }

  /** @param budget Only as many as it has room for; null: all. */
  private loadsOf(images: CaseImages, Views: typeof StackViews, budget: PrefetchBudget | null): (() => Promise<unknown>)[] {
    const { sources, hung } = images;
    const order = loadOrder(sources.map((h) => ({ sliceCount: h.imageIds.length, openingSlice: h.openingSlice })));
    const slices = budget === null ? order : withinBudget(order, sources.map((h) => h.series), budget);
    const acquired = slices.map(({ series, slice }) => sources[series]?.imageIds[slice] ?? '');
    // The planes' opening slices are cut once the slices that they are made of are there.
    const cut = slices.length < order.length ? [] : hung.filter((h) => h.plane !== undefined).map((h) => h.imageIds[h.openingSlice] ?? '');
    return [...acquired, ...cut].map((imageId) => () => Views.load(imageId, false));
  }

  /** One place for each window: what is set there is set for all that go with it. */
  private windowLeaders(): number[] {
    const names = (this.shown?.places ?? []).map((place) => place.window?.name ?? '');
    return names.flatMap((name, place) => (names.indexOf(name) === place ? [place] : []));
  }

  /** Gives the memory of the cases back that have left the screen; what the case on it shares with them stays. */
  private release(shown: CaseImages, Views: typeof StackViews): void {
    const kept = new Set(shown.sources.flatMap((hung) => hung.imageIds));
    for (const { sources } of this.left) {
      sources.filter((series) => !kept.has(series.imageIds[0] ?? '')).forEach((series) => Views.forget(series));
    }
    this.left.clear();
  }

  /** To a frame of a loop, from 0. */
  private showFrame(place: number, index: number): void {
    this.scrolling?.goAlone(place, index);
    this.followScroll();
  }

  /** Brings the viewports to the wanted slices once a frame, however fast the wheel turns. */
  followScroll(): void {
    this.events.lookChanged();
    this.history.touched();
    this.nextQueue.calm(calmAfterScroll);
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
    const other = place !== this.active;
    this.active = place;
    this.frames.forEach((frame, i) => frame.setActive(i === place && this.frames.length > 1));
    this.hangingControl.refresh();
    if (other) {
      this.sayWindow();
      this.spoken.changed();
    }
  }

  private sayWindow(): void {
    const window = this.windows[this.active] ?? null;
    if (window !== null) {
      this.events.windowChanged(window);
    }
  }

  private enlarge(place: number | null): void {
    this.large = place;
    this.layOut();
  }

  private layOut(): void {
    const { clientWidth, clientHeight } = this.root;
    const wanted = [this.frames.length, this.large, clientWidth, clientHeight].join(' ');
    if (wanted === this.laidOut) {
      return;
    }
    this.laidOut = wanted;
    const { columns, rows } = gridFor(this.frames.length, clientWidth, clientHeight);
    this.grid.style.gridTemplateColumns = `repeat(${columns}, minmax(0, 1fr))`;
    this.grid.style.gridTemplateRows = `repeat(${rows}, minmax(0, 1fr))`;
    this.frames.forEach((frame, i) => frame.root.classList.toggle('large', i === this.large));
    this.ready?.views.resize();
    this.events.lookChanged();
  }
}

function windowOfFile(frame: Readonly<Record<string, { readonly Value?: readonly (string | number)[] } | undefined>> | undefined): VoiWindow | null {
  const center = frame?.['00281050']?.Value?.[0];
  const width = frame?.['00281051']?.Value?.[0];
  return center === undefined || width === undefined ? null : { center: Number(center), width: Number(width) };
}
