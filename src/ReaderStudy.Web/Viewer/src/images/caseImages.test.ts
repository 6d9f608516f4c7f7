import { expect, test } from 'vitest';
import type { FrameMetadata } from '../contract';
import { hang, imagesKeyOf } from './caseImages';

const series = { index: 0, phase: 'arterial', sliceCount: 4, rows: 8, columns: 8, openingSlice: 1 };

function axial(heights: readonly number[]): FrameMetadata[] {
  return heights.map((z) => ({
    '00200032': { vr: 'DS', Value: [0, 0, z] },
    '00200037': { vr: 'DS', Value: [1, 0, 0, 0, 1, 0] },
  }));
}

test('a stack stored from the feet up hangs from the head down, its opening slice the same image', () => {
  const hung = hang(series, 'AP', axial([0, 5, 10, 15]), (frame) => `/frames/${frame}`);

  expect(hung.frameUrls).toEqual(['/frames/4', '/frames/3', '/frames/2', '/frames/1']);
  expect(hung.geometry.positions).toEqual([15, 10, 5, 0]);
  expect(hung.frameUrls[hung.openingSlice]).toBe('/frames/2');
});

test('a stack stored from the head down stays', () => {
  const hung = hang(series, 'AP', axial([15, 10, 5, 0]), (frame) => `/frames/${frame}`);

  expect(hung.imageIds[0]).toBe('wadors:/frames/1');
  expect(hung.openingSlice).toBe(1);
});

test('the stages of a case are told apart where they show other series', () => {
  const series = [{ index: 0, sliceCount: 1, rows: 1, columns: 1, openingSlice: 0 }];

  expect(imagesKeyOf({ position: 1, series })).toBe(imagesKeyOf({ position: 1, series: [...series] }));
  expect(imagesKeyOf({ position: 1, series })).not.toBe(imagesKeyOf({ position: 1, series: series.map((s) => ({ ...s, index: 2 })) }));
  expect(imagesKeyOf({ position: 1, series })).not.toBe(imagesKeyOf({ position: 2, series }));
});
