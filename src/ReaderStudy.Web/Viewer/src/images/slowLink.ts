/** What a slow page accepts of a slice: lossless HTJ2K, a third of the size, or what there is. */
const compactAccept =
  'multipart/related; type="image/jphc"; transfer-syntax=1.2.840.10008.1.2.4.202, multipart/related; type="application/octet-stream"; transfer-syntax=*';

/** Below this, in bits a millisecond (20 Mbit/s), a slice is there sooner compressed than not, its decoding included. */
const slow = 20_000;

/** So many bytes tell how fast a link is. */
const enough = 200_000;

/** So many files are looked at. */
const most = 4;

/** What is smaller came from the browser's own cache: nothing over the network, or only the word that it still holds. */
const leastSent = 1000;

/** How a file came over the network, as the browser's Resource Timing tells it. */
export interface Transfer {
  readonly responseStart: number;
  readonly responseEnd: number;
  /** 0 for what came from the browser's own cache. */
  readonly transferSize: number;
}

/** Whether a link is slow, by the first files that came over it; null while they are too little to tell. */
export function isSlow(transfers: readonly Transfer[]): boolean | null {
  const rate = rateOf(transfers);
  return rate === null ? null : rate < slow;
}

/** Bits a millisecond. */
function rateOf(transfers: readonly Transfer[]): number | null {
  const sent = transfers.filter((t) => t.transferSize >= leastSent).slice(0, most);
  const bytes = sent.reduce((sum, t) => sum + t.transferSize, 0);
  return bytes < enough ? null : (bytes * 8) / Math.max(busy(sent), 0.1);
}

/** How long bytes take over a link, in milliseconds, by the first files that came over it; null while they are too little to tell. */
export function timeFor(bytes: number, transfers: readonly Transfer[] = slicesThatCame()): number | null {
  const rate = rateOf(transfers);
  return rate === null ? null : (bytes * 8) / rate;
}

/** The time in which something came, without the pauses in which nothing was asked for. */
function busy(transfers: readonly Transfer[]): number {
  let [time, until] = [0, 0];
  for (const { responseStart, responseEnd } of [...transfers].sort((a, b) => a.responseStart - b.responseStart)) {
    time += Math.max(0, responseEnd - Math.max(responseStart, until));
    until = Math.max(until, responseEnd);
  }
  return time;
}

let decided: boolean | null = null;

/** Slices that came, as far as they are known. */
const came: PerformanceResourceTiming[] = [];
let watching: PerformanceObserver | null = null;

/** The headers of a slice's request: the first slices are asked for as they are, and tell whether the following ones are to be smaller. */
export function sliceHeaders(): Readonly<Record<string, string>> {
  if (decided === null) {
    decided = isSlow(slicesThatCame());
    if (decided !== null) {
      watching?.disconnect();
    }
  }
  return decided === true ? { Accept: compactAccept } : {};
}

function slicesThatCame(): readonly Transfer[] {
  if (watching === null) {
    watch();
  } else {
    note(watching.takeRecords());
  }
  return came;
}

/** What came until now stands in the browser's own list; that ends after some hundred files, which a case that the browser still had fills. */
function watch(): void {
  watching = new PerformanceObserver((list) => note(list.getEntries()));
  watching.observe({ type: 'resource' });
  note(performance.getEntriesByType('resource'));
}

function note(entries: PerformanceEntryList): void {
  came.push(...entries.filter((entry): entry is PerformanceResourceTiming => entry instanceof PerformanceResourceTiming && /\/frames\/\d+$/.test(entry.name)));
}
