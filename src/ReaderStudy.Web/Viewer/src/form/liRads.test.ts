import { expect, test } from 'vitest';
import { liRads, type Observation } from './liRads';

const plain: Observation = {
  millimetres: 15,
  nonrimHyperenhancement: false,
  washout: false,
  capsule: false,
  growth: false,
  inVein: false,
  targetoid: false,
  benign: null,
};

// Cell by cell of the diagnostic table of CT/MRI LI-RADS v2018: size, hyperenhancement, features, category.
test.each([
  [9, false, '', 'LR-3'],
  [9, false, 'w', 'LR-3'],
  [9, false, 'wc', 'LR-4'],
  [19.9, false, '', 'LR-3'],
  [19.9, false, 'c', 'LR-3'],
  [19.9, false, 'cg', 'LR-4'],
  [20, false, '', 'LR-3'],
  [20, false, 'g', 'LR-4'],
  [20, false, 'wcg', 'LR-4'],
  [9.9, true, '', 'LR-3'],
  [9.9, true, 'w', 'LR-4'],
  [9.9, true, 'wg', 'LR-4'],
  [10, true, '', 'LR-3'],
  [10, true, 'c', 'LR-4'],
  [10, true, 'w', 'LR-5'],
  [19, true, 'g', 'LR-5'],
  [19, true, 'cw', 'LR-5'],
  [20, true, '', 'LR-4'],
  [20, true, 'c', 'LR-5'],
  [20, true, 'wcg', 'LR-5'],
])('%d mm, hyperenhancement %s, features %s: %s', (millimetres, nonrimHyperenhancement, features, category) => {
  const told = { washout: features.includes('w'), capsule: features.includes('c'), growth: features.includes('g') };
  expect(liRads({ ...plain, ...told, millimetres, nonrimHyperenhancement }).category).toBe(category);
});

test('tumour in vein, benign and targetoid observations come before the table, and need no size', () => {
  expect(liRads({ ...plain, millimetres: null, inVein: true, targetoid: true }).category).toBe('LR-TIV');
  expect(liRads({ ...plain, millimetres: null, targetoid: true }).category).toBe('LR-M');
  expect(liRads({ ...plain, benign: 'definitely' }).category).toBe('LR-1');
  expect(liRads({ ...plain, benign: 'probably' }).category).toBe('LR-2');
});

test('without a size nothing is suggested', () => {
  expect(liRads({ ...plain, millimetres: null, nonrimHyperenhancement: true }).category).toBeNull();
});
