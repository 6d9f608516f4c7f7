import type { Hanging } from '../contract';
import { OncePerFrame } from '../dom/oncePerFrame';
import type { CaseImages } from './caseImages';
import { EarlySlices } from './earlySlices';
import type { LinkedScroll } from './linkedScroll';
import { presetOfPlace, windowOfPlace } from './openingWindow';
import type { PhaseFrame } from './phaseFrame';
import type { StackViews } from './stackViews';

/** The stage as far as its slices need it. */
export interface SliceStage {
  readonly images: CaseImages | null;
  readonly frames: readonly PhaseFrame[];
  readonly scrolling: LinkedScroll | null;
  /** Null while nothing can be drawn. */
  readonly views: StackViews | null;
}

/** Brings the viewports to the slices that are wanted: first the opening ones, then wherever the reader scrolls. */
export class SlicesOnScreen {
  /** The places that show a slice of their stack, or say that there is none. */
  private readonly there = new Set<number>();
  private readonly early = new EarlySlices();
  private readonly following = new OncePerFrame(() => this.bring());

  /** @param allThere Every place shows its case's slice now. */
  constructor(
    private readonly stage: SliceStage,
    private readonly hanging: Hanging,
    private readonly allThere: () => void,
  ) {}

  /** Another case is on its way. */
  clear(): void {
    this.there.clear();
  }

  isThere(place: number): boolean {
    return this.there.has(place);
  }

  get areAllThere(): boolean {
    return this.there.size === (this.stage.images?.hung.length ?? 0);
  }

  /** Hangs the stack of a place, at the slice that is wanted. Resolves when that is drawn, or it was said why it is not. */
  async open(place: number): Promise<void> {
    const { images, views } = this.stage;
    const hung = images?.hung[place];
    const frame = this.stage.frames[place];
    if (views === null || hung === undefined || frame === undefined) {
      return;
    }
    this.there.delete(place);
    if (hung.imageIds.length === 0) {
      views.clear(place);
      frame.showTrouble(hung.trouble ?? 'There are no images here.', null);
      frame.firstPaint.hidden = true;
      this.arrived(place);
      return;
    }
    const wanted = (): boolean => this.stage.images === images && images?.hung[place] === hung;
    try {
      const index = this.stage.scrolling?.slices[place] ?? hung.openingSlice;
      await views.showStack(place, hung, { index, window: windowOfPlace(images?.places[place], this.hanging, hung.frames[index]), wanted });
      if (wanted()) {
        this.arrived(place);
      }
    } catch {
      if (wanted()) {
        frame.showTrouble('These images could not be loaded.', () => void this.open(place));
      }
    }
    // A picture that stands there by now may be the next case's.
    if (wanted()) {
      frame.firstPaint.hidden = true;
    }
  }

  /** However fast the wheel turns: the first step at once, then once a frame. */
  follow(): void {
    this.following.ask();
  }

  private arrived(place: number): void {
    this.there.add(place);
    // The reader may have scrolled on before the slice was there.
    this.bringTo(place);
    if (this.areAllThere) {
      this.allThere();
    }
  }

  private bring(): void {
    this.stage.frames.forEach((_, place) => this.bringTo(place));
  }

  private bringTo(place: number): void {
    const { images, views, scrolling, frames } = this.stage;
    const slice = scrolling?.slices[place];
    if (views === null && slice !== undefined) {
      this.bringEarly(place, slice);
      return;
    }
    // Before a viewport has its own slice, the stack in it is another case's.
    const hangs = this.there.has(place) && (images?.hung[place]?.imageIds.length ?? 0) > 0;
    if (hangs && views !== null && slice !== undefined && views.currentSlice(place) !== slice) {
      views.showSlice(place, slice).catch(() => {
        frames[place]?.showTrouble(`Slice ${slice + 1} could not be loaded.`, () => this.follow());
      });
    }
  }

  private bringEarly(place: number, slice: number): void {
    const { images, frames } = this.stage;
    const [hung, frame, window] = [images?.hung[place], frames[place], presetOfPlace(images?.places[place], this.hanging)];
    if (hung !== undefined && frame !== undefined && window !== null) {
      this.early.show({ place, slice, hung, frame, window, wanted: () => this.stage.views === null && this.stage.images === images });
    }
  }
}
