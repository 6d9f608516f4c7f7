import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CaseImages, HungSeries } from './caseImages';
import { LinkedScroll } from './linkedScroll';
import { geometryOf } from './sliceGeometry';
import { type SliceFrame, type SliceStage, SlicesOnScreen } from './slicesOnScreen';

let frameCallbacks: (() => void)[] = [];
beforeEach(() => {
  frameCallbacks = [];
  vi.stubGlobal('requestAnimationFrame', (act: () => void) => frameCallbacks.push(act));
});
afterEach(() => void vi.unstubAllGlobals());

/** The next picture, and everything that follows from it. */
async function frame(): Promise<void> {
  frameCallbacks.splice(0).forEach((act) => act());
  await settled();
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

function series(index: number, count: number): HungSeries {
  const frames = Array.from({ length: count }, (_, i) => ({ '00200032': { vr: 'DS', Value: [0, 0, -5 * i] } }));
  return {
    label: `Series ${index}`,
    series: { index, sliceCount: count, rows: 4, columns: 4, openingSlice: 5 },
    openingSlice: 5,
    frames,
    frameUrls: [],
    imageIds: frames.map((_, i) => `${index}/${i}`),
    geometry: geometryOf(frames),
    turned: false,
  };
}

/** What a phase says in the place of its image or beside it, and how it can be asked to try again. */
class Frame implements SliceFrame {
  readonly firstPaint = { hidden: false };
  covered: string | null = null;
  beside: string | null = null;
  retry: (() => void) | null = null;

  showTrouble(message: string, retry: (() => void) | null): void {
    [this.covered, this.beside, this.retry] = [message, null, retry];
  }

  showBeside(message: string, retry: () => void): void {
    [this.covered, this.beside, this.retry] = [null, message, retry];
  }

  showSlice(): void {
    this.shown();
  }

  uncover(): void {
    this.covered = null;
  }

  /** Another slice stands there. */
  shown(): void {
    [this.covered, this.beside] = [null, null];
  }
}

/** Viewports whose slices come when they are let, or never. */
class Views {
  readonly at: (number | null)[] = [];
  readonly missing = new Set<string>();
  readonly held = new Map<string, { come(): void; fail(): void }>();
  readonly holds = new Set<string>();
  private readonly asked: (number | null)[] = [];

  constructor(private readonly frames: readonly Frame[]) {}

  clear(): void {}

  currentSlice(place: number): number {
    return this.at[place] ?? -1;
  }

  async showStack(place: number, hung: HungSeries, { index }: { readonly index: number }): Promise<void> {
    await this.load(hung.imageIds[index] ?? '');
    this.show(place, index);
  }

  async showSlice(place: number, index: number): Promise<void> {
    this.asked[place] = index;
    await this.load(`${place}/${index}`);
    if (this.asked[place] === index && this.at[place] !== index) {
      this.show(place, index);
    }
  }

  private show(place: number, index: number): void {
    this.at[place] = index;
    this.frames[place]?.shown();
  }

  private load(id: string): Promise<void> {
    if (this.missing.has(id)) {
      return Promise.reject(new Error(id));
    }
    return this.holds.has(id) ? new Promise((come, fail) => this.held.set(id, { come, fail: () => fail(new Error(id)) })) : Promise.resolve();
  }
}

function room(...hung: HungSeries[]) {
  const pictures: number[] = [];
  const frames = hung.map(() => new Frame());
  const views = new Views(frames);
  const images: CaseImages = { position: 1, key: '1', sources: hung, places: [], hung: [...hung], linking: null };
  const scrolling = new LinkedScroll(
    hung.map((h) => h.geometry),
    hung.map((h) => h.openingSlice),
    false,
  );
  const stage = { images, frames, views, scrolling, isBeginning: false as boolean, lookedBefore: () => null, showEarly: (_: number, slice: number) => void pictures.push(slice) } satisfies SliceStage;
  const allThere = vi.fn();
  const slices = new SlicesOnScreen(stage, {}, allThere);
  const scroll = async (to: number): Promise<void> => {
    scrolling.goTo(0, to);
    slices.follow();
    await frame();
  };
  return { images, stage, pictures, frames, views, scrolling, slices, allThere, scroll, first: frames[0] ?? new Frame() };
}

test('a slice that does not come is said in its place, and no longer once another one is there', async () => {
  const { slices, views, first, scroll } = room(series(0, 20));
  await slices.open(0);
  views.missing.add('0/6');
  await scroll(6);
  expect(first.covered).toBe('Slice 7 could not be loaded.');
  await scroll(7);
  expect([first.covered, views.at[0]]).toEqual([null, 7]);
});

test('back at the slice that still stands there, nothing is said of the missing one', async () => {
  const { slices, views, first, scroll } = room(series(0, 20));
  await slices.open(0);
  views.missing.add('0/6');
  await scroll(6);
  await scroll(5);
  expect([first.covered, views.at[0]]).toEqual([null, 5]);
});

test('a slice that was only passed over covers nothing when it fails late', async () => {
  const { slices, views, first, scroll } = room(series(0, 20));
  await slices.open(0);
  views.holds.add('0/6');
  await scroll(6);
  await scroll(7);
  views.held.get('0/6')?.fail();
  await settled();
  expect([first.covered, views.at[0]]).toEqual([null, 7]);
});

test('a late failure of a stack that was cut another way since covers nothing', async () => {
  const { slices, views, first, scroll, images } = room(series(0, 20));
  await slices.open(0);
  views.holds.add('0/6');
  await scroll(6);
  images.hung[0] = series(0, 20);
  views.held.get('0/6')?.fail();
  await settled();
  expect(first.covered).toBeNull();
});

test('a slice that comes after the reader went back is not shown', async () => {
  const { slices, views, scroll } = room(series(0, 20));
  await slices.open(0);
  views.holds.add('0/6');
  await scroll(6);
  await scroll(5);
  views.held.get('0/6')?.come();
  await settled();
  expect(views.at[0]).toBe(5);
});

test('a stack whose opening slice does not come opens beside it and says so; the wheel goes on from there', async () => {
  const { slices, views, first, scrolling, allThere, scroll } = room(series(0, 20));
  ['0/5', '0/6'].forEach((id) => views.missing.add(id));
  await slices.open(0);
  expect(first.beside).toBe('Slice 6 could not be loaded: slice 5 is shown.');
  expect([views.at[0], scrolling.slices, first.firstPaint.hidden]).toEqual([4, [4], true]);
  expect(allThere).toHaveBeenCalledTimes(1);
  slices.follow();
  await frame();
  expect(first.beside).not.toBeNull();
  await scroll(3);
  expect([views.at[0], first.beside]).toEqual([3, null]);
});

test('the missing opening slice is tried again where the reader asks for it', async () => {
  const { slices, views, first } = room(series(0, 20));
  views.missing.add('0/5');
  await slices.open(0);
  first.retry?.();
  await frame();
  expect(first.covered).toBe('Slice 6 could not be loaded.');
  views.missing.clear();
  first.retry?.();
  await frame();
  expect([views.at[0], first.covered, first.beside]).toEqual([5, null, null]);
});

test('where none near the opening slice comes, the images are missing, and are opened once they can be', async () => {
  const { slices, views, first, allThere } = room(series(0, 20));
  [3, 4, 5, 6, 7].forEach((i) => views.missing.add(`0/${i}`));
  await slices.open(0);
  expect(first.covered).toBe('These images could not be loaded.');
  expect(allThere).not.toHaveBeenCalled();
  views.missing.clear();
  first.retry?.();
  await settled();
  expect([views.at[0], first.covered]).toEqual([5, null]);
});

test('one phase with a missing opening slice keeps the others waiting for nothing', async () => {
  const { slices, views, frames, allThere } = room(series(0, 20), series(1, 20));
  views.missing.add('1/5');
  await Promise.all([slices.open(0), slices.open(1)]);
  expect([views.at, frames[0]?.beside, frames[1]?.beside]).toEqual([[5, 6], null, 'Slice 6 could not be loaded: slice 7 is shown.']);
  expect(allThere).toHaveBeenCalledTimes(1);
});

test('until the first case stands there the wheel goes through pictures, whose last slice the stack below them has before they go', async () => {
  const { slices, stage, pictures, views, first, scroll } = room(series(0, 20));
  stage.isBeginning = true;
  ['0/5', '0/7'].forEach((id) => views.holds.add(id));
  const opened = slices.open(0);
  await scroll(6);
  await scroll(7);
  expect([pictures, views.at[0]]).toEqual([[6, 7], undefined]);
  views.held.get('0/5')?.come();
  await settled();
  expect([views.at[0], first.firstPaint.hidden]).toEqual([5, false]);
  views.held.get('0/7')?.come();
  await opened;
  expect([views.at[0], first.firstPaint.hidden]).toEqual([7, true]);
  await scroll(8);
  expect([pictures, views.at[0]]).toEqual([[6, 7], 8]);
});

test('a slice of the pictures that does not come again is said once they are gone', async () => {
  const { slices, stage, views, first, scroll } = room(series(0, 20));
  stage.isBeginning = true;
  views.holds.add('0/5');
  views.missing.add('0/6');
  const opened = slices.open(0);
  await scroll(6);
  views.held.get('0/5')?.come();
  await opened;
  await settled();
  expect([views.at[0], first.firstPaint.hidden, first.covered]).toEqual([5, true, 'Slice 7 could not be loaded.']);
});
