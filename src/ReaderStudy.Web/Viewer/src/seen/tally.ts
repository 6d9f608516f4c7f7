import type { OnScreen, PictureOnScreen, SeenSeries } from './seenBatch';

/** Windows of a series that are told apart in one message: those that stood longest. */
const mostWindows = 20;

/** What was shown of one series, or of one picture, which counts as a series of one slice. */
export class Tally {
  private readonly slices = new Map<number, number>();
  private readonly windows = new Map<string, { readonly center: number; readonly width: number; ms: number }>();
  private smallest = Infinity;
  private largest = 0;
  private decimated = 0;

  get isEmpty(): boolean {
    return ![...this.slices.values()].some((ms) => Math.round(ms) > 0);
  }

  /** It stands on the screen in this scale. */
  scaled(scale: number): void {
    this.smallest = Math.min(this.smallest, scale);
    this.largest = Math.max(this.largest, scale);
  }

  /** One slice stood so long, in one viewport or in several: it was decimated where none of them had a screen pixel for each of its own. */
  stood(slice: number, scale: number | null, passed: number): void {
    this.slices.set(slice, (this.slices.get(slice) ?? 0) + passed);
    if (scale !== null && thousandths(scale) < 1) {
      this.decimated += passed;
    }
  }

  windowed(window: NonNullable<OnScreen['window']>, passed: number): void {
    const [center, width] = [Math.round(window.center), Math.max(1, Math.round(window.width))];
    const known = this.windows.get(`${center} ${width}`) ?? { center, width, ms: 0 };
    known.ms += passed;
    this.windows.set(`${center} ${width}`, known);
  }

  told(index: number): SeenSeries {
    const slices = [...this.slices]
      .map(([slice, ms]) => [slice, Math.round(ms)] as const)
      .filter(([, ms]) => ms > 0)
      .sort(([a], [b]) => a - b);
    const shown = slices.reduce((sum, [, ms]) => sum + ms, 0);
    return {
      index,
      slices: slices.flat(),
      windows: [...this.windows.values()]
        .sort((a, b) => b.ms - a.ms)
        .slice(0, mostWindows)
        .map(({ center, width, ms }) => [center, width, Math.round(ms)])
        .filter(([, , ms]) => (ms ?? 0) > 0),
      ...(this.largest > 0
        ? { scale: [thousandths(this.smallest), thousandths(this.largest)], decimated: Math.min(shown, Math.round(this.decimated)) }
        : { scale: [] }),
    };
  }
}

/** Slices on the screen, each once: the same slice in two viewports is one slice that is seen, in the larger of its scales. */
export function slicesOf(looks: readonly (OnScreen | PictureOnScreen)[]): { readonly look: OnScreen | PictureOnScreen; readonly slice: number; readonly scale: number | null }[] {
  const seen = new Map<string, { look: OnScreen | PictureOnScreen; slice: number; scale: number | null }>();
  for (const look of looks) {
    const slice = 'picture' in look ? 0 : look.slice;
    const key = 'picture' in look ? `picture ${look.picture}` : `series ${look.series} ${slice}`;
    const known = seen.get(key)?.scale ?? null;
    seen.set(key, { look, slice, scale: look.scale === null ? known : Math.max(look.scale, known ?? 0) });
  }
  return [...seen.values()];
}

const thousandths = (scale: number): number => Math.max(0.001, Math.round(scale * 1000) / 1000);
