import { Enums, RenderingEngine, type StackViewport, type Types } from '@cornerstonejs/core';
import { wadors } from '@cornerstonejs/dicom-image-loader';
import { forgetPlanesOf, registerPlane, startPlanes } from '../hanging/planeImages';
import type { Vector } from '../hanging/vectors';
import { cachedPicture } from './cachedPicture';
import { cacheSlice } from './cacheSlice';
import { isColour, nextDrawing, scaleOf } from './drawnImage';
import { forgetSlice } from './forgetSlice';
import { hasPixelSize, type HungSeries } from './hungSeries';
import { type RenderingPath, startCornerstone } from './cornerstoneSetup';
import { LinkedLooks } from './linkedLooks';
import { isFitted, type LookedAt } from './looked';
import { fit, lookAt, lookedAt, turn, zoomAndMove } from './lookedAt';
import type { Look } from '../seen/looks';
import { MouseTools } from './mouseTools';
import type { PhaseFrame } from './phaseFrame';
import type { SliceView } from './sliceView';
import { StackSliceView } from './stackSliceView';
import { rangeOf, type VoiRange, type VoiWindow, windowOf } from './voiWindow';

const engineId = 'reading-room';

export interface StackViewsEvents {
  sliceShown(view: number, index: number): void;
  windowChanged(window: VoiWindow, places: readonly number[]): void;
  /** The reader has zoomed, shifted or turned a viewport, and with it those that go with it. */
  moved(): void;
  /** The image of a viewport was drawn, or is no longer that of its case. */
  drawn(view: SliceView): void;
}

interface View {
  readonly id: string;
  readonly frame: PhaseFrame;
  readonly viewport: StackViewport;
  readonly slices: StackSliceView;
}

/** Slices that were asked for and are not there yet, and those among them whose case has left the screen since. */
const onItsWay = new Map<string, Promise<unknown>>();
const forgotten = new Set<string>();

export interface Opening {
  readonly index: number;
  /** Null: the viewport's own. */
  readonly window: VoiWindow | null;
  /** Null: fitted. */
  readonly looked: LookedAt | null;
  /** Asked once the slice has been loaded: whether the case is still the one to show. */
  readonly wanted: () => boolean;
}

/** Cornerstone's viewports, one for each phase frame. The only module that knows how a stack is drawn. */
export class StackViews {
  readonly path: RenderingPath;
  private readonly engine: RenderingEngine;
  private readonly mouse: MouseTools;
  private readonly looks = new LinkedLooks(
    () => this.views.map(({ viewport, slices }) => ({ viewport, inMillimetres: slices.hung !== null && hasPixelSize(slices.hung) })),
    () => this.events.moved(),
  );
  private views: View[] = [];
  private changingWindow = false;
  /** What each place is drawn with: on the CPU, Cornerstone's own word for it is that of the file after each new slice. */
  private readonly windows = new Map<number, VoiWindow>();
  /** Places of one name have one window. */
  private windowNames: readonly string[] = [];
  /** The slice that was last asked for, by place. */
  private readonly asked = new Map<number, string>();
  /** Places whose stack is being hung: what their window does meanwhile is not the reader's doing. */
  private readonly settling = new Set<number>();

  constructor(private readonly events: StackViewsEvents) {
    this.path = startCornerstone();
    startPlanes();
    this.engine = new RenderingEngine(engineId);
    this.mouse = new MouseTools(engineId);
  }

  /** Makes the geometry of the slices known; before this they cannot be loaded. */
  static register(hung: HungSeries): void {
    registerPlane(hung);
    hung.imageIds.forEach((imageId, i) => {
      const frame = hung.frames[i];
      forgotten.delete(imageId);
      if (frame !== undefined) {
        wadors.metaDataManager.add(imageId, frame as unknown as Parameters<typeof wadors.metaDataManager.add>[1]);
      }
    });
  }

  /** Loads a slice into the cache; at once for a slice that is waited for. */
  static load(imageId: string, waitedFor: boolean): Promise<unknown> {
    const requestType = waitedFor ? Enums.RequestType.Interaction : Enums.RequestType.Prefetch;
    const loading = cacheSlice(imageId, { requestType, priority: waitedFor ? 5 : -5 });
    onItsWay.set(imageId, loading);
    const arrived = (): void => {
      if (onItsWay.get(imageId) === loading) {
        onItsWay.delete(imageId);
      }
      if (forgotten.delete(imageId)) {
        StackViews.remove(imageId);
      }
    };
    loading.then(arrived, arrived);
    return loading;
  }

  /** A slice that is in the cache, on a canvas; null: it is not, or cannot be drawn so. */
  static picture(imageId: string, window: VoiWindow): HTMLCanvasElement | null {
    return cachedPicture(imageId, window);
  }

  /** Gives the memory of a case back. A slice that is on its way still needs its geometry when it arrives, and is removed then. */
  static forget(hung: HungSeries): void {
    forgetPlanesOf(hung);
    for (const imageId of hung.imageIds) {
      if (onItsWay.has(imageId)) {
        forgotten.add(imageId);
      } else {
        StackViews.remove(imageId);
      }
    }
  }

  private static remove(imageId: string): void {
    forgetSlice(imageId);
    wadors.metaDataManager.remove(imageId);
  }

  /** Has as many viewports as frames, in their order; keeps those that are there. True when their number has changed. */
  use(frames: readonly PhaseFrame[]): boolean {
    const before = this.views.length;
    while (this.views.length > frames.length) {
      const view = this.views.pop();
      if (view !== undefined) {
        this.mouse.remove(view.id);
        this.engine.disableElement(view.id);
      }
    }
    for (const frame of frames.slice(this.views.length)) {
      this.views.push(this.enable(frame, this.views.length));
    }
    return this.views.length !== before;
  }

  get slices(): readonly SliceView[] {
    return this.views.map((view) => view.slices);
  }

  /** Another case is on its way: nothing can be placed on the images that are still there. */
  leave(): void {
    this.views.forEach((_, place) => this.clear(place));
  }

  /** Nothing can be placed on the image of a viewport until it shows another stack. */
  clear(place: number): void {
    const slices = this.views[place]?.slices;
    this.looks.letGo();
    if (slices !== undefined) {
      slices.hung = null;
      this.events.drawn(slices);
    }
  }

  /** Shows a stack at a slice. Resolves when the image itself, not the empty canvas, has been drawn; rejects when it cannot be loaded. */
  async showStack(place: number, hung: HungSeries, { index, window, looked, wanted }: Opening): Promise<void> {
    await StackViews.load(hung.imageIds[index] ?? '', true);
    if (!wanted()) {
      return;
    }
    const view = this.view(place);
    this.settling.add(place);
    try {
      await view.viewport.setStack([...hung.imageIds], index);
      const drawn = nextDrawing(view.frame.view);
      this.looks.apart(() => {
        fit(view.viewport);
        lookAt(view.viewport, looked);
        view.viewport.resetProperties();
        this.setRange(view, window === null ? null : rangeOf(window));
      });
      view.viewport.render();
      await drawn;
      if (wanted()) {
        view.slices.hung = hung;
        this.events.drawn(view.slices);
      }
    } finally {
      this.settling.delete(place);
    }
    this.events.sliceShown(place, index);
    const range = view.viewport.getProperties().voiRange;
    if (range !== undefined) {
      view.frame.showWindow(windowOf(range));
      this.windows.set(place, windowOf(range));
    }
  }

  currentSlice(place: number): number {
    return this.views[place]?.viewport.getCurrentImageIdIndex() ?? 0;
  }

  /** What a viewport shows; null: nothing. */
  onScreen(place: number): Look | null {
    const viewport = this.views[place]?.viewport;
    if (viewport === undefined || viewport.getImageIds().length === 0) {
      return null;
    }
    return { index: viewport.getCurrentImageIdIndex(), window: this.windows.get(place) ?? null, scale: scaleOf(viewport) };
  }

  /** Shows a slice once it is there, unless another one was asked for meanwhile. */
  async showSlice(place: number, index: number): Promise<void> {
    const { viewport } = this.view(place);
    const imageId = viewport.getImageIds()[index] ?? '';
    this.asked.set(place, imageId);
    // Not loaded by the viewport itself: what comes when its case has left the screen is given back by `load`.
    await StackViews.load(imageId, true);
    if (this.asked.get(place) === imageId && viewport.getImageIds()[index] === imageId) {
      await viewport.setImageIdIndex(index);
    }
  }

  /** Sets the window of a place and of those that go with it. */
  setWindow(window: VoiWindow, place: number): void {
    const places = this.windowedWith(place);
    places.forEach((i) => {
      const view = this.view(i);
      this.setRange(view, rangeOf(window));
      view.viewport.render();
      this.windows.set(i, window);
    });
    this.events.windowChanged(window, places);
  }

  /** What goes together, by a name for each place: windows, and zoom with shift (null: alone). */
  together(windowNames: readonly string[], zoomNames: readonly (string | null)[]): void {
    this.windowNames = windowNames;
    this.looks.together(zoomNames);
  }

  /** A point of a viewport on the screen in the patient's coordinates; null while nothing is drawn there. */
  pointAt(place: number, at: readonly [number, number]): Vector | null {
    return this.drawnView(place)?.toWorld(at) ?? null;
  }

  /** The other way round. */
  placeOf(place: number, point: Vector): readonly [number, number] | null {
    return this.drawnView(place)?.toCanvas(point) ?? null;
  }

  private drawnView(place: number): StackSliceView | null {
    const slices = this.views[place]?.slices;
    return slices === undefined || slices.hung === null ? null : slices;
  }

  /** Undoes zoom, shift and turns. */
  fit(): void {
    this.views.filter(({ viewport }) => isColour(viewport)).forEach((view) => view.viewport.resetProperties());
    this.looks.apart(() => this.views.forEach((view) => fit(view.viewport)));
  }

  /** Zoom, shift and turns of every viewport. */
  get looked(): readonly (LookedAt | null)[] {
    return this.views.map((view) => lookedAt(view.viewport));
  }

  /** Brings zoom, shift and turns back. */
  look(looked: readonly (LookedAt | null)[]): void {
    this.looks.apart(() => this.views.forEach((view, i) => lookAt(view.viewport, looked[i] ?? null)));
  }

  /** Zooms and shifts one viewport by hand; the others follow. */
  zoomAndMove(place: number, zoom: number, pan: { readonly x: number; readonly y: number }): void {
    this.looks.byHand(place, (viewport) => zoomAndMove(viewport, zoom, pan));
  }

  /** Turns one viewport by a quarter; the others follow. */
  turn(place: number): void {
    this.looks.byHand(place, turn);
  }

  /** What was fitted is fitted again, and what was zoomed is zoomed as much. */
  resize(): void {
    const { looked } = this;
    if (this.views.length > 0) {
      this.looks.apart(() => {
        this.engine.resize(true, true);
        this.views.forEach(({ viewport }, place) => {
          const before = looked[place] ?? null;
          if (before !== null && isFitted(before)) {
            fit(viewport);
          } else {
            lookAt(viewport, before);
          }
        });
      });
    }
  }

  private enable(frame: PhaseFrame, place: number): View {
    const id = `phase-${place}`;
    this.engine.enableElement({
      viewportId: id,
      type: Enums.ViewportType.STACK,
      element: frame.view,
      defaultOptions: { background: [0, 0, 0] },
    });
    const viewport = this.engine.getViewport(id) as StackViewport;
    const slices = new StackSliceView(place, frame, viewport, this.path);
    const view = { id, frame, viewport, slices };
    frame.view.addEventListener(Enums.Events.IMAGE_RENDERED, () => this.events.drawn(slices));
    frame.view.addEventListener(Enums.Events.STACK_NEW_IMAGE, (event) => {
      const { imageIdIndex } = (event as Types.EventTypes.StackNewImageEvent).detail;
      this.events.sliceShown(place, imageIdIndex);
    });
    frame.view.addEventListener(Enums.Events.VOI_MODIFIED, (event) => {
      this.windowMoved(place, (event as Types.EventTypes.VoiModifiedEvent).detail.range);
    });
    this.mouse.add(id);
    this.looks.watch(frame.view, place);
    return view;
  }

  private windowedWith(place: number): number[] {
    return this.views.flatMap((_, i) => (this.windowNames[i] === this.windowNames[place] ? [i] : []));
  }

  /** A drag on one phase sets the window of all that go with it. */
  private windowMoved(place: number, range: VoiRange): void {
    if (this.changingWindow || this.settling.has(place)) {
      return;
    }
    const moved = this.view(place);
    if (isColour(moved.viewport)) {
      this.keepColours(moved);
      return;
    }
    const places = this.windowedWith(place);
    places.forEach((i) => {
      const view = this.view(i);
      this.windows.set(i, windowOf(range));
      if (i !== place) {
        this.setRange(view, range);
        view.viewport.render();
      }
    });
    this.events.windowChanged(windowOf(range), places);
  }

  /** A drag that would be a window does nothing to colours. */
  private keepColours(view: View): void {
    this.changingWindow = true;
    try {
      view.viewport.setProperties({ voiRange: { lower: 0, upper: 255 } });
      view.viewport.render();
    } finally {
      this.changingWindow = false;
    }
  }

  private setRange(view: View, range: VoiRange | null): void {
    this.changingWindow = true;
    try {
      // Colours are shown as they are: a window in HU would make them black or white.
      if (range !== null && view.viewport.getImageIds().length > 0 && !isColour(view.viewport)) {
        view.viewport.setProperties({ voiRange: range });
      }
    } finally {
      this.changingWindow = false;
    }
  }

  private view(place: number): View {
    const view = this.views[place];
    if (view === undefined) {
      throw new RangeError(`There is no viewport ${place}.`);
    }
    return view;
  }
}
