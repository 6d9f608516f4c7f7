import type { ReadingApi } from '../api/readingApi';
import { RequestFailed } from '../api/requestFailed';
import type { CaseToRead } from '../contract';
import { ownKeyOf } from '../dom/element';
import { OncePerFrame } from '../dom/oncePerFrame';
import type { CaseImages } from '../images/caseImages';
import type { HungSeries } from '../images/hungSeries';
import type { LinkedScroll } from '../images/linkedScroll';
import type { PhaseFrame } from '../images/phaseFrame';
import { placedPlane } from '../images/shownPlane';
import { heightOver, type SlicePlane } from '../images/slicePlane';
import { crossing } from './crossing';
import type { Landmark, LandmarkPair, Orientation, Slab } from './hangingContract';
import { LandmarkStrip } from './landmarkStrip';
import { LinkingSaver } from './linkingSaver';
import { orientationOf, orientations } from './planes';
import type { DrawnMark } from './planeOverlay';
import { dot, type Vector } from './vectors';
import { hungAt, stackOf } from './viewportPlaces';

/** What a key or a button asks of the viewports. */
export type HangingCommand =
  | { readonly kind: 'plane' }
  | { readonly kind: 'slab' }
  | { readonly kind: 'slab-thickness'; readonly by: number }
  | { readonly kind: 'landmark' }
  | { readonly kind: 'landmark-undo' }
  | { readonly kind: 'zoom-link' }
  | { readonly kind: 'viewport'; readonly by: 1 | -1 };

/** The stage as far as it is needed here. */
export interface HangingHost {
  readonly images: CaseImages | null;
  readonly toRead: CaseToRead | null;
  readonly frames: readonly PhaseFrame[];
  readonly scrolling: LinkedScroll | null;
  readonly active: number;
  /** Null while nothing can be drawn. */
  readonly views: {
    pointAt(place: number, at: readonly [number, number]): Vector | null;
    placeOf(place: number, point: Vector): readonly [number, number] | null;
    together(windowNames: readonly string[], zoomNames: readonly (string | null)[]): void;
  } | null;
  setActive(place: number): void;
  hangAt(place: number, hung: HungSeries): void;
  followScroll(): void;
  showLinked(linked: boolean): void;
}

const slabKinds: readonly (Slab['kind'] | null)[] = [null, 'maximum', 'mean', 'minimum'];
const firstThickness = 10;
const mostPairs = 3;

/** Planes, slabs, landmarks and lines of the viewports on the screen. */
export class HangingControl {
  readonly strip = new LandmarkStrip();
  private readonly refreshing = new OncePerFrame(() => this.drawAll());
  private zoomLinked: boolean;
  private readonly saver: LinkingSaver;
  private thickness = firstThickness;
  /** The first point of a pair whose second one is still missing. */
  private pending: Landmark | null = null;
  private pointer: { readonly place: number; readonly at: readonly [number, number] } | null = null;

  constructor(
    private readonly host: HangingHost,
    api: ReadingApi,
    private readonly zoomOpensLinked: boolean,
  ) {
    this.zoomLinked = zoomOpensLinked;
    this.saver = new LinkingSaver(
      ({ position, stage }, linking) => api.saveLinking(position, stage, linking),
      (failure) => failure instanceof RequestFailed && failure.kind === 'unreachable',
    );
  }

  /** A case has been hung. */
  newCase(): void {
    this.pending = null;
    this.strip.say('');
    this.zoomLinked = this.zoomOpensLinked;
    this.linkZoom();
    this.refresh();
  }

  /** Follows the mouse over a viewport, so that a key can mark what is under it. */
  watch(frame: PhaseFrame, place: number): void {
    frame.root.addEventListener('pointermove', (event) => {
      const box = frame.view.getBoundingClientRect();
      this.pointer = { place, at: [event.clientX - box.left, event.clientY - box.top] };
    });
    frame.root.addEventListener('pointerleave', () => (this.pointer = null));
  }

  obey(command: HangingCommand): void {
    switch (command.kind) {
      case 'plane':
        return this.turn();
      case 'slab':
        return this.change((slab) => this.nextSlab(slab));
      case 'slab-thickness':
        this.thickness = Math.min(200, Math.max(5, this.thickness + command.by));
        return this.change((slab) => (slab === null ? null : { ...slab, thickness: Math.min(200, Math.max(5, slab.thickness + command.by)) }));
      case 'landmark':
        return this.mark();
      case 'landmark-undo':
        return this.undoMark();
      case 'zoom-link':
        this.zoomLinked = !this.zoomLinked;
        this.strip.say(this.zoomLinked ? 'Zoom and shift are linked.' : 'Each image is zoomed and moved alone.');
        return this.linkZoom();
      case 'viewport':
        // A mouse that rests somewhere no longer points.
        this.pointer = null;
        return this.host.setActive((this.host.active + command.by + this.host.frames.length) % Math.max(1, this.host.frames.length));
    }
  }

  /** How the series are brought together has changed: shown, and kept with the reading that is open. */
  linkingChanged(): void {
    const { toRead, scrolling } = this.host;
    if (toRead !== null && scrolling !== null) {
      this.host.showLinked(scrolling.linked);
      if (toRead.status !== 'locked' && toRead.status !== 'skipped') {
        this.saver.save({ position: toRead.position, stage: toRead.stage ?? 'only' }, scrolling.linking);
      }
    }
  }

  /** Viewports of one name are zoomed together. */
  private zoomKey(place: number): string | null {
    const { images } = this.host;
    const hung = images?.hung[place];
    return this.zoomLinked && hung !== undefined && hung.imageIds.length > 0 ? `${images?.places[place]?.group ?? 1} ${orientationOf(hung.geometry.normal)}` : null;
  }

  /** Draws lines and landmarks anew: after a slice, another active viewport, or a pair. */
  refresh(): void {
    this.refreshing.ask();
  }

  private drawAll(): void {
    const { images, active, frames } = this.host;
    const plane = this.planeAt(active);
    frames.forEach((frame, place) => {
      const hung = images?.hung[place];
      const slice = this.planeAt(place);
      if (hung === undefined || slice === null) {
        frame.planes.show(null, []);
      } else {
        const shared = hung.geometry.frameOfReference !== '' && hung.geometry.frameOfReference === images?.hung[active]?.geometry.frameOfReference;
        frame.planes.show(place === active || plane === null || !shared ? null : crossing(slice, plane), this.marksOn(hung, slice));
      }
      this.draw(place);
    });
    const pairs = this.host.scrolling?.linking.landmarks ?? [];
    this.strip.show(pairs.map((pair) => ({ words: this.wordsOf(pair), remove: () => this.keep(pairs.filter((p) => p !== pair)) })));
  }

  /** Draws what is known over a viewport whose image has been drawn, zoomed or moved. */
  draw(place: number): void {
    this.host.frames[place]?.planes.draw((point) => this.host.views?.placeOf(place, point) ?? null);
  }

  private turn(): void {
    const { images, active } = this.host;
    const place = images?.places[active];
    if (images === null || place?.series === null || place === undefined) {
      return;
    }
    const source = images.sources.find((s) => s.series.index === place.series?.index);
    const now = place.orientation ?? orientationOf(source?.geometry.normal ?? [0, 0, 1]);
    this.put(active, orientations[(orientations.indexOf(now) + 1) % orientations.length] ?? 'axial', place.slab);
  }

  private nextSlab(slab: Slab | null): Slab | null {
    const kind = slabKinds[(slabKinds.indexOf(slab?.kind ?? null) + 1) % slabKinds.length] ?? null;
    return kind === null ? null : { kind, thickness: slab?.thickness ?? this.thickness };
  }

  private change(to: (slab: Slab | null) => Slab | null): void {
    const { images, active } = this.host;
    const place = images?.places[active];
    if (place !== undefined && place.series !== null) {
      const slab = to(place.slab);
      if (slab?.kind !== place.slab?.kind || slab?.thickness !== place.slab?.thickness) {
        this.put(active, place.orientation, slab);
      }
    }
  }

  private put(at: number, orientation: Orientation | null, slab: Slab | null): void {
    const { images } = this.host;
    const old = images?.places[at];
    if (images === null || old === undefined) {
      return;
    }
    const place = { ...old, orientation, slab };
    images.places[at] = place;
    const hung = hungAt(place, images.sources.find((s) => s.series.index === place.series?.index) ?? null);
    const before = images.hung[at]?.geometry;
    // A slab of the same plane stays where the reader is.
    const stays = before?.positions.length === hung.geometry.positions.length && Math.abs(dot(before.normal, hung.geometry.normal)) > 0.98;
    this.host.scrolling?.replace(at, stackOf(hung, place), stays ? (this.host.scrolling.slices[at] ?? 0) : hung.openingSlice);
    this.host.hangAt(at, hung);
    this.linkZoom();
    this.refresh();
  }

  private linkZoom(): void {
    const places = this.host.images?.places ?? [];
    this.host.views?.together(
      places.map((p) => p.window?.name ?? ''),
      places.map((_, place) => this.zoomKey(place)),
    );
  }

  private mark(): void {
    // What the mouse points at is meant, whatever takes the keys.
    this.host.setActive(this.pointer?.place ?? this.host.active);
    const { active, images, scrolling, frames } = this.host;
    const hung = images?.hung[active];
    const view = frames[active]?.view;
    const point = view === undefined ? undefined : this.host.views?.pointAt(active, this.pointer?.place === active ? this.pointer.at : [view.clientWidth / 2, view.clientHeight / 2]);
    if (hung === undefined || scrolling === null || !point || hung.imageIds.length === 0) {
      return;
    }
    const landmark = { series: hung.series.index, x: point[0], y: point[1], z: point[2] };
    if (this.pending === null || this.pending.series === landmark.series) {
      this.pending = landmark;
      scrolling.paused = true;
      this.strip.say(`Marked in ${hung.label}. Scroll another phase to the same place, point at it and press ${ownKeyOf('Shift L')}; ${ownKeyOf('Shift K')} gives up.`);
      this.refresh();
      return;
    }
    const { one, other } = { one: this.pending, other: landmark };
    const between = scrolling.linking.landmarks.filter((p) => [p.one.series, p.other.series].every((s) => s === one.series || s === other.series));
    this.stopMarking();
    if (between.length >= mostPairs) {
      this.strip.say('Three pairs are enough: remove one first.');
      this.refresh();
      return;
    }
    this.keep([...scrolling.linking.landmarks, { one, other }]);
    scrolling.setLinked(true);
    scrolling.align(active);
    this.host.followScroll();
    this.linkingChanged();
    this.strip.say('');
  }

  private undoMark(): void {
    const pairs = this.host.scrolling?.linking.landmarks ?? [];
    if (this.pending !== null) {
      this.stopMarking();
      this.strip.say('');
      this.refresh();
    } else if (pairs.length > 0) {
      this.keep(pairs.slice(0, -1));
    }
  }

  private stopMarking(): void {
    this.pending = null;
    if (this.host.scrolling !== null) {
      this.host.scrolling.paused = false;
    }
  }

  private keep(pairs: readonly LandmarkPair[]): void {
    this.host.scrolling?.setLandmarks(pairs);
    this.linkingChanged();
    this.refresh();
  }

  private marksOn(hung: HungSeries, slice: SlicePlane): DrawnMark[] {
    const pairs = this.host.scrolling?.linking.landmarks ?? [];
    const all = [
      ...pairs.flatMap((pair, i) => [pair.one, pair.other].map((point) => ({ point, number: i + 1, waiting: false }))),
      ...(this.pending === null ? [] : [{ point: this.pending, number: pairs.length + 1, waiting: true }]),
    ];
    const [first = 0, second = first] = hung.geometry.positions;
    const reach = Math.max(Math.abs(second - first), 1) * 0.51;
    return all
      .filter(({ point }) => point.series === hung.series.index)
      .map(({ point, ...rest }) => ({ at: [point.x, point.y, point.z] as const, ...rest }))
      .filter(({ at }) => Math.abs(heightOver(slice, at)) <= reach);
  }

  private planeAt(place: number): SlicePlane | null {
    const hung = this.host.images?.hung[place];
    return hung === undefined || hung.imageIds.length === 0 ? null : placedPlane(hung, this.host.scrolling?.slices[place] ?? 0);
  }

  private wordsOf({ one, other }: LandmarkPair): string {
    const label = (series: number): string => this.host.images?.places.find((p) => p.series?.index === series)?.label ?? `Series ${series + 1}`;
    return `${label(one.series)} – ${label(other.series)}`;
  }
}
