import { expect, test } from 'vitest';
import { readMarks, readMeasured, writeMarks, writeMeasured } from './drawnAnswers';

test('marks are written in thousandths of a mm, in the order of the contract', () => {
  const text = writeMarks([
    { at: [-42.50004, 10, 1203.75], rating: 80, series: null, box: null, answers: {} },
    { at: [1, -0.0001, 3], rating: 5, series: 2, box: [[0, -1.00049, 3], [2, 1, 3]], answers: { size: 'big', kind: 'benign', note: '' } },
  ]);

  expect(text).toBe('[{"x":-42.5,"y":10,"z":1203.75,"rating":80},{"x":1,"y":0,"z":3,"rating":5,"series":2,"box":[[0,-1,3],[2,1,3]],"answers":{"kind":"benign","size":"big"}}]');
  expect(writeMarks(readMarks(text) ?? [])).toBe(text);
});

test('a mark on a slide names the picture, and comes back on it', () => {
  const text = '[{"x":20480.5,"y":7,"z":0,"rating":80,"picture":1},{"x":1,"y":2,"z":0,"rating":5,"picture":0,"box":[[0,1,0],[2,3,0]]}]';

  expect(readMarks(text)?.map(({ series }) => series)).toEqual([-2, -1]);
  expect(writeMarks(readMarks(text) ?? [])).toBe(text);
});

test('nothing to mark is an answer, and is not the lack of one', () => {
  expect(readMarks('[]')).toEqual([]);
  expect(readMarks(undefined)).toBeNull();
});

test.each(['', 'x', '{}', '[{"x":1,"y":2}]', '[{"x":1,"y":2,"z":null}]', '[null]'])('%j is no list of marks', (text) => {
  expect(readMarks(text)).toBeNull();
});

test('a measurement comes back as it was written', () => {
  const text = writeMeasured({ shape: 'length', series: 0, slice: 12, points: [[1, 2, 3], [4, 6, 3]], value: 5, unit: 'mm' });

  expect(text).toBe('{"shape":"length","series":0,"slice":12,"points":[[1,2,3],[4,6,3]],"value":5,"unit":"mm"}');
  expect(writeMeasured(readMeasured(text) ?? { shape: 'length', series: 9, slice: 9, points: [], value: 0, unit: 'px' })).toBe(text);
  expect(readMeasured('{"shape":"length"}')).toBeNull();
});
