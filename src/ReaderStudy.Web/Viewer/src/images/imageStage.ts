import type { ReadingApi } from '../api/readingApi';
import type { CaseToRead, Hanging } from '../contract';
import { afterPaint, nextTask } from '../dom/afterPaint';
import { element } from '../dom/element';
import { viewsCode } from '../dom/laterCode';
import { type HangingCommand, HangingControl, type HangingHost } from '../hanging/hangingControl';
import { stackOf } from '../hanging/viewportPlaces';
import { type CaseImages, imagesKeyOf, loadCaseImages } from './caseImages';
import { CaseSlices, registerAll } from './caseSlices';
import type { HungSeries } from './hungSeries';
import { startDecoder } from './decoder';
import { LinkedScroll } from './linkedScroll';
import type { LookedAt } from './looked';
import { EarlySlices } from './earlySlices';
import { presetOfPlace } from './openingWindow';
import type { PhaseFrame } from './phaseFrame';
import { SliceViews } from './sliceView';
import { SlicesOnScreen } from './slicesOnScreen';
import { SpokenView } from './spokenView';
import type { StackViews } from './stackViews';
import { type ImageStageEvents, tellStage } from './stageEvents';
import { StageGrid } from './stageGrid';
import { StageLoops } from './stageLoops';
import { paintFirst, showPictures } from './stagePictures';
import { type StageView, ViewOfStage } from './stageView';
import { StageWindows } from './stageWindows';
import { type Look, looksOf } from '../seen/looks';
import type { OnScreen } from '../seen/seenBatch';
import type { VoiWindow } from './voiWindow';

interface Started {
  readonly views: StackViews;
  readonly Views: typeof StackViews;
}

/** The images of a case: hangs the phases, scrolls them together, and fetches the next case ahead. */
export class ImageStage implements HangingHost {
  readonly root = element('div', 'stage');
  /** For what is drawn over the images. */
  readonly slices = new SliceViews();
  readonly grid: StageGrid;
  private readonly empty = element('p', 'stage-empty', {}, ['No images for this case.']);
  private readonly started: Promise<Started>;
  private ready: Started | null = null;
  private shown: CaseImages | null = null;
  scrolling: LinkedScroll | null = null;
  private readonly onStage: SlicesOnScreen;
  private readonly early = new EarlySlices(() => this.events.lookChanged());
  /** Counts what was asked to be shown: a case that comes late never takes the place of a later one. */
  private turn = 0;
  /** Nothing else has been asked for since. */
  isSettled = false;
  /** The first case is still to be shown. */
  isBeginning = true;
  active = 0;
  private readonly spoken = new SpokenView(() => this.frames[this.active]?.words ?? '');
  private readonly windows: StageWindows;
  private readonly loops = new StageLoops((place, index) => this.showFrame(place, index));
  private readonly hangingControl: HangingControl;
  toRead: CaseToRead | null = null;
  private readonly caseSlices: CaseSlices;
  readonly view: ViewOfStage;

  constructor(
    private readonly api: ReadingApi,
    private readonly hanging: Hanging,
    private readonly events: ImageStageEvents,
  ) {
    this.empty.hidden = true;
    this.windows = new StageWindows(this, hanging);
    this.view = new ViewOfStage(this, this.windows);
    this.onStage = new SlicesOnScreen(this, hanging, () => {
      if (this.shown !== null) {
        this.events.imagesShown(this.shown.position);
      }
    });
    this.hangingControl = new HangingControl(this, api, hanging.linkZoom ?? true);
    this.grid = new StageGrid(this.root, {
      scrolled: (place, by) => this.scroll(by, place),
      zoomed: (place, zoom, shift) => this.zoomAndMove(place, zoom, shift),
      activated: (place) => this.setActive(place),
      made: (frame, place) => {
        frame.coverChanged = () => this.events.lookChanged();
        this.hangingControl.watch(frame, place);
      },
      enlarged: (place) => this.toggleLarge(place),
      laidOut: () => {
        this.ready?.views.resize();
        this.events.lookChanged();
      },
      sliceCount: (place) => this.shown?.hung[place]?.imageIds.length ?? 1,
    });
    this.root.append(this.grid.root, this.empty, this.spoken.root, this.hangingControl.strip.root);
    this.root.addEventListener('contextmenu', (event) => event.preventDefault());
    ['pointerup', 'wheel', 'touchend'].forEach((kind) => this.root.addEventListener(kind, () => this.view.touched(), { capture: true, passive: true }));
    // The room and its pictures come first: they can be scrolled by then.
    this.started = afterPaint().then(() => this.start());
    this.caseSlices = new CaseSlices(
      api,
      hanging,
      this.started.then(({ Views }) => Views),
    );
  }

  get frames(): readonly PhaseFrame[] {
    return this.grid.frames;
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

  /** Whether every phase of the case, in its stage, is on the screen. */
  isShowing(toRead: CaseToRead): boolean {
    return this.isSettled && this.shown?.key === imagesKeyOf(toRead) && this.onStage.areAllThere;
  }

  /** Covers the images while another case takes their place, so that no case's images stand beside another's questions. */
  cover(): void {
    this.isSettled = false;
    // Before the first case there is nothing to cover, and its first pictures are to be seen.
    if (this.shown !== null) {
      this.root.classList.add('covered');
    }
    this.events.lookChanged();
  }

  /** What the viewports show now, in pictures too before the first case stands there; nothing while the images are covered, or where one could not be loaded. */
  onScreen(): OnScreen[] {
    const { shown } = this;
    return shown === null || !(this.isSettled || this.isBeginning) ? [] : looksOf(shown.hung, (place) => (this.grid.isSeen(place) ? this.lookAt(shown, place) : null));
  }

  private lookAt({ hung, places }: CaseImages, place: number): Look | null {
    const [series, frame, window] = [hung[place], this.frames[place], presetOfPlace(places[place], this.hanging)];
    if (series === undefined || frame === undefined || frame.isCovered) {
      return null;
    }
    if (this.onStage.isThere(place)) {
      return this.ready?.views.onScreen(place) ?? null;
    }
    return frame.firstPaint.hidden ? null : { index: this.early.at(place) ?? series.openingSlice, window, scale: frame.pictureScale };
  }

  /** Shows a case. Resolves when every phase shows its opening slice or says that it cannot be loaded, or when another case was asked for meanwhile. @param before Zoom, shift and turns with which it opens. */
  async show(toRead: CaseToRead, before: StageView['looked'] = []): Promise<void> {
    this.turn += 1;
    this.isSettled = false;
    const turn = this.turn;
    const ahead = this.caseSlices.take(toRead);
    const images = ahead === null ? await loadCaseImages(this.api, toRead, this.hanging) : { ...ahead.images, linking: toRead.linking ?? null };
    if (turn !== this.turn) {
      return;
    }
    this.caseSlices.turnTo(this.shown);
    this.shown = images;
    this.toRead = toRead;
    this.view.open(before, images.hung.length);
    this.onStage.clear();
    this.windows.clear();
    this.ready?.views.leave();
    this.grid.large = null;
    this.hang(images);
    const pictures = { images, hanging: this.hanging, frames: this.frames, slices: this.scrolling?.slices ?? [] };
    if (this.ready === null && this.view.opensUpright) {
      paintFirst(pictures, { wanted: (place, slice) => this.shown === images && this.scrolling?.slices[place] === slice, late: () => this.ready !== null });
    } else if (ahead !== null && this.view.opensUpright && showPictures(pictures, ahead)) {
      this.root.classList.remove('covered');
      this.events.picturesShown(images.position);
      await afterPaint();
    }
    const { views, Views } = await this.started;
    if (turn !== this.turn) {
      return;
    }
    if (ahead === null) {
      registerAll(images, Views);
    }
    if (views.use(this.frames)) {
      views.resize();
    }
    this.slices.use(views.slices);
    this.hangingControl.newCase();
    await Promise.all(images.hung.map((_, place) => this.onStage.open(place)));
    if (turn !== this.turn) {
      return;
    }
    this.isSettled = true;
    this.isBeginning = false;
    this.early.end();
    this.root.classList.remove('covered');
    this.windows.opened();
    this.events.lookChanged();
    this.sayWindow();
    this.view.opened();
    void this.fetchRest(images, turn);
  }

  private async fetchRest(images: CaseImages, turn: number): Promise<void> {
    await afterPaint();
    if (turn === this.turn) {
      await this.caseSlices.release(images);
      await this.caseSlices.loadAll(images);
    }
    if (turn === this.turn) {
      this.loops.start();
    }
  }

  /** Fetches a case ahead: geometry and opening slices first. Resolves when all of its slices are there. */
  prepare(toRead: CaseToRead): Promise<void> {
    return this.caseSlices.prepare(toRead, this.events.prepared);
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

  togglePlay(): void {
    this.loops.toggle(this.active);
  }

  changeSpeed(by: -1 | 1): void {
    this.loops.faster(this.active, by);
  }

  setWindow(window: VoiWindow, place = this.active): void {
    this.windows.set(window, place);
    this.view.touched();
  }

  /** Zooms and shifts a viewport by hand, in pixels of the screen; those that go with it follow. */
  zoomAndMove(place: number, zoom: number, shift: { readonly x: number; readonly y: number }): void {
    this.ready?.views.zoomAndMove(place, zoom, shift);
  }

  /** Turns the active viewport by a quarter clockwise; those that go with it follow. */
  turnImage(): void {
    this.ready?.views.turn(this.active);
  }

  fit(): void {
    this.ready?.views.fit();
    this.windows.reset();
    this.view.touched();
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
    this.grid.enlarge(this.grid.large === null && this.frames.length > 1 ? place : null);
  }

  private async start(): Promise<Started> {
    this.early.fetchBeside(this.shown?.hung ?? [], this.scrolling?.slices ?? []);
    startDecoder();
    const { StackViews: Views } = await viewsCode();
    await nextTask();
    const { events, windows, spoken, loops, hangingControl: planes } = this;
    const views = new Views(tellStage(this, { events, windows, spoken, loops, planes }));
    this.root.dataset['rendering'] = views.path;
    this.ready = { views, Views };
    return this.ready;
  }

  /** Whether the reader sees another slice of the first case in a picture over this one. */
  isUnderPicture(place: number, index: number): boolean {
    return this.isBeginning && !this.onStage.isThere(place) && (this.early.at(place) ?? index) !== index;
  }

  private hang(images: CaseImages): void {
    const count = images.hung.length;
    this.grid.setCount(count);
    this.frames.forEach((frame) => {
      frame.firstPaint.hidden = true;
    });
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
    this.grid.layOut();
  }

  /** Another stack hangs in a viewport, at a slice. */
  hangAt(place: number, hung: HungSeries): void {
    if (this.shown !== null) {
      this.shown.hung[place] = hung;
      this.view.wasRecut();
      this.ready?.Views.register(hung);
      this.ready?.views.clear(place);
      this.loops.replace(place, hung);
      this.frames[place]?.showSeries(hung);
      void this.onStage.open(place).then(() => this.view.forget());
      this.events.lookChanged();
    }
  }

  /** To a frame of a loop, from 0. */
  private showFrame(place: number, index: number): void {
    this.scrolling?.goAlone(place, index);
    this.onStage.follow();
  }

  /** Brings the viewports to the slices that are wanted now. */
  followScroll(): void {
    this.events.lookChanged();
    this.view.touched();
    this.caseSlices.calm();
    this.onStage.follow();
  }

  lookedBefore(place: number): LookedAt | null {
    return this.view.openingAt(place);
  }

  showEarly(place: number, slice: number): void {
    const images = this.shown;
    if (!this.view.opensUpright) {
      return;
    }
    const [hung, frame, window] = [images?.hung[place], this.frames[place], presetOfPlace(images?.places[place], this.hanging)];
    if (hung !== undefined && frame !== undefined && window !== null) {
      this.early.show({ place, slice, hung, frame, window, wanted: () => this.isBeginning && this.shown === images && !this.onStage.isThere(place) });
    }
  }

  setActive(place: number): void {
    const other = place !== this.active;
    this.active = place;
    this.grid.showActive(place);
    this.hangingControl.refresh();
    if (other) {
      this.sayWindow();
      this.spoken.changed();
    }
  }

  private sayWindow(): void {
    const window = this.windows.at(this.active);
    if (window !== null) {
      this.events.windowChanged(window);
    }
  }
}
