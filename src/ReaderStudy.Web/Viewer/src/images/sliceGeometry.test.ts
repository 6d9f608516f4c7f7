import { expect, test } from 'vitest';
import type { FrameMetadata } from '../contract';
import { edgeLetters, geometryOf, runsAgainstReading } from './sliceGeometry';

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
