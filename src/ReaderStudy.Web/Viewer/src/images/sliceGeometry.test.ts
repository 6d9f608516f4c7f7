import { expect, test } from 'vitest';
import type { FrameMetadata } from '../contract';
import { edgeLetters, geometryOf, hasSquarePixels, runsAgainstReading, shareSlices, shareSpace } from './sliceGeometry';

interface Stack {
  readonly count: number;
  readonly start: number;
  readonly spacing: number;
  readonly frameOfReference?: string;
  readonly orientation?: readonly number[];
}

function stack({ count, start, spacing, frameOfReference = '1', orientation = [1, 0, 0, 0, 1, 0] }: Stack): FrameMetadata[] {
  return Array.from({ length: count }, (_, i) => ({
    '00200032': { vr: 'DS', Value: [-150, -150, start + i * spacing] },
    '00200037': { vr: 'DS', Value: orientation },
    '00200052': { vr: 'UI', Value: [frameOfReference] },
  }));
}

test('the edges of an axial slice seen from below: patient right on the left', () => {
  expect(edgeLetters(geometryOf(stack({ count: 1, start: 0, spacing: 1 })))).toEqual({ left: 'R', right: 'L', top: 'A', bottom: 'P' });
});

test('the edges of a coronal slice', () => {
  const coronal = geometryOf(stack({ count: 1, start: 0, spacing: 1, orientation: [1, 0, 0, 0, 0, -1] }));
  expect(edgeLetters(coronal)).toEqual({ left: 'R', right: 'L', top: 'H', bottom: 'F' });
});

test('frames without geometry are numbered', () => {
  expect(geometryOf([{}, {}]).positions).toEqual([0, 1]);
});

test('only series that say where they lie share their space', () => {
  const loop = geometryOf([1, 2, 3].map((number) => ({ '00200013': { vr: 'IS', Value: [number] }, '00200052': { vr: 'UI', Value: ['1'] } })));
  const ct = geometryOf(stack({ count: 3, start: 0, spacing: 1 }));

  expect(loop.positions).toEqual([0, 1, 2]);
  expect([loop.hasPlaces, ct.hasPlaces]).toEqual([false, true]);
  expect(shareSpace(ct, ct)).toBe(true);
  expect(shareSpace(loop, ct)).toBe(false);
});

test('axial slices are read from the head down, coronal ones from the front', () => {
  const coronal = [1, 0, 0, 0, 0, -1];
  const fromBehind = stack({ count: 3, start: 0, spacing: 1, orientation: coronal }).map((frame, i) => ({
    ...frame,
    '00200032': { vr: 'DS', Value: [0, 100 - 5 * i, 0] },
  }));

  expect(runsAgainstReading(geometryOf(stack({ count: 3, start: 0, spacing: 5 })))).toBe(true);
  expect(runsAgainstReading(geometryOf(stack({ count: 3, start: 0, spacing: -5 })))).toBe(false);
  expect(runsAgainstReading(geometryOf(fromBehind))).toBe(true);
  expect(runsAgainstReading(geometryOf([...fromBehind].reverse()))).toBe(false);
});

test.each([
  [0, true, true],
  [0.5, true, true],
  [2, true, false],
  [10, true, false],
  [15, false, false],
])('a tilt of %d degrees: matched by position %s, slice along slice %s', (degrees, space, slices) => {
  const tilt = (degrees * Math.PI) / 180;
  const [flat, tipped] = [[1, 0, 0, 0, 1, 0], [1, 0, 0, 0, Math.cos(tilt), Math.sin(tilt)]].map((orientation) => geometryOf(stack({ count: 3, start: 0, spacing: 5, orientation })));
  if (flat === undefined || tipped === undefined) {
    throw new Error('Two stacks.');
  }
  expect([shareSpace(flat, tipped), shareSlices(flat, tipped)]).toEqual([space, slices]);
  expect(shareSlices(flat, { ...flat, frameOfReference: '2' })).toBe(false);
});

test('the middles of the first and the last slice', () => {
  const frames = stack({ count: 3, start: 10, spacing: 5 }).map((frame) => ({
    ...frame,
    '00280010': { vr: 'US', Value: [101] },
    '00280011': { vr: 'US', Value: [201] },
    '00280030': { vr: 'DS', Value: [2, 1] },
  }));
  expect(geometryOf(frames).middles).toEqual([
    [-50, -50, 10],
    [-50, -50, 20],
  ]);
  expect(geometryOf([{}]).middles).toEqual([
    [0, 0, 0],
    [0, 0, 0],
  ]);
});

test.each([
  ['square', { '00280030': { vr: 'DS', Value: ['0.7', '0.7'] } }, true],
  ['rows further apart', { '00280030': { vr: 'DS', Value: [1.2, 0.8] } }, false],
  ['an aspect ratio alone', { '00280034': { vr: 'IS', Value: [6, 5] } }, false],
  ['nothing is said', {}, true],
] as const)('pixels are square or not: %s', (_, frame, expected) => {
  expect(hasSquarePixels(frame as unknown as FrameMetadata)).toBe(expected);
});
