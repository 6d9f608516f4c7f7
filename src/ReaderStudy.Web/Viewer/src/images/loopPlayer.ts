import { changedRate, otherRate } from './loopRate';

export interface LoopEvents {
  /** Shows the frames after the one that is on the screen; after the last the first comes again. */
  advance(place: number, by: number): void;
  changed(place: number): void;
}

interface Loop {
  rate: number;
  playing: boolean;
  /** When the last frame was shown, in milliseconds. */
  last: number;
}

/** Plays stacks in time with the screen; frames that come late are passed over, so that a loop keeps its speed. */
export class LoopPlayer {
  private readonly loops = new Map<number, Loop>();
  private request: number | null = null;

  constructor(private readonly events: LoopEvents) {}

  /** Forgets all loops, as another case is shown. */
  clear(): void {
    this.loops.clear();
  }

  rateOf(place: number): number {
    return this.loops.get(place)?.rate ?? otherRate;
  }

  isPlaying(place: number): boolean {
    return this.loops.get(place)?.playing ?? false;
  }

  play(place: number, rate = this.rateOf(place)): void {
    this.loops.set(place, { rate, playing: true, last: performance.now() });
    this.events.changed(place);
    this.request ??= requestAnimationFrame((now) => this.tick(now));
  }

  pause(place: number): void {
    const loop = this.loops.get(place);
    if (loop?.playing === true) {
      loop.playing = false;
      this.events.changed(place);
    }
  }

  toggle(place: number): void {
    if (this.isPlaying(place)) {
      this.pause(place);
    } else {
      this.play(place);
    }
  }

  faster(place: number, by: -1 | 1): void {
    const rate = changedRate(this.rateOf(place), by);
    this.loops.set(place, { rate, playing: this.isPlaying(place), last: performance.now() });
    this.events.changed(place);
  }

  /** Makes a loop known that does not start by itself. */
  offer(place: number, rate: number): void {
    this.loops.set(place, { rate, playing: false, last: 0 });
    this.events.changed(place);
  }

  private tick(now: number): void {
    this.request = null;
    for (const [place, loop] of this.loops) {
      const by = Math.floor(((now - loop.last) * loop.rate) / 1000);
      if (loop.playing && by > 0) {
        loop.last += (by * 1000) / loop.rate;
        this.events.advance(place, by);
      }
    }
    if ([...this.loops.values()].some((loop) => loop.playing)) {
      this.request = requestAnimationFrame((next) => this.tick(next));
    }
  }
}
