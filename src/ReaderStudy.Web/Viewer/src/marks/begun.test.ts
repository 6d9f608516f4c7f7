import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FrameMetadata, Question } from '../contract';
import type { HungSeries } from '../images/hungSeries';
import type { PhaseFrame } from '../images/phaseFrame';
import { geometryOf } from '../images/sliceGeometry';
import { pixelToWorld, planeOf } from '../images/slicePlane';
import type { SliceView } from '../images/sliceView';
import { allVoxels } from '../outlines/outlineContent';
import { Begun, type BegunParts } from './begun';
import { DrawnCase } from './drawnCase';
import { type Spot, spotAt } from './spot';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const frame: FrameMetadata = {
  '00200032': { vr: 'DS', Value: [0, 0, 0] },
  '00200037': { vr: 'DS', Value: [1, 0, 0, 0, 1, 0] },
  '00280010': { vr: 'US', Value: [20] },
  '00280011': { vr: 'US', Value: [20] },
  '00280030': { vr: 'DS', Value: [1, 1] },
};

const hung: HungSeries = {
  label: 'AP',
  series: { index: 0, sliceCount: 1, rows: 20, columns: 20, openingSlice: 0 },
  openingSlice: 0,
  frames: [frame],
  frameUrls: [],
  imageIds: ['0'],
  geometry: geometryOf([frame]),
  turned: false,
};

const view: SliceView = {
  place: 0,
  frame: null as unknown as PhaseFrame,
  hung,
  slice: 0,
  toCanvas: ([x, y]) => [x, y],
  toWorld: ([x, y]) => [x, y, 0],
  values: () => null,
  turned: 0,
  distanceToSlice: () => 0,
};

const question: Question = { id: 'mask', text: '', kind: 'mask' };

function at(column: number, row: number): Spot {
  const spot = spotAt(view, [column, row]);
  if (spot === null) {
    throw new Error('An image is there.');
  }
  return { ...spot, at: pixelToWorld(planeOf(frame), [column, row]) };
}

test('a stroke is told when it begins and ends, not at every place on its way', () => {
  const tell = vi.fn();
  const writeOutline = vi.fn<BegunParts['writeOutline']>();
  const drawn = new DrawnCase({ questions: [question], save: () => Promise.resolve('2.25.1'), load: () => Promise.reject(new Error('none')), find: () => null, keep: () => undefined });
  const begun = new Begun({
    question,
    drawn,
    tool: 'brush',
    brush: { size: 1, around: 50, range: null },
    hung: [hung],
    views: [view],
    answerOf: () => undefined,
    outlineOf: () => null,
    shape: () => undefined,
    writeOutline,
    say: () => undefined,
    tell,
  });

  begun.beginStroke(at(2, 5));
  expect(tell).toHaveBeenCalledTimes(1);
  for (let column = 3; column <= 12; column += 1) {
    begun.goOnStroke(at(column, 5));
  }
  expect(tell).toHaveBeenCalledTimes(1);
  expect(begun.painting?.bitmap.filter((voxel) => voxel === 1)).toHaveLength(11);
  begun.endStroke();
  expect(tell).toHaveBeenCalledTimes(2);
  const [, content] = writeOutline.mock.calls[0] ?? [];
  expect(content === null || content === undefined ? 0 : allVoxels(content)).toBe(11);
});
