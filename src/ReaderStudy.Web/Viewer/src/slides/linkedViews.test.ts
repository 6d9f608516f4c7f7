import { expect, test } from 'vitest';
import { LinkedViews } from './linkedViews';

const view = { x: 1000, y: 400, zoom: 0.5, turned: 90 };

test('a picture of half the resolution shows the same micrometres at twice the zoom', () => {
  const links = new LinkedViews([
    { width: 4000, micronsPerPixel: 0.25 },
    { width: 2000, micronsPerPixel: 0.5 },
  ]);
  expect(links.follow(0, view, 1)).toEqual({ x: 500, y: 200, zoom: 1, turned: 90 });
});

test('where a size is not known, shares of the width count', () => {
  const links = new LinkedViews([{ width: 4000, micronsPerPixel: 0.25 }, { width: 1000 }]);
  expect(links.follow(0, view, 1)).toEqual({ x: 250, y: 100, zoom: 2, turned: 90 });
});

test('a shift made while unlinked is kept', () => {
  const links = new LinkedViews([
    { width: 4000, micronsPerPixel: 0.5 },
    { width: 4000, micronsPerPixel: 0.5 },
  ]);
  links.linked = false;
  links.link([view, { ...view, x: 1100, y: 350 }]);
  expect(links.follow(0, { ...view, x: 2000, y: 1000 }, 1)).toMatchObject({ x: 2100, y: 950 });
  expect(links.follow(1, { ...view, x: 2100, y: 950 }, 0)).toMatchObject({ x: 2000, y: 1000 });
});
