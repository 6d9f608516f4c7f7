import type { ReadingApi } from '../api/readingApi';
import type { CaseToRead, Hanging } from '../contract';
import { type CaseImages, imagesKeyOf, loadCaseImages } from './caseImages';
import type { HungSeries } from './hungSeries';
import { loadOrder } from './loadOrder';
import { LoadQueue } from './loadQueue';
import { windowOfPlace } from './openingWindow';
import { nextCaseBudget, ownCaseBudget, type PrefetchBudget, withinBudget } from './prefetchBudget';
import type { StackViews } from './stackViews';

type Load = () => Promise<unknown>;

/** After a scroll the next case is fetched slowly for so long, in milliseconds. */
const calmAfterScroll = 400;

/** A case that was fetched before it is read. */
export interface CaseAhead {
  readonly images: CaseImages;
  /** By place: the opening slice as it will be on the screen; null: not there, or not to be drawn so. */
  readonly pictures: readonly (HTMLCanvasElement | null)[];
}

/** Which cases' slices are in memory: all of the case on the screen, the next one's ahead of time, and none of those that were left. */
export class CaseSlices {
  private ahead: CaseAhead | null = null;
  /** Cases that have left the screen and whose memory is not given back yet. */
  private readonly left = new Set<CaseImages>();
  private readonly ownQueue = new LoadQueue(4);
  private readonly nextQueue = new LoadQueue(2);

  constructor(
    private readonly api: ReadingApi,
    private readonly hanging: Hanging,
    private readonly views: Promise<typeof StackViews>,
  ) {
    // Who waits for the code is told that it does not come; where nobody does yet, that is no error of the page.
    views.catch(() => undefined);
  }

  /** What was fetched ahead, when it is this case; null: it was not. What else was being fetched is dropped. */
  take(toRead: CaseToRead): CaseAhead | null {
    return this.ahead?.images.key === imagesKeyOf(toRead) ? this.ahead : null;
  }

  /** Another case takes the screen. */
  turnTo(left: CaseImages | null): void {
    this.ahead = null;
    this.nextQueue.drop();
    this.ownQueue.drop();
    if (left !== null) {
      this.left.add(left);
    }
  }

  /** Fetches the slices of the case on the screen, as many as there is room for. */
  async loadAll(images: CaseImages): Promise<void> {
    const Views = await this.views;
    await this.ownQueue.run(loadsOf(images, Views, ownCaseBudget));
  }

  /** Gives the memory of the cases back that have left the screen; what the case on it shares with them stays. */
  async release(shown: CaseImages): Promise<void> {
    const Views = await this.views;
    const kept = new Set(shown.sources.flatMap((hung) => hung.imageIds));
    for (const { sources } of this.left) {
      sources.filter((series) => !kept.has(series.imageIds[0] ?? '')).forEach((series) => Views.forget(series));
    }
    this.left.clear();
  }

  /** Fetches a case ahead: geometry and opening slices first. Resolves when all of its slices are there. */
  async prepare(toRead: CaseToRead, prepared: (share: number) => void): Promise<void> {
    const Views = await this.views;
    const images = await loadCaseImages(this.api, toRead, this.hanging);
    const ahead = { images, pictures: [] as (HTMLCanvasElement | null)[] };
    this.ahead = ahead;
    registerAll(images, Views);
    const loads = loadsOf(images, Views, nextCaseBudget);
    const wanted = (): boolean => this.ahead === ahead;
    let done = 0;
    const counted = loads.map((load) => async (): Promise<void> => {
      await load();
      done += 1;
      if (wanted()) {
        prepared(done / loads.length);
      }
    });
    // Its opening slices do not wait for the rest of the case on the screen: a reader who decides soon is to find them.
    const opening = images.sources.length;
    await this.nextQueue.run(counted.slice(0, opening));
    this.draw(ahead, Views);
    await this.ownQueue.run([]);
    if (wanted()) {
      await this.nextQueue.run(counted.slice(opening));
      this.draw(ahead, Views);
    }
  }

  /** The reader scrolls: what is fetched ahead waits. */
  calm(): void {
    this.nextQueue.calm(calmAfterScroll);
  }

  /** Draws the opening slices that are there. */
  private draw(ahead: { readonly images: CaseImages; pictures: (HTMLCanvasElement | null)[] }, Views: typeof StackViews): void {
    if (this.ahead === ahead) {
      const { hung, places } = ahead.images;
      ahead.pictures = hung.map((h, place) => {
        const window = windowOfPlace(places[place], this.hanging, h.frames[h.openingSlice]);
        return ahead.pictures[place] ?? (window === null ? null : Views.picture(h.imageIds[h.openingSlice] ?? '', window));
      });
    }
  }
}

/** Makes the geometry of a case's slices known. */
export function registerAll({ sources, hung }: CaseImages, Views: typeof StackViews): void {
  new Set([...sources, ...hung]).forEach((one) => Views.register(one));
}

/** From the slices with which the viewports open outwards, as many as the budget has room for. */
function loadsOf({ sources, hung }: CaseImages, Views: typeof StackViews, budget: PrefetchBudget): Load[] {
  const opensAt = (source: HungSeries): number =>
    hung.find((h) => h.plane === undefined && h.imageIds[0] === source.imageIds[0])?.openingSlice ?? source.openingSlice;
  const order = loadOrder(sources.map((source) => ({ sliceCount: source.imageIds.length, openingSlice: opensAt(source) })));
  const slices = withinBudget(order, sources.map((h) => h.series), budget);
  const acquired = slices.map(({ series, slice }) => sources[series]?.imageIds[slice] ?? '');
  // The planes' opening slices are cut once the slices that they are made of are there.
  const cut = slices.length < order.length ? [] : hung.filter((h) => h.plane !== undefined).map((h) => h.imageIds[h.openingSlice] ?? '');
  return [...acquired, ...cut].map((imageId) => () => Views.load(imageId, false));
}
