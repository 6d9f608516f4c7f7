import { expect, test } from 'vitest';
import type { PictureOfCase, SeriesOfCase } from '../contract';
import { AllImagesShown } from './allImagesShown';

const series: SeriesOfCase = { index: 0, sliceCount: 3, rows: 4, columns: 4, openingSlice: 1 };
const picture = { index: 0, label: 'HE', width: 100, height: 80, tileSize: 510, overlap: 1, format: 'png' } satisfies PictureOfCase;

function told() {
  const positions: number[] = [];
  return { positions, all: new AllImagesShown((position) => positions.push(position)) };
}

test.each([
  ['pictures', 'series'],
  ['series', 'pictures'],
] as const)('a case with slides and series is shown once both are, the %s first', (first, second) => {
  const { positions, all } = told();
  all.expect({ position: 2, series: [series], pictures: [picture] });
  all.shown(first, 2);
  expect(positions).toEqual([]);
  all.shown(second, 2);
  expect(positions).toEqual([2]);
  all.shown(second, 2);
  expect(positions).toEqual([2]);
});

test('a case with one kind of images does not wait for the other', () => {
  const { positions, all } = told();
  all.expect({ position: 1, series: [series], pictures: [] });
  all.shown('series', 1);
  all.expect({ position: 2, series: [], pictures: [picture] });
  all.shown('pictures', 2);
  expect(positions).toEqual([1, 2]);
});

test('what comes late of the case before counts for nothing', () => {
  const { positions, all } = told();
  all.expect({ position: 1, series: [series], pictures: [picture] });
  all.shown('pictures', 1);
  all.expect({ position: 2, series: [series], pictures: [picture] });
  all.shown('series', 1);
  all.shown('pictures', 2);
  expect(positions).toEqual([]);
});
