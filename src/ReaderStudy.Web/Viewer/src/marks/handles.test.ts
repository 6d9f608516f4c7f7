import { expect, test } from 'vitest';
import type { FrameMetadata, Question } from '../contract';
import { planeOf } from '../images/slicePlane';
import { readMarks, readMeasured, writeMarks } from './drawnAnswers';
import { handlesOfMark, movedAnswer } from './handles';

const frame: FrameMetadata = {
  '00200032': { vr: 'DS', Value: [0, 0, 0] },
  '00200037': { vr: 'DS', Value: [1, 0, 0, 0, 1, 0] },
  '00280030': { vr: 'DS', Value: [0.5, 0.5] },
  '00280010': { vr: 'US', Value: [100] },
  '00280011': { vr: 'US', Value: [100] },
};
const plane = planeOf(frame);
const boxes: Question = { id: 'boxes', text: 'Box', kind: 'marks', shape: 'box' };
const answer = writeMarks([{ at: [5, 5, 0], rating: 1, series: null, box: [[0, 0, 0], [10, 10, 0]], answers: {} }]);

test.each([
  [0, [2, 1, 0], [[2, 1, 0], [10, 10, 0]]],
  [1, [8, 1, 0], [[0, 1, 0], [8, 10, 0]]],
  [2, [8, 7, 0], [[0, 0, 0], [8, 7, 0]]],
  [3, [2, 7, 0], [[2, 0, 0], [10, 7, 0]]],
] as const)('corner %i of a box is moved and keeps its number, the opposite one stays', (part, to, box) => {
  const mark = readMarks(answer)?.[0];
  const handle = mark === undefined ? undefined : handlesOfMark(boxes, mark, 0, plane)[part];
  const moved = handle === undefined ? null : movedAnswer(boxes, answer, handle, to, plane, frame);

  expect(readMarks(moved?.answer)?.[0]?.box).toEqual(box);
  expect(readMarks(moved?.answer)?.[0]?.at).toEqual([(box[0][0] + box[1][0]) / 2, (box[0][1] + box[1][1]) / 2, 0]);
  expect(moved?.part).toBe(part);
});

test('a box is moved by its middle', () => {
  const moved = movedAnswer(boxes, answer, { question: 'boxes', index: 0, part: 'body', at: [5, 5, 0] }, [6, 4, 0], plane, frame);

  expect(readMarks(moved?.answer)?.[0]?.box).toEqual([[1, -1, 0], [11, 9, 0]]);
});

test('axes that change places keep the end in the hand', () => {
  const question: Question = { id: 'size', text: 'Size', kind: 'measure', tool: 'bidirectional' };
  const drawn = JSON.stringify({ shape: 'bidirectional', series: 0, slice: 0, points: [[0, 0, 0], [10, 0, 0], [5, -4, 0], [5, 4, 0]], value: 10, unit: 'mm' });
  const moved = movedAnswer(question, drawn, { question: 'size', index: 0, part: 3, at: [5, 4, 0] }, [5, 20, 0], plane, frame);

  expect(readMeasured(moved?.answer)).toMatchObject({ points: [[5, -4, 0], [5, 20, 0], [0, 0, 0], [10, 0, 0]], value: 24 });
  expect(moved?.part).toBe(1);
});

test('a second axis that would leave the image with the first is not moved', () => {
  const question: Question = { id: 'size', text: 'Size', kind: 'measure', tool: 'bidirectional' };
  const drawn = JSON.stringify({ shape: 'bidirectional', series: 0, slice: 0, points: [[10, 2, 0], [30, 2, 0], [12, 2, 0], [12, 14, 0]], value: 20, unit: 'mm' });
  const handle = { question: 'size', index: 0, part: 1, at: [30, 2, 0] } as const;

  // To the right of the first axis, which points down, lies the edge.
  expect(movedAnswer(question, drawn, handle, [2, 40, 0], plane, frame)).toBeNull();
  expect(movedAnswer(question, drawn, handle, [30, 6, 0], plane, frame)).not.toBeNull();
});
