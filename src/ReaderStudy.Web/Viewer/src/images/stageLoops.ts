import type { HungSeries } from './caseImages';
import { LoopBar } from './loopBar';
import { LoopPlayer } from './loopPlayer';
import { loopRateOf } from './loopRate';
import type { PhaseFrame } from './phaseFrame';

/** The loops among the series on the stage: which there are, and what is done with them. Where motion is to be reduced none starts by itself. */
export class StageLoops {
  private readonly player = new LoopPlayer({
    advance: (place, by) => this.advance(place, by),
    changed: (place) => this.bars[place]?.showState(this.player.isPlaying(place), this.player.rateOf(place)),
  });
  private bars: (LoopBar | null)[] = [];
  private counts: number[] = [];
  /** The frame that each shows, from 0. */
  private at: number[] = [];
  /** Those that the reader took in hand before all their frames were there: they don't start by themselves. */
  private inHand = new Set<number>();

  constructor(private readonly show: (place: number, index: number) => void) {}

  hang(hung: readonly HungSeries[], frames: readonly PhaseFrame[]): void {
    this.player.clear();
    this.inHand.clear();
    this.counts = hung.map((h) => h.imageIds.length);
    this.at = hung.map((h) => h.openingSlice);
    this.bars = hung.map(({ frames: described }, place) => {
      const rate = loopRateOf(described);
      return rate === null ? null : new LoopBar({ toggle: () => this.toggle(place), goTo: (index) => this.scrub(place, index) });
    });
    frames.forEach((frame, place) => frame.showLoop(this.bars[place] ?? null));
    hung.forEach(({ frames: described }, place) => {
      const rate = loopRateOf(described);
      if (rate !== null) {
        this.player.offer(place, rate);
      }
    });
  }

  /** Another stack hangs in a viewport. */
  replace(place: number, { imageIds, openingSlice }: HungSeries): void {
    this.player.pause(place);
    this.counts[place] = imageIds.length;
    this.at[place] = openingSlice;
  }

  /** Begins the loops of a case whose frames are all there. */
  start(): void {
    if (!matchMedia('(prefers-reduced-motion: reduce)').matches) {
      this.bars.forEach((bar, place) => {
        if (bar !== null && !this.inHand.has(place)) {
          this.player.play(place);
        }
      });
    }
  }

  /** A frame is on the screen. */
  shown(place: number, index: number): void {
    if (!this.player.isPlaying(place)) {
      this.at[place] = index;
    }
  }

  pause(place: number): void {
    this.inHand.add(place);
    this.player.pause(place);
  }

  /** Plays or pauses; a stack that is no loop is played like one. */
  toggle(place: number): void {
    if ((this.counts[place] ?? 0) > 1) {
      this.inHand.add(place);
      this.player.toggle(place);
    }
  }

  faster(place: number, by: -1 | 1): void {
    if (this.bars[place] !== null && this.bars[place] !== undefined) {
      this.player.faster(place, by);
    }
  }

  private scrub(place: number, index: number): void {
    this.pause(place);
    this.show(place, index);
  }

  private advance(place: number, by: number): void {
    const count = this.counts[place] ?? 0;
    if (count > 1) {
      const next = ((this.at[place] ?? 0) + by) % count;
      this.at[place] = next;
      this.show(place, next);
    }
  }
}
