import { expect, test } from 'vitest';
import type { FrameMetadata } from '../contract';
import type { HungSeries } from '../images/hungSeries';
import { geometryOf } from '../images/sliceGeometry';
import { sliceUnder } from './sliceUnder';

/** 401 by 401 pixels of 1 mm, the middles of its slices at (0, 0, start - i * spacing), tilted about the patient's left-right axis. */
function series(index: number, { count = 10, start = 0, spacing = 5, degrees = 0, space = '1' }): HungSeries {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const frames = Array.from(
    { length: count },
    (_, i): FrameMetadata => ({
      '00200032': { vr: 'DS', Value: [-200, -200 * cos, start - i * spacing - 200 * sin] },
      '00200037': { vr: 'DS', Value: [1, 0, 0, 0, cos, sin] },
      '00200052': { vr: 'UI', Value: [space] },
      '00280010': { vr: 'US', Value: [401] },
      '00280011': { vr: 'US', Value: [401] },
      '00280030': { vr: 'DS', Value: [1, 1] },
    }),
  );
  return {
    label: '',
    series: { index, sliceCount: count, rows: 401, columns: 401, openingSlice: 0 },
    openingSlice: 0,
    frames,
    frameUrls: [],
    imageIds: [],
    geometry: geometryOf(frames),
    turned: false,
  };
}

const outlined = series(0, {});

test('on its own series the slice itself', () => {
  expect(sliceUnder(outlined, outlined, 7, 0.01)).toBe(7);
});

test('on another series the nearest slice, as far as it comes close', () => {
  const thin = series(1, { count: 40, start: 1, spacing: 1.25 });
  expect(sliceUnder(outlined, thin, 4, 2.5)).toBe(1);
  expect(sliceUnder(outlined, thin, 3, 2.5)).toBe(1);
  expect(sliceUnder(outlined, thin, 3, 0.625)).toBeNull();
  expect(sliceUnder(outlined, series(1, { space: '2' }), 3, 2.5)).toBeNull();
});

test('on a series that is tilted against it nothing: an outline of one slice lies on many of the other', () => {
  expect(sliceUnder(outlined, series(1, { degrees: 5 }), 3, 2.5)).toBeNull();
});

test('a tilt that is a rounding is judged in the middle of the slice, not at its corner', () => {
  // Half a degree: the corners lie 200 * sin 0.5° = 1.7 mm off, the middles nowhere.
  expect(sliceUnder(outlined, series(1, { degrees: 0.5 }), 3, 1)).toBe(3);
});
