import { expect, test } from 'vitest';
import { rangeOf, windowOf } from './voiWindow';

test('the example of the standard: centre 2048, width 4096 spans 0 to 4095', () => {
  expect(rangeOf({ center: 2048, width: 4096 })).toEqual({ lower: 0, upper: 4095 });
});

test('a window comes back from its range', () => {
  expect(windowOf(rangeOf({ center: 90, width: 180 }))).toEqual({ center: 90, width: 180 });
});
