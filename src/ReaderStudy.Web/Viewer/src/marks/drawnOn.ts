import type { ImageStage } from '../images/imageStage';
import type { World } from '../images/slicePlane';
import type { DrawnListener, SliceView } from '../images/sliceView';
import type { SlideStage } from '../slides/slideStage';

/** What is drawn on: the stacks of the stage, and the slides and photographs beside them or in their place. */
export class DrawnOn {
  constructor(
    private readonly stage: ImageStage,
    private readonly slides: SlideStage,
  ) {}

  get roots(): readonly HTMLElement[] {
    return [this.stage.root, this.slides.root];
  }

  get all(): readonly SliceView[] {
    return [...this.stage.slices.all, ...this.slides.slices.all];
  }

  /** The viewport that has the keys; null: no image is there. */
  get active(): SliceView | null {
    const { stage } = this;
    return this.slides.activeSlice ?? stage.slices.all.find(({ place }) => place === stage.activePlace) ?? null;
  }

  onDrawn(listener: DrawnListener): void {
    this.stage.slices.onDrawn(listener);
    this.slides.slices.onDrawn(listener);
  }

  activate(view: SliceView): void {
    if (this.isPicture(view)) {
      this.slides.activate(view.place);
    } else {
      this.slides.stepAside();
      this.stage.activate(view.place);
    }
  }

  /** Brings a slice on the screen; of a picture the place. @param at Missing: any place. */
  goTo(view: SliceView, slice: number, at?: World): void {
    if (!this.isPicture(view)) {
      this.stage.goTo(view.place, slice);
    } else if (at !== undefined) {
      this.bringIn(view, at);
    }
  }

  /** Moves a place of a picture into sight, where it is not. */
  bringIn(view: SliceView, at: World): void {
    if (this.isPicture(view)) {
      this.slides.bringIn(view.place, at);
    }
  }

  /** Slices up or down; on a picture it zooms. */
  scroll(by: number): void {
    if (!this.slides.obey({ kind: 'scroll', by })) {
      this.stage.scroll(by);
    }
  }

  private isPicture(view: SliceView): boolean {
    return this.slides.slices.all.includes(view);
  }
}
