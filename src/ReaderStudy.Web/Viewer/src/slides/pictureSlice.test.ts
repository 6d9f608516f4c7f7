import { expect, test } from 'vitest';
import { planeOf } from '../images/slicePlane';
import { newMark } from '../marks/shaping';
import { mayBeSeenOn, ownersOf, sliceOf } from '../marks/spot';
import type { PictureFrame } from './pictureFrame';
import { hungPicture, PictureSlice } from './pictureSlice';

const slide = { index: 1, label: 'HE', width: 4000, height: 3000, tileSize: 510, overlap: 1, format: 'jpg', micronsPerPixel: 0.5 };
/** The upper left corner of the picture is drawn at (10, 20), two pixels of the screen to one of it. */
const view = {
  isOpen: true,
  toScreen: ([x, y]: readonly [number, number]): readonly [number, number] => [10 + 2 * x, 20 + 2 * y],
  toPicture: ([x, y]: readonly [number, number]): readonly [number, number] => [(x - 10) / 2, (y - 20) / 2],
  view: () => ({ x: 2000, y: 1500, zoom: 2, turned: 270 }),
};
const frame = null as unknown as PictureFrame;

test('a whole number is the centre of a pixel', () => {
  const slice = new PictureSlice(0, frame, view);

  expect(slice.toCanvas([0, 0, 0])).toEqual([11, 21]);
  expect(slice.toWorld([11, 21])).toEqual([0, 0, 0]);
  expect(slice.toWorld([13, 22])).toEqual([1, 0.5, 0]);
});

test('it is turned by as many quarters as it is seen', () => {
  expect(new PictureSlice(0, frame, view).turned).toBe(3);
});

test('nothing hangs before the picture is open', () => {
  const slice = new PictureSlice(0, frame, view);
  expect(slice.hung).toBeNull();
  slice.show(slide);
  expect(slice.hung?.label).toBe('HE');
  expect(slice.hung).toBe(slice.hung);

  const closed = new PictureSlice(0, frame, { ...view, isOpen: false });
  closed.show(slide);
  expect(closed.hung).toBeNull();
});

test('a mark lies on its own picture alone, whose pixels are its places', () => {
  const [first, second] = [hungPicture({ ...slide, index: 0 }), hungPicture(slide)];
  const mark = newMark([3, 4, 0], second);

  expect(ownersOf([first, second], mark)).toEqual([second]);
  expect(sliceOf(second, mark)).toBe(0);
  expect([mayBeSeenOn(first, mark), mayBeSeenOn(second, mark)]).toEqual([false, true]);
  expect(planeOf(second.frames[0] ?? {})).toMatchObject({ origin: [0, 0, 0], columnSpacing: 1, rowSpacing: 1, columns: 4000, rows: 3000 });
});

test('what lies on a stack is not seen on a picture, nor the other way round', () => {
  const { picture, ...series } = hungPicture(slide);
  const stack = { ...series, series: { ...series.series, index: 0 } };

  expect(picture).toEqual({ micronsPerPixel: 0.5 });
  expect(mayBeSeenOn(stack, newMark([3, 4, 0], hungPicture(slide)))).toBe(false);
  expect(mayBeSeenOn(hungPicture(slide), { series: null })).toBe(false);
  expect(mayBeSeenOn(stack, { series: null })).toBe(true);
});
