import { expect, test } from 'vitest';
import type { OnScreen } from './seenBatch';
import { idleAfter, SeenLog } from './seenLog';

const look = (slice: number, series = 0, scale: number | null = null): OnScreen => ({ series, slice, window: { center: 40, width: 400 }, scale });

function logAt(hidden = false): { log: SeenLog; pass: (ms: number) => void } {
  let at = 1000;
  const log = new SeenLog(() => at, hidden);
  return { log, pass: (ms) => (at += ms) };
}

test('slices count for as long as they stand, and only while the page is in sight', () => {
  const { log, pass } = logAt();
  log.show([look(5), look(9, 1)]);
  pass(200);
  log.show([look(6), look(9, 1)]);
  pass(50);
  log.visibilityChanged(true);
  pass(3000);
  log.visibilityChanged(false);
  pass(100);
  log.show([look(5), look(9, 1)]);
  pass(25);

  const content = log.take();

  expect(content?.visible).toBe(375);
  expect(content?.hidden).toBe(3000);
  expect(content?.series).toEqual([
    { index: 0, slices: [5, 225, 6, 150], windows: [[40, 400, 375]], scale: [] },
    { index: 1, slices: [9, 375], windows: [[40, 400, 375]], scale: [] },
  ]);
});

test('what was taken is not told again, and what still stands goes on', () => {
  const { log, pass } = logAt();
  log.show([look(3, 0, 0.5)]);
  pass(1000);
  log.take();
  expect(log.take()).toBeNull();
  pass(40);

  expect(log.take()?.series).toEqual([{ index: 0, slices: [3, 40], windows: [[40, 400, 40]], scale: [0.5, 0.5], decimated: 40 }]);
});

test('the smallest and the largest scale are kept', () => {
  const { log, pass } = logAt();
  log.show([look(3, 0, 0.81234)]);
  pass(10);
  log.show([look(3, 0, 2.5)]);
  pass(10);

  expect(log.take()?.series[0]?.scale).toEqual([0.812, 2.5]);
});

test('time with fewer screen pixels than image pixels is told apart, and a slice that stands beside itself counts in its larger size', () => {
  const { log, pass } = logAt();
  log.show([look(3, 0, 0.99), look(8, 1, 1)]);
  pass(100);
  // Rounded it is one screen pixel for each pixel.
  log.show([look(3, 0, 0.99997), look(8, 1, 0.5)]);
  pass(20);
  log.show([look(3, 0, 0.4), look(3, 0, 2), look(8, 1, 0.5), look(9, 1, 0.5)]);
  pass(3);

  expect(log.take()?.series).toMatchObject([
    { index: 0, slices: [3, 123], scale: [0.4, 2], decimated: 100 },
    { index: 1, slices: [8, 123, 9, 3], scale: [0.5, 1], decimated: 26 },
  ]);
});

test('where the scale is not known nothing is said of it', () => {
  const { log, pass } = logAt();
  log.show([look(3)]);
  pass(100);

  expect(log.take()?.series).toEqual([{ index: 0, slices: [3, 100], windows: [[40, 400, 100]], scale: [] }]);
});

test('slides and photographs are told beside the series, in pixels of their full resolution', () => {
  const { log, pass } = logAt();
  log.show([look(3), { picture: 0, scale: 0.125 }, { picture: 1, scale: 1.5 }]);
  pass(100);
  log.show([look(3), { picture: 0, scale: 2 }]);
  pass(20);

  const content = log.take();

  expect(content?.series).toMatchObject([{ index: 0, slices: [3, 120] }]);
  expect(content?.pictures).toEqual([
    { index: 0, shown: 120, scale: [0.125, 2], decimated: 100 },
    { index: 1, shown: 100, scale: [1.5, 1.5], decimated: 0 },
  ]);
  log.show([]);
  pass(10);
  expect(log.take()).not.toHaveProperty('pictures');
});

test('a reader is idle from half a minute after the last stroke on', () => {
  const { log, pass } = logAt();
  pass(idleAfter + 500);
  log.show([]);
  pass(100);
  log.input();
  pass(1000);

  expect(log.take()).toMatchObject({ visible: idleAfter + 1600, idle: 600 });
});

test('nothing counts while the case is being locked', () => {
  const { log, pass } = logAt();
  log.show([look(1)]);
  pass(10);
  log.pause(true);
  pass(5000);
  log.pause(false);
  pass(10);

  expect(log.take()).toMatchObject({ visible: 20, series: [{ slices: [1, 20] }] });
});

test('one slice in two viewports is one slice', () => {
  const { log, pass } = logAt();
  log.show([look(4), look(4)]);
  pass(100);

  expect(log.take()?.series[0]?.slices).toEqual([4, 100]);
});
