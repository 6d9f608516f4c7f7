import { expect, test } from 'vitest';
import { isOther } from './otherScreen';

const checked = { width: 1920, height: 1080, ratio: 1.25 };
const second = { width: 3840, height: 2160, ratio: 1 };

test('another size or another zoom is another screen', () => {
  expect(isOther([checked], checked)).toBe(false);
  expect(isOther([checked], { ...checked, ratio: 1.2500001 })).toBe(false);
  expect(isOther([checked], { ...checked, width: 1366 })).toBe(true);
  expect(isOther([checked], { ...checked, ratio: 1.5 })).toBe(true);
});

test('each of the screens that were checked is known', () => {
  expect(isOther([second, checked], checked)).toBe(false);
  expect(isOther([second, checked], { ...second, ratio: 1.25 })).toBe(true);
});

test('where no screen was checked, none is another', () => {
  expect(isOther(undefined, checked)).toBe(false);
});
