import { expect, test } from 'vitest';
import type { LandmarkPair } from '../hanging/hangingContract';
import { LinkedScroll } from './linkedScroll';
import { geometryOf, type SeriesGeometry } from './sliceGeometry';

function stack(count: number, start: number, spacing: number, space = '1'): SeriesGeometry {
  return geometryOf(
    Array.from({ length: count }, (_, i) => ({
      '00200032': { vr: 'DS', Value: [0, 0, start + i * spacing] },
      '00200037': { vr: 'DS', Value: [1, 0, 0, 0, 1, 0] },
      '00200052': { vr: 'UI', Value: [space] },
    })),
  );
}

test('linked phases go to the same height', () => {
  const scroll = new LinkedScroll([stack(20, 0, 5), stack(50, 0, 2)], [10, 25], true);
  scroll.scroll(0, 2);
  expect(scroll.slices).toEqual([12, 30]);
});

/** 21 slices every 5 mm, of 351 by 351 pixels of 1 mm; the middle of the middle slice at the same place, turned about the patient's left-right axis. */
function tilted(degrees: number): SeriesGeometry {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const orientation = [1, 0, 0, 0, cos, sin];
  return geometryOf(
    Array.from({ length: 21 }, (_, i) => ({
      // From the middle along the normal (0, -sin, cos), and half a slice back to its corner.
      '00200032': { vr: 'DS', Value: [-175, -sin * 5 * (i - 10) - 175 * cos, -900 + cos * 5 * (i - 10) - 175 * sin] },
      '00200037': { vr: 'DS', Value: orientation },
      '00200052': { vr: 'UI', Value: ['1'] },
      '00280010': { vr: 'US', Value: [351] },
      '00280011': { vr: 'US', Value: [351] },
      '00280030': { vr: 'DS', Value: [1, 1] },
    })),
  );
}

test.each([
  [0, 0],
  [10, 10],
  [20, 20],
])('slices that are tilted by ten degrees are matched where their middles lie, slice %i with %i', (slice, expected) => {
  // By hand: along the tilted normal the middles of ten level slices take 50 mm * cos 10° = 49.2 mm, to which the tenth tilted slice, at 50 mm, is the nearest.
  const [flat, tipped] = [tilted(0), tilted(10)];
  const scroll = new LinkedScroll([flat, tipped], [5, 5], true);
  scroll.goTo(0, slice);
  expect(scroll.slices).toEqual([slice, expected]);
  const back = new LinkedScroll([flat, tipped], [5, 5], true);
  back.goTo(1, expected);
  expect(back.slices).toEqual([slice, expected]);
});

test('unlinked, only the scrolled phase moves', () => {
  const scroll = new LinkedScroll([stack(20, 0, 5), stack(20, 0, 5)], [10, 10], false);
  scroll.scroll(1, 3);
  expect(scroll.slices).toEqual([10, 13]);
});

test('a shift made while unlinked is kept, whichever phase is scrolled', () => {
  const scroll = new LinkedScroll([stack(40, 0, 5), stack(40, 0, 5), stack(40, 0, 5)], [10, 10, 10], true);
  scroll.setLinked(false);
  scroll.scroll(1, 3);
  scroll.setLinked(true);

  scroll.scroll(0, 5);
  expect(scroll.slices).toEqual([15, 18, 15]);
  scroll.scroll(1, -1);
  expect(scroll.slices).toEqual([14, 17, 14]);
});

test('at the end of the stack nothing moves, the other phases neither', () => {
  const scroll = new LinkedScroll([stack(20, 0, 5), stack(40, 0, 5)], [19, 30], true);
  scroll.scroll(0, 1);
  expect(scroll.slices).toEqual([19, 30]);
});

test('slices of different thickness are matched by their height in the patient, beyond the end the last one stays', () => {
  const scroll = new LinkedScroll([stack(24, -100, 5), stack(60, -90, 2), stack(10, -100, 5)], [0, 0, 0], true);
  // Slice 10 of the thick series lies at -50 mm, which is slice 20 of the thin one.
  scroll.goTo(0, 10);
  expect(scroll.slices).toEqual([10, 20, 9]);
});

test('a series stored from head to foot is matched all the same', () => {
  const scroll = new LinkedScroll([stack(11, 0, 5), stack(11, 50, -5)], [0, 10], true);
  scroll.goTo(0, 2);
  expect(scroll.slices).toEqual([2, 8]);
});

test('without a common coordinate system the share of the range decides', () => {
  const scroll = new LinkedScroll([stack(21, 0, 5, 'a'), stack(41, 500, 1, 'b')], [0, 0], true);
  scroll.goTo(0, 10);
  expect(scroll.slices).toEqual([10, 20]);
});

test('a shift by hand across coordinate systems is kept in mm, and comes back from what was kept', () => {
  const stacks = [stack(21, 0, 5, 'a'), stack(101, 500, 1, 'b')];
  const scroll = new LinkedScroll(stacks, [0, 0], false);
  scroll.goTo(1, 30);
  scroll.setLinked(true);
  scroll.scroll(0, 2);
  expect(scroll.slices).toEqual([2, 40]);

  const again = new LinkedScroll(stacks, [10, 50], true, scroll.linking);
  again.align(0);
  expect(again.slices).toEqual([10, 80]);
});

test('unlinking and linking again without scrolling changes nothing', () => {
  const scroll = new LinkedScroll([stack(21, 0, 5, 'a'), stack(41, 500, 1, 'b')], [0, 0], true);
  scroll.setLinked(false);
  scroll.setLinked(true);
  expect(scroll.linking.offsets).toEqual([]);
});

const pair = (one: number, z: number, other: number, otherZ: number): LandmarkPair => ({
  one: { series: one, x: 0, y: 0, z },
  other: { series: other, x: 3, y: 4, z: otherZ },
});

test('one pair of landmarks is a shift, two are a shift and a scale', () => {
  const scroll = new LinkedScroll([stack(41, 0, 5, 'a'), stack(201, 500, 1, 'b')], [0, 0], true);
  scroll.setLandmarks([pair(0, 50, 1, 540)]);
  scroll.goTo(0, 12);
  expect(scroll.slices[1]).toBe(50);

  scroll.setLandmarks([pair(0, 50, 1, 540), pair(0, 150, 1, 660)]);
  scroll.goTo(0, 20);
  expect(scroll.slices[1]).toBe(100);
});

test('landmarks lead on to a third phase that shares the space of the second', () => {
  const scroll = new LinkedScroll([stack(41, 0, 5, 'a'), stack(201, 500, 1, 'b'), stack(41, 500, 5, 'b')], [0, 0, 0], true);
  scroll.setLandmarks([pair(1, 540, 0, 50)]);
  scroll.goTo(0, 12);
  expect(scroll.slices).toEqual([12, 50, 10]);
});

test('groups and other planes scroll apart', () => {
  const coronal = { ...stack(41, 0, 5), normal: [0, 1, 0] as const };
  const scroll = new LinkedScroll(
    [
      { geometry: stack(41, 0, 5), series: 0, group: 1 },
      { geometry: stack(41, 0, 5), series: 1, group: 2 },
      { geometry: coronal, series: 0, group: 1 },
      { geometry: stack(41, 0, 5), series: 1, group: 1 },
    ],
    [0, 0, 0, 0],
    true,
  );
  scroll.goTo(0, 7);
  expect(scroll.slices).toEqual([7, 0, 0, 7]);
});
