import { namesOf } from '../form/answerWords';
import type { Contradictions } from './contradictions';
import type { Correcting } from './correcting';
import type { Locking } from './locking';
import { mainAct } from './mainAct';
import type { RoomScreen, Shown } from './roomScreen';
import type { TwoTabs } from './twoTabs';
import { strokeTime } from '../time/strokeTime';

/** How long a locked case stands before Enter goes on, so that the stroke that locked does not pass it over; in milliseconds. */
const settling = 400;

export interface MainPressParts {
  readonly screen: { readonly column: Pick<RoomScreen['column'], 'say'>; readonly lock: Pick<RoomScreen['lock'], 'show'> };
  readonly contradictions: Pick<Contradictions, 'asking' | 'goOn'>;
  readonly twoTabs: Pick<TwoTabs, 'asking' | 'ask'>;
  readonly correcting: Pick<Correcting, 'askWhy'>;
  readonly locking: Pick<Locking, 'press' | 'armed'>;
  readonly now: () => { readonly shown: Shown | null; readonly busy: boolean; /** See `Standing`. */ readonly front: number | null };
  readonly training: boolean;
  /** To the case to read now. */
  readonly goOn: () => void;
}

/** What the column's main button says, and what it and Enter do: lock, save the correction, or go on. */
export class MainPress {
  private shownAt = 0;

  constructor(private readonly parts: MainPressParts) {}

  /** A case has come on the screen. */
  newCase(): void {
    this.shownAt = performance.now();
  }

  press(): void {
    const { screen, contradictions, twoTabs, correcting, locking, goOn } = this.parts;
    const { shown, busy } = this.parts.now();
    if (shown === null || busy) {
      return;
    }
    if (shown.kind === 'looking') {
      if (strokeTime() - this.shownAt > settling) {
        goOn();
      }
      return;
    }
    if (contradictions.asking) {
      contradictions.goOn();
      return;
    }
    if (twoTabs.asking && shown.kind === 'reading') {
      twoTabs.ask(shown);
      return;
    }
    const [first] = shown.sheet.missing;
    const [begun] = shown.sheet.unfinished;
    if (begun !== undefined) {
      shown.sheet.goTo(begun.id);
      screen.column.say(`Not complete yet: ${namesOf(shown.sheet.unfinished)}`, true);
    } else if (first !== undefined) {
      shown.sheet.goTo(first.id);
      screen.column.say(`Still to answer: ${namesOf(shown.sheet.missing)}`, true);
    } else if (shown.kind === 'correcting') {
      void correcting.askWhy(shown);
    } else {
      locking.press(shown);
    }
  }

  show(): void {
    const { shown, busy, front } = this.parts.now();
    if (shown !== null) {
      const { state, words } = mainAct({
        kind: shown.kind,
        stage: shown.toRead.stage ?? 'only',
        busy,
        armed: this.parts.locking.armed,
        complete: shown.sheet.missing.length === 0 && shown.sheet.unfinished.length === 0,
        front,
        training: this.parts.training,
      });
      this.parts.screen.lock.show(state, words);
    }
  }
}
