import { cache, Enums, imageLoader, RenderingEngine, type StackViewport, type Types } from '@cornerstonejs/core';
import { wadors } from '@cornerstonejs/dicom-image-loader';
import type { HungSeries } from './caseImages';
import { type RenderingPath, startCornerstone } from './cornerstoneSetup';
import { type LookedAt, lookAt, lookedAt, zoomAndMove } from './lookedAt';
import { MouseTools } from './mouseTools';
import type { PhaseFrame } from './phaseFrame';
import { rangeOf, type VoiRange, type VoiWindow, windowOf } from './voiWindow';

const engineId = 'reading-room';
const drawnWithin = 3000;

export interface StackViewsEvents {
  sliceShown(view: number, index: number): void;
  windowChanged(window: VoiWindow): void;
}

interface View {
  readonly id: string;
  readonly frame: PhaseFrame;
  readonly viewport: StackViewport;
}

/** Slices that were asked for and are not there yet, and those among them whose case has left the screen since. */
const onItsWay = new Map<string, Promise<unknown>>();
const forgotten = new Set<string>();

export interface Opening {
  readonly index: number;
  /** Null: the viewport's own. */
  readonly window: VoiWindow | null;
  /** Asked once the slice has been loaded: whether the case is still the one to show. */
  readonly wanted: () => boolean;
}

/** Cornerstone's viewports, one for each phase frame. The only module that knows how a stack is drawn. */
export class StackViews {
  readonly path: RenderingPath;
  private readonly engine: RenderingEngine;
  private readonly mouse: MouseTools;
  private views: View[] = [];
  private changingWindow = false;
  /** The slice that was last asked for, by place. */
  private readonly asked = new Map<number, string>();
  /** Places whose stack is being hung: what their window does meanwhile is not the reader's doing. */
  private readonly settling = new Set<number>();

  constructor(private readonly events: StackViewsEvents) {
    this.path = startCornerstone();
    this.engine = new RenderingEngine(engineId);
    this.mouse = new MouseTools(engineId);
  }

  /** Makes the geometry of the slices known; before this they cannot be loaded. */
  static register(hung: HungSeries): void {
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
    const loading = imageLoader.loadAndCacheImage(imageId, { requestType, priority: waitedFor ? 5 : -5, additionalDetails: { imageId } });
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

  /** Gives the memory of a case back. A slice that is on its way still needs its geometry when it arrives, and is removed then. */
  static forget(hung: HungSeries): void {
    for (const imageId of hung.imageIds) {
      if (onItsWay.has(imageId)) {
        forgotten.add(imageId);
      } else {
        StackViews.remove(imageId);
      }
    }
  }

  private static remove(imageId: string): void {
    if (cache.getImageLoadObject(imageId) !== undefined) {
      cache.removeImageLoadObject(imageId, { force: true });
    }
    wadors.metaDataManager.remove(imageId);
  }

  /** Has as many viewports as frames, in their order; keeps those that are there. */
  use(frames: readonly PhaseFrame[]): void {
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
  }

  /** Shows a stack at a slice. Resolves when the image itself, not the empty canvas, has been drawn; rejects when it cannot be loaded. */
  async showStack(place: number, hung: HungSeries, { index, window, wanted }: Opening): Promise<void> {
    await StackViews.load(hung.imageIds[index] ?? '', true);
    if (!wanted()) {
      return;
    }
    const view = this.view(place);
    this.settling.add(place);
    try {
      await view.viewport.setStack([...hung.imageIds], index);
      const drawn = nextDrawing(view.frame.view);
      this.mouse.apart(() => {
        view.viewport.resetCamera();
        view.viewport.resetProperties();
        this.setRange(view, window === null ? null : rangeOf(window));
      });
      view.viewport.render();
      await drawn;
    } finally {
      this.settling.delete(place);
    }
    this.events.sliceShown(place, index);
    const range = view.viewport.getProperties().voiRange;
    if (range !== undefined) {
      view.frame.showWindow(windowOf(range));
    }
  }

  currentSlice(place: number): number {
    return this.views[place]?.viewport.getCurrentImageIdIndex() ?? 0;
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

  setWindow(window: VoiWindow): void {
    this.views.forEach((view) => this.setRange(view, rangeOf(window)));
    this.views.forEach((view) => view.viewport.render());
    this.events.windowChanged(window);
  }

  /** Undoes zoom and shift. */
  fit(): void {
    this.mouse.apart(() => this.views.forEach((view) => view.viewport.resetCamera()));
    this.views.forEach((view) => view.viewport.render());
  }

  /** Zoom and shift of every viewport. */
  get looked(): readonly (LookedAt | null)[] {
    return this.views.map((view) => lookedAt(view.viewport));
  }

  /** Brings zoom and shift back. */
  look(looked: readonly (LookedAt | null)[]): void {
    this.mouse.apart(() => this.views.forEach((view, i) => lookAt(view.viewport, looked[i] ?? null)));
  }

  /** Zooms and shifts one viewport by hand; the others follow. */
  zoomAndMove(place: number, zoom: number, pan: { readonly x: number; readonly y: number }): void {
    zoomAndMove(this.view(place).viewport, zoom, pan);
  }

  resize(): void {
    if (this.views.length > 0) {
      this.engine.resize(true, true);
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
    const view = { id, frame, viewport: this.engine.getViewport(id) as StackViewport };
    frame.view.addEventListener(Enums.Events.STACK_NEW_IMAGE, (event) => {
      const { imageIdIndex } = (event as Types.EventTypes.StackNewImageEvent).detail;
      this.events.sliceShown(place, imageIdIndex);
    });
    frame.view.addEventListener(Enums.Events.VOI_MODIFIED, (event) => {
      this.windowMoved(place, (event as Types.EventTypes.VoiModifiedEvent).detail.range);
    });
    this.mouse.add(id);
    return view;
  }

  /** A drag on one phase sets the window of all. */
  private windowMoved(place: number, range: VoiRange): void {
    if (this.changingWindow || this.settling.has(place)) {
      return;
    }
    this.views.forEach((view, i) => {
      if (i !== place) {
        this.setRange(view, range);
        view.viewport.render();
      }
    });
    this.events.windowChanged(windowOf(range));
  }

  private setRange(view: View, range: VoiRange | null): void {
    this.changingWindow = true;
    try {
      if (range !== null && view.viewport.getImageIds().length > 0) {
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

/** The next time that Cornerstone says it has drawn; called after `setStack`, since the empty canvas is announced as drawn too. */
function nextDrawing(view: HTMLElement): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      view.removeEventListener(Enums.Events.IMAGE_RENDERED, done);
      resolve();
    };
    const timer = setTimeout(done, drawnWithin);
    view.addEventListener(Enums.Events.IMAGE_RENDERED, done);
  });
}

