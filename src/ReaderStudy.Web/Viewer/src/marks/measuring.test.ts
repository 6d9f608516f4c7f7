import { expect, test } from 'vitest';
import { cross, distance, dot, minus, type World } from '../images/slicePlane';
import { acrossFrom, axesInBox, ellipseLine, longAxisFirst, moveAxisEnd, moveCrossedEnd, valueOf } from './measuring';

const tilt = (20 * Math.PI) / 180;
/** On a plane that is tilted by 20 degrees. */
const on = (x: number, y: number): World => [x, y * Math.cos(tilt), y * Math.sin(tilt)];
const across: World = [1, 0, 0];
const down: World = [0, Math.cos(tilt), Math.sin(tilt)];

test('a length on a tilted plane is that of the plane', () => {
  expect(valueOf('length', [on(1, 2), on(4, 6)])).toBeCloseTo(5, 10);
});

test('a polygon has the area that it has on its plane, whichever way round it was drawn', () => {
  const corners = [on(0, 0), on(10, 0), on(10, 4), on(4, 4), on(4, 9), on(0, 9)];
  // By hand: 10 x 4 and 4 x 5.
  expect(valueOf('polygon', corners)).toBeCloseTo(60, 10);
  expect(valueOf('polygon', corners.toReversed())).toBeCloseTo(60, 10);
});

test('an ellipse in a box touches its sides', () => {
  const points = axesInBox(on(-3, 1), on(5, 7), across, down);

  expect(valueOf('ellipse', points)).toBeCloseTo((Math.PI / 4) * 8 * 6, 10);
  const line = ellipseLine(points);
  expect(Math.max(...line.map(([x]) => x))).toBeCloseTo(5, 10);
  expect(Math.min(...line.map(([x]) => x))).toBeCloseTo(-3, 10);
});

test('the long axis stands first', () => {
  const drawn = [on(0, 0), on(0, 3), on(-4, 1), on(4, 1)];

  expect(longAxisFirst(drawn)).toEqual([drawn[2], drawn[3], drawn[0], drawn[1]]);
  expect(valueOf('bidirectional', longAxisFirst(drawn))).toBeCloseTo(8, 10);
});

test('an end of an ellipse is moved: the other end stays, the axes stay at right angles', () => {
  const points = axesInBox(on(-4, -2), on(4, 2), across, down);
  const moved = moveAxisEnd(points, 1, on(6, 8));
  const [a = on(0, 0), b = on(0, 0), c = on(0, 0), d = on(0, 0)] = moved;

  expect(a).toEqual(points[0]);
  expect(b).toEqual(on(6, 8));
  expect(distance(c, d)).toBeCloseTo(4, 10);
  expect((b[0] - a[0]) * (d[0] - c[0]) + (b[1] - a[1]) * (d[1] - c[1]) + (b[2] - a[2]) * (d[2] - c[2])).toBeCloseTo(0, 10);
});

/** A long axis of 10 and a short one of 4 that crosses it at its first fifth. */
const crossed = [on(0, 0), on(10, 0), on(2, -1), on(2, 3)] as const;
const near = (points: readonly World[], expected: readonly World[]): void =>
  points.forEach((point, i) => point.forEach((value, axis) => expect(value).toBeCloseTo(expected[i]?.[axis] ?? NaN, 10)));

test('a second axis stands at right angles to the first, wherever the hand is', () => {
  near([acrossFrom([crossed[0], crossed[1]], on(2, -1), on(7, 3))], [on(2, 3)]);
});

test('an end of the second axis moves across the first', () => {
  near(moveCrossedEnd(crossed, 3, on(6, 5), cross(across, down)), [on(0, 0), on(10, 0), on(2, -1), on(2, 5)]);
  near(moveCrossedEnd(crossed, 2, on(6, -4), cross(across, down)), [on(0, 0), on(10, 0), on(2, -4), on(2, 3)]);
});

test('the second axis turns with the first, as long as it was and across the same part of it', () => {
  // By hand: turned by a right angle and drawn out to 20, the axes cross at a fifth, and the longer part lies on the same side as before.
  near(moveCrossedEnd(crossed, 1, on(0, 20), cross(across, down)), [on(0, 0), on(0, 20), on(1, 4), on(-3, 4)]);

  const [a = on(0, 0), b = on(0, 0), c = on(0, 0), d = on(0, 0)] = moveCrossedEnd(crossed, 0, on(3, 8), cross(across, down));
  expect(dot(minus(b, a), minus(d, c))).toBeCloseTo(0, 10);
  expect(distance(c, d)).toBeCloseTo(4, 10);
  expect(b).toEqual(crossed[1]);
});
