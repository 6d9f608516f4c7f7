import type { CaseImages } from './caseImages';
import type { PhaseFrame } from './phaseFrame';
import type { SliceView, SliceViews } from './sliceView';
import type { SpokenView } from './spokenView';
import type { StackViewsEvents } from './stackViews';
import type { StageLoops } from './stageLoops';
import type { ViewOfStage } from './stageView';
import type { StageWindows } from './stageWindows';
import type { VoiWindow } from './voiWindow';

export interface ImageStageEvents {
  windowChanged(window: VoiWindow): void;
  linkChanged(linked: boolean): void;
  /** Pictures of a case's opening slices are on the screen; nothing can be done with them yet. */
  picturesShown(position: number): void;
  /** Every phase of the case shows its opening slice. */
  imagesShown(position: number): void;
  /** Of the next case's slices. */
  prepared(share: number): void;
  /** Something else is on the screen: another slice, window, size, zoom, shift, turn, linking, or nothing. */
  lookChanged(): void;
}

/** The stage as far as it is told what its viewports draw. */
export interface DrawnStage {
  readonly images: CaseImages | null;
  readonly frames: readonly PhaseFrame[];
  readonly active: number;
  readonly slices: SliceViews;
  readonly view: ViewOfStage;
  /** Whether the reader sees another slice of the first case in a picture over this one. */
  isUnderPicture(place: number, index: number): boolean;
}

/** Its parts that are told too. */
export interface DrawnParts {
  readonly events: ImageStageEvents;
  readonly windows: StageWindows;
  readonly spoken: SpokenView;
  readonly loops: StageLoops;
  /** Lines and landmarks over the images. */
  readonly planes: { refresh(): void; draw(place: number): void };
}

/** Takes what the viewports tell to all that it concerns. */
export function tellStage(stage: DrawnStage, { events, windows, spoken, loops, planes }: DrawnParts): StackViewsEvents {
  return {
    sliceShown: (place, index) => {
      const hung = stage.images?.hung[place];
      if (hung !== undefined && !stage.isUnderPicture(place, index)) {
        stage.frames[place]?.showSlice(hung, index);
        spoken.changed();
        loops.shown(place, index);
        planes.refresh();
      }
      events.lookChanged();
    },
    windowChanged: (window, places) => {
      windows.changed(window, places);
      places.forEach((place) => stage.frames[place]?.showWindow(window));
      spoken.changed();
      if (places.includes(stage.active)) {
        events.windowChanged(window);
      }
      events.lookChanged();
    },
    moved: () => {
      stage.view.touched();
      events.lookChanged();
    },
    drawn: (view: SliceView) => {
      if (view.hung !== null) {
        stage.frames[view.place]?.showTurned(view.hung, view.turned);
      }
      stage.slices.tell(view);
      planes.draw(view.place);
    },
  };
}
