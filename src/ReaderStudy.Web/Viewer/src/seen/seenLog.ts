import type { OnScreen, PictureOnScreen, SeenContent, SeenPicture } from './seenBatch';
import { slicesOf, Tally } from './tally';

/** Without mouse and key for so long, the reader counts as idle; in milliseconds. */
export const idleAfter = 30_000;

/** Adds up what is on the screen while one case is read. Told what is shown from now on; counts only while the page is in sight. */
export class SeenLog {
  private looks: readonly (OnScreen | PictureOnScreen)[] = [];
  private readonly series = new Map<number, Tally>();
  private readonly pictures = new Map<number, Tally>();
  private visible = 0;
  private hiddenFor = 0;
  private idle = 0;
  private since: number;
  private lastInput: number;
  private paused = false;

  constructor(
    private readonly now: () => number,
    private hidden: boolean,
  ) {
    this.since = now();
    this.lastInput = this.since;
  }

  /** From now on this is on the screen. */
  show(looks: readonly (OnScreen | PictureOnScreen)[]): void {
    this.count();
    this.looks = looks;
    for (const look of looks) {
      if (look.scale !== null && !this.hidden) {
        this.tallyOf(look).scaled(look.scale);
      }
    }
  }

  visibilityChanged(hidden: boolean): void {
    this.count();
    this.hidden = hidden;
  }

  /** A mouse or a key moved. */
  input(): void {
    this.count();
    this.lastInput = this.since;
  }

  /** While a case is being locked nothing counts: it is no longer read. */
  pause(paused: boolean): void {
    this.count();
    this.paused = paused;
  }

  /** What was shown since this was last asked; null: nothing, and no time passed. */
  take(): SeenContent | null {
    this.count();
    const content: SeenContent = {
      visible: Math.round(this.visible),
      hidden: Math.round(this.hiddenFor),
      idle: Math.min(Math.round(this.idle), Math.round(this.visible)),
      series: [...this.series].filter(([, tally]) => !tally.isEmpty).map(([index, tally]) => tally.told(index)),
      ...picturesOf(this.pictures),
    };
    if (content.visible + content.hidden === 0) {
      return null;
    }
    [this.visible, this.hiddenFor, this.idle] = [0, 0, 0];
    this.series.clear();
    this.pictures.clear();
    this.show(this.looks);
    return content;
  }

  private count(): void {
    const now = this.now();
    const [from, passed] = [this.since, now - this.since];
    this.since = now;
    if (this.paused || passed <= 0) {
      return;
    }
    if (this.hidden) {
      this.hiddenFor += passed;
      return;
    }
    this.visible += passed;
    this.idle += Math.max(0, now - Math.max(from, this.lastInput + idleAfter));
    for (const { look, slice, scale } of slicesOf(this.looks)) {
      this.tallyOf(look).stood(slice, scale, passed);
    }
    for (const look of this.looks) {
      if ('window' in look && look.window !== null) {
        this.tallyOf(look).windowed(look.window, passed);
      }
    }
  }

  private tallyOf(look: OnScreen | PictureOnScreen): Tally {
    const [tallies, index] = 'picture' in look ? [this.pictures, look.picture] : [this.series, look.series];
    const tally = tallies.get(index) ?? new Tally();
    tallies.set(index, tally);
    return tally;
  }
}

function picturesOf(tallies: ReadonlyMap<number, Tally>): { readonly pictures?: readonly SeenPicture[] } {
  const pictures = [...tallies]
    .filter(([, tally]) => !tally.isEmpty)
    .map(([index, tally]) => {
      const { slices, windows: _, ...told } = tally.told(index);
      return { ...told, shown: slices[1] ?? 0 };
    });
  return pictures.length === 0 ? {} : { pictures };
}
