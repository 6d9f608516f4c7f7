import type { Hanging } from '../contract';
import { OncePerFrame } from '../dom/oncePerFrame';
import type { CaseImages, HungSeries } from './caseImages';
import type { LinkedScroll } from './linkedScroll';
import type { LookedAt } from './looked';
import { windowOfPlace } from './openingWindow';
import type { PhaseFrame } from './phaseFrame';
import type { StackViews } from './stackViews';

/** A phase on the screen, as far as its slices need it. */
export interface SliceFrame extends Pick<PhaseFrame, 'showTrouble' | 'showBeside' | 'uncover' | 'showSlice'> {
  readonly firstPaint: Pick<HTMLCanvasElement, 'hidden'>;
}

/** The stage as far as its slices need it. */
export interface SliceStage {
  readonly images: CaseImages | null;
  readonly frames: readonly SliceFrame[];
  readonly scrolling: LinkedScroll | null;
  /** Null while nothing can be drawn. */
  readonly views: SliceDrawer | null;
  /** How a place was looked at before its case left the screen or the page was loaded again; null: it opens fitted. */
  lookedBefore(place: number): LookedAt | null;
  /** Whether the first case is still to be shown: what scrolls until then are pictures. */
  readonly isBeginning: boolean;
  /** Shows a slice without Cornerstone. */
  showEarly(place: number, slice: number): void;
}

type SliceDrawer = Pick<StackViews, 'clear' | 'showStack' | 'currentSlice' | 'showSlice'>;

/** Where a stack is hung whose opening slice does not come: by so many slices from it, the first that comes. */
const nearby = [0, 1, -1, 2, -2] as const;

/** Brings the viewports to the slices that are wanted: first the opening ones, then wherever the reader scrolls. */
export class SlicesOnScreen {
  /** The places that show a slice of their stack, or say that there is none. */
  private readonly there = new Set<number>();
  /** The slice that a place was last sent to. */
  private readonly sentTo = new Map<number, number>();
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
    this.sentTo.clear();
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
    this.sentTo.delete(place);
    if (hung.imageIds.length === 0) {
      views.clear(place);
      frame.showTrouble(hung.trouble ?? 'There are no images here.', null);
      frame.firstPaint.hidden = true;
      this.arrived(place);
      return;
    }
    const opening = this.stage.scrolling?.slices[place] ?? hung.openingSlice;
    const index = await this.hang(place, hung, opening, views);
    await this.catchUp(place, opening, index);
    if (!this.isHung(place, hung)) {
      return;
    }
    if (index === null) {
      frame.showTrouble('These images could not be loaded.', () => void this.open(place));
    } else {
      frame.showSlice(hung, views.currentSlice(place));
      this.opened(place, opening, index);
    }
    // Only here: a picture that stands there by now may be the next case's.
    frame.firstPaint.hidden = true;
  }

  /** Where the reader has scrolled on in the pictures meanwhile, brings the stack below them to that slice before they are taken away. */
  private async catchUp(place: number, opening: number, index: number | null): Promise<void> {
    const { scrolling, views, isBeginning } = this.stage;
    const wanted = scrolling?.slices[place];
    if (isBeginning && index === opening && wanted !== undefined && wanted !== opening) {
      // What is wrong with a slice that does not come is told once the stack stands there.
      await views?.showSlice(place, wanted).catch(() => undefined);
    }
  }

  /** However fast the wheel turns: the first step at once, then once a frame. */
  follow(): void {
    this.following.ask();
  }

  /** Hangs a stack at a slice, or at the first beside it that comes; says where. Null: none came, or another stack took the place. */
  private async hang(place: number, hung: HungSeries, opening: number, views: SliceDrawer): Promise<number | null> {
    const wanted = (): boolean => this.isHung(place, hung);
    for (const index of nearby.map((by) => opening + by).filter((at) => hung.imageIds[at] !== undefined)) {
      try {
        const window = windowOfPlace(this.stage.images?.places[place], this.hanging, hung.frames[index]);
        await views.showStack(place, hung, { index, window, looked: this.stage.lookedBefore(place), wanted });
        return index;
      } catch {
        if (!wanted()) {
          return null;
        }
      }
    }
    return null;
  }

  private isHung(place: number, hung: HungSeries): boolean {
    return this.stage.images?.hung[place] === hung;
  }

  /** A stack hangs, at its opening slice or beside it. */
  private opened(place: number, opening: number, index: number): void {
    const { scrolling, frames } = this.stage;
    // Where the reader has scrolled on meanwhile, the slice that is missing is not what is looked for.
    const isMissed = index !== opening && scrolling?.slices[place] === opening;
    if (isMissed) {
      scrolling.goAlone(place, index);
    }
    this.arrived(place);
    if (isMissed) {
      frames[place]?.showBeside(`Slice ${opening + 1} could not be loaded: slice ${index + 1} is shown.`, () => {
        scrolling.goTo(place, opening);
        this.follow();
      });
    }
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
    const [slice, hung, frame] = [scrolling?.slices[place], images?.hung[place], frames[place]];
    if (this.stage.isBeginning && !this.there.has(place) && slice !== undefined) {
      this.stage.showEarly(place, slice);
      return;
    }
    // Before a viewport has its own slice, the stack in it is another case's.
    if (!this.there.has(place) || views === null || slice === undefined || frame === undefined || hung === undefined || hung.imageIds.length === 0) {
      return;
    }
    const stands = views.currentSlice(place) === slice;
    if (stands) {
      frame.uncover();
    }
    // Also back to the slice that stands there: the one that was passed over may still be on its way.
    if (!stands || (this.sentTo.get(place) ?? slice) !== slice) {
      this.sentTo.set(place, slice);
      views.showSlice(place, slice).catch(() => {
        if (this.isHung(place, hung) && this.stage.scrolling?.slices[place] === slice) {
          frame.showTrouble(`Slice ${slice + 1} could not be loaded.`, () => this.follow());
        }
      });
    }
  }
}
