import { expect, test } from 'vitest';
import { LinkedScroll } from './linkedScroll';
import { geometryOf, type SeriesGeometry } from './sliceGeometry';

function stack(count: number, start: number, spacing: number): SeriesGeometry {
  return geometryOf(
    Array.from({ length: count }, (_, i) => ({
      '00200032': { vr: 'DS', Value: [0, 0, start + i * spacing] },
      '00200037': { vr: 'DS', Value: [1, 0, 0, 0, 1, 0] },
      '00200052': { vr: 'UI', Value: ['1'] },
    })),
  );
}

test('linked phases go to the same height', () => {
  const scroll = new LinkedScroll([stack(20, 0, 5), stack(50, 0, 2)], [10, 25], true);
  scroll.scroll(0, 2);
  expect(scroll.slices).toEqual([12, 30]);
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
