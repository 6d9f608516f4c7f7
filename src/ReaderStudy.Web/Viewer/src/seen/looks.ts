import type { HungSeries } from '../images/caseImages';
import type { OnScreen } from './seenBatch';

/** What one viewport shows. */
export interface Look {
  /** Of the slice in the order in which it hangs. */
  readonly index: number;
  readonly window: OnScreen['window'];
  readonly scale: number | null;
}

/**
 * What is on the screen, as the server counts slices: a stack that is turned for reading counts the other way round.
 * @param lookAt Null where a viewport shows nothing.
 */
export function looksOf(hung: readonly HungSeries[], lookAt: (place: number) => Look | null): OnScreen[] {
  return hung.flatMap((one, place) => {
    const look = lookAt(place);
    const stored = look === null ? null : storedSlice(one.frameUrls[look.index] ?? '');
    return look === null || stored === null ? [] : [{ series: one.series.index, slice: stored, window: look.window, scale: look.scale }];
  });
}

/** From 0; addresses count from 1. */
function storedSlice(frameUrl: string): number | null {
  const [, number] = /\/frames\/(\d+)/.exec(frameUrl) ?? [];
  return number === undefined ? null : Number(number) - 1;
}
