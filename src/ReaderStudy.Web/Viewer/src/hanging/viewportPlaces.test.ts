import { expect, test } from 'vitest';
import type { SeriesOfCase } from '../contract';
import { viewportPlaces } from './viewportPlaces';

const series = (index: number, phase: string | undefined, prior?: true): SeriesOfCase => ({
  index,
  sliceCount: 10,
  rows: 4,
  columns: 4,
  openingSlice: 5,
  ...(phase === undefined ? {} : { phase }),
  ...(prior === undefined ? {} : { prior }),
});

const all = [series(0, 'arterial'), series(1, 'portal-venous'), series(2, 'arterial', true), series(3, undefined, true)];

test('the newest exam comes first where not all fit', () => {
  const five = [series(0, 'native'), series(1, 'arterial'), series(2, 'native', true), series(3, 'arterial', true), series(4, 'delayed')];
  expect(viewportPlaces({ phases: ['native', 'arterial', 'delayed'] }, five).map((p) => p.label)).toEqual(['Native', 'AP', 'Delayed', 'Prior Native']);
});

test('without viewports every phase has one, an earlier exam said to be so', () => {
  expect(viewportPlaces({ phases: ['portal-venous', 'arterial'] }, all).map((p) => p.label)).toEqual(['PVP', 'AP', 'Prior AP', 'Prior']);
});

test('a viewport takes its phase from its exam', () => {
  const viewports = [{ phase: 'arterial' }, { prior: true }, { phase: 'arterial', prior: true }, { phase: 'delayed' }, { phase: 'portal-venous', prior: true }];
  expect(viewportPlaces({ viewports }, all).map((p) => [p.series?.index, p.label])).toEqual([
    [0, 'AP'],
    [2, 'Prior AP'],
    [2, 'Prior AP'],
    [undefined, 'Delayed'],
    [undefined, 'Prior PVP'],
  ]);
});

test('a viewport opens with its own window', () => {
  const windows = [
    { name: 'Liver', center: 90, width: 180 },
    { name: 'Lung', center: -600, width: 1500 },
  ];
  const places = viewportPlaces({ windows, viewports: [{ phase: 'arterial', window: 'Lung' }, { phase: 'arterial' }] }, all);
  expect(places.map((p) => p.window?.name)).toEqual(['Lung', undefined]);
});
