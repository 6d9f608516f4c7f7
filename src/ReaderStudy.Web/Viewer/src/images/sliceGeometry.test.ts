import { expect, test } from 'vitest';
import type { FrameMetadata } from '../contract';
import { edgeLetters, geometryOf, matchingSlice, runsAgainstReading } from './sliceGeometry';

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

test('slices of different thickness are matched by their height in the patient', () => {
  const thick = geometryOf(stack({ count: 24, start: -100, spacing: 5 }));
  const thin = geometryOf(stack({ count: 60, start: -90, spacing: 2 }));

  // Slice 10 of the thick series lies at -50 mm, which is slice 20 of the thin one.
  expect(matchingSlice(thick, 10, thin, 0)).toBe(20);
  expect(matchingSlice(thin, 20, thick, 0)).toBe(10);
});

test('beyond the end of the other series its last slice stays', () => {
  const long = geometryOf(stack({ count: 60, start: 0, spacing: 5 }));
  const short = geometryOf(stack({ count: 10, start: 0, spacing: 5 }));
  expect(matchingSlice(long, 59, short, 0)).toBe(9);
});

test('a series stored from head to foot is matched all the same', () => {
  const up = geometryOf(stack({ count: 11, start: 0, spacing: 5 }));
  const down = geometryOf(stack({ count: 11, start: 50, spacing: -5 }));
  expect(matchingSlice(up, 2, down, 0)).toBe(8);
});

test('the shift that the reader chose is kept', () => {
  const arterial = geometryOf(stack({ count: 40, start: 0, spacing: 5 }));
  const portal = geometryOf(stack({ count: 40, start: 0, spacing: 5 }));
  expect(matchingSlice(arterial, 10, portal, 10)).toBe(12);
});

test('without a common coordinate system the share of the range decides', () => {
  const a = geometryOf(stack({ count: 21, start: 0, spacing: 5, frameOfReference: '1' }));
  const b = geometryOf(stack({ count: 41, start: 500, spacing: 1, frameOfReference: '2' }));
  expect(matchingSlice(a, 10, b, 0)).toBe(20);
});

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
