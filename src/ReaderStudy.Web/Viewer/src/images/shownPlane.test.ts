import { expect, test } from 'vitest';
import type { FrameMetadata } from '../contract';
import { hungPlane } from '../hanging/hungPlane';
import type { HungSeries } from './hungSeries';
import { placedPlane, shownPlane } from './shownPlane';
import { geometryOf } from './sliceGeometry';
import { heightOver, pixelToWorld } from './slicePlane';

/** From the head down, 5 by 4 pixels of 2 mm, every 4 mm. */
function stack(without: readonly string[] = []): HungSeries {
  const frames = Array.from({ length: 6 }, (_, k): FrameMetadata =>
    Object.fromEntries(
      Object.entries({
        '00200032': { vr: 'DS', Value: [-10, -20, 40 - 4 * k] },
        '00200037': { vr: 'DS', Value: [1, 0, 0, 0, 1, 0] },
        '00280010': { vr: 'US', Value: [4] },
        '00280011': { vr: 'US', Value: [5] },
        '00280030': { vr: 'DS', Value: [2, 2] },
      }).filter(([tag]) => !without.includes(tag)),
    ),
  );
  return {
    label: '',
    series: { index: 0, sliceCount: 6, rows: 4, columns: 5, openingSlice: 0 },
    openingSlice: 0,
    frames,
    frameUrls: [],
    imageIds: frames.map((_, i) => String(i)),
    geometry: geometryOf(frames),
    turned: false,
  };
}

test('an acquired and a cut slice lie where their voxels do', () => {
  const acquired = placedPlane(stack(), 2);
  expect(acquired === null ? null : pixelToWorld(acquired, [4, 3])).toEqual([-2, -14, 32]);

  const cut = hungPlane(stack(), 'coronal', null);
  const plane = typeof cut === 'string' ? null : placedPlane(cut, 1);
  expect(plane === null ? null : [plane.origin, plane.columns, plane.rows]).toEqual([[-10, -18, 40], 5, 11]);
  expect(plane === null ? null : heightOver(plane, [3, -15, 0])).toBeCloseTo(3);
});

test.each([['00200032'], ['00280030']])('a slice without %s is shown, but nobody knows where it lies', (tag) => {
  expect(shownPlane(stack([tag]), 2)).not.toBeNull();
  expect(placedPlane(stack([tag]), 2)).toBeNull();
});

test('a slice that does not hang lies nowhere', () => {
  expect(placedPlane(stack(), 6)).toBeNull();
});
