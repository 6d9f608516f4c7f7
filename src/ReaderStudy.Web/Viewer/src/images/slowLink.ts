/** What a slow page accepts of a slice: lossless HTJ2K, a third of the size, or what there is. */
const compactAccept =
  'multipart/related; type="image/jphc"; transfer-syntax=1.2.840.10008.1.2.4.202, multipart/related; type="application/octet-stream"; transfer-syntax=*';

/** Below this, in bits a millisecond (20 Mbit/s), a slice is there sooner compressed than not, its decoding included. */
const slow = 20_000;

/** So many bytes tell how fast a link is. */
const enough = 200_000;

/** How a file came over the network, as the browser's Resource Timing tells it. */
export interface Transfer {
  readonly responseStart: number;
  readonly responseEnd: number;
  /** 0 for what came from the browser's own cache. */
  readonly transferSize: number;
}

/** Whether a link is slow, by what came over it at the same time; null while that is too little to tell. */
export function isSlow(transfers: readonly Transfer[]): boolean | null {
  const sent = transfers.filter((t) => t.transferSize > 0);
  const bytes = sent.reduce((sum, t) => sum + t.transferSize, 0);
  if (bytes < enough) {
    return null;
  }
  const time = Math.max(...sent.map((t) => t.responseEnd)) - Math.min(...sent.map((t) => t.responseStart));
  return (bytes * 8) / Math.max(time, 0.1) < slow;
}

let decided: boolean | null = null;

/** The headers of a slice's request: the first slices are asked for as they are, and tell whether the following ones are to be smaller. */
export function sliceHeaders(): Readonly<Record<string, string>> {
  decided ??= isSlow(firstSlices());
  return decided === true ? { Accept: compactAccept } : {};
}

/** The slices of the first screen, which were asked for at once. */
function firstSlices(): readonly PerformanceResourceTiming[] {
  return performance
    .getEntriesByType('resource')
    .filter((entry): entry is PerformanceResourceTiming => entry instanceof PerformanceResourceTiming && /\/frames\/\d+$/.test(entry.name))
    .slice(0, 4);
}
