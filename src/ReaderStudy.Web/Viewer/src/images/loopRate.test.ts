import { expect, test } from 'vitest';
import type { FrameMetadata } from '../contract';
import { changedRate, loopRateOf } from './loopRate';

const frame = (values: Readonly<Record<string, number | readonly number[]>>): FrameMetadata =>
  Object.fromEntries(Object.entries(values).map(([tag, value]) => [tag, { vr: 'DS', Value: typeof value === 'number' ? [value] : value }]));
const twice = (values: Readonly<Record<string, number | readonly number[]>>): FrameMetadata[] => [frame(values), frame(values)];

test.each([
  ['the recommended rate before the others', twice({ '00082144': 12, '00180040': 25, '00181063': 100 }), 12],
  ['the rate of the recording', twice({ '00180040': 25, '00181063': 100 }), 25],
  ['the time between frames', twice({ '00181063': 40 }), 25],
  ['no faster than a screen', twice({ '00181063': 5 }), 60],
  ['a stack through the patient is no loop', twice({ '00180040': 25, '00200032': [0, 0, 0] }), null],
  ['frames without a rate are no loop', twice({}), null],
  ['a single frame is no loop', [frame({ '00180040': 25 })], null],
])('%s', (_, frames, rate) => {
  expect(loopRateOf(frames)).toBe(rate);
});

test('a step faster and one slower is the same again, within what a screen can do', () => {
  expect(changedRate(changedRate(16, 1), -1)).toBe(16);
  expect(changedRate(60, 1)).toBe(60);
  expect(changedRate(1, -1)).toBe(1);
});
