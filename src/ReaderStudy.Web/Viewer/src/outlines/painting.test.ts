import { expect, test } from 'vitest';
import { fillPolygon, paintLine, type Sheet } from './painting';

const sheet = (): Sheet => ({ columns: 9, rows: 7, bitmap: new Uint8Array(63) });
const all = { value: 1, takes: null } as const;

function drawn({ columns, rows, bitmap }: Sheet): string[] {
  return Array.from({ length: rows }, (_, row) => [...bitmap.slice(row * columns, (row + 1) * columns)].map((v) => (v === 1 ? '#' : '.')).join(''));
}

test('a round brush takes the voxels whose centre it covers', () => {
  const on = sheet();
  paintLine(on, [4, 3], [4, 3], { across: 2, down: 2 }, all);
  expect(drawn(on)).toEqual(['.........', '....#....', '...###...', '..#####..', '...###...', '....#....', '.........']);
});

test('where voxels are not square the brush is as round in the patient', () => {
  const on = sheet();
  paintLine(on, [4, 3], [4, 3], { across: 3, down: 1 }, all);
  expect(drawn(on)).toEqual(['.........', '.........', '....#....', '.#######.', '....#....', '.........', '.........']);
});

test('on its way from one place to another nothing is left out', () => {
  const on = sheet();
  paintLine(on, [1, 1], [7, 1], { across: 1, down: 1 }, all);
  expect(drawn(on)).toEqual(['.#######.', '#########', '.#######.', '.........', '.........', '.........', '.........']);
});

test('a brush over the edge paints what is there', () => {
  const on = sheet();
  paintLine(on, [-1, 0], [-1, 0], { across: 2, down: 2 }, all);
  expect(drawn(on)).toEqual(['##.......', '#........', '.........', '.........', '.........', '.........', '.........']);
});

test('erasing takes away, a threshold leaves voxels out', () => {
  const on = sheet();
  on.bitmap.fill(1);
  paintLine(on, [4, 3], [4, 3], { across: 1, down: 1 }, { value: 0, takes: (index) => index !== 31 });
  expect(on.bitmap.reduce((sum, v) => sum + v, 0)).toBe(63 - 4);
  expect(on.bitmap[31]).toBe(1);
});

test('a line is filled by the centres that lie within', () => {
  const on = sheet();
  fillPolygon(on, [[0.5, 0.5], [6.5, 0.5], [6.5, 4.5], [4.5, 4.5], [4.5, 2.5], [0.5, 2.5]], 1);
  expect(drawn(on)).toEqual(['.........', '.######..', '.######..', '.....##..', '.....##..', '.........', '.........']);
});
