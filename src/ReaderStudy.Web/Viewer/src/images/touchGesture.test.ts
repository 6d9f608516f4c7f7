import { expect, test } from 'vitest';
import { TouchGesture } from './touchGesture';

test('one finger scrolls: the way of a slice, and the rest is kept for the next', () => {
  const gesture = new TouchGesture();
  gesture.move([{ x: 50, y: 100 }], 400, 100);
  expect(gesture.move([{ x: 50, y: 122 }], 400, 100).slices).toBe(2);
  expect(gesture.move([{ x: 50, y: 127 }], 400, 100).slices).toBe(1);
  expect(gesture.move([{ x: 50, y: 100 }], 400, 100).slices).toBe(-3);
});

test('two fingers zoom by their distance and move by their middle', () => {
  const gesture = new TouchGesture();
  gesture.move([{ x: 0, y: 0 }, { x: 100, y: 0 }], 400, 100);
  expect(gesture.move([{ x: -40, y: 10 }, { x: 160, y: 10 }], 400, 100)).toEqual({ slices: 0, zoom: 2, pan: { x: 10, y: 10 } });
});

test('a finger that comes or goes moves nothing', () => {
  const gesture = new TouchGesture();
  gesture.move([{ x: 0, y: 0 }], 400, 100);
  expect(gesture.move([{ x: 0, y: 0 }, { x: 100, y: 300 }], 400, 100)).toEqual({ slices: 0, zoom: 1, pan: { x: 0, y: 0 } });
  expect(gesture.move([{ x: 100, y: 300 }], 400, 100)).toEqual({ slices: 0, zoom: 1, pan: { x: 0, y: 0 } });
});
