import { expect, test } from 'vitest';
import { inHangingOrder, phaseName } from './phaseNames';

test('phases hang in the order of the protocol, unknown ones last', () => {
  const series = [
    { index: 0, phase: null },
    { index: 1, phase: 'portal-venous' },
    { index: 2, phase: 'arterial' },
  ];
  expect(inHangingOrder(series, ['native', 'arterial', 'portal-venous']).map((s) => s.index)).toEqual([2, 1, 0]);
});

test('without a hanging protocol series come as they are', () => {
  expect(inHangingOrder([{ index: 1, phase: 'a' }, { index: 0, phase: 'b' }], []).map((s) => s.index)).toEqual([0, 1]);
});

test('labels are those of the reading room', () => {
  expect([phaseName('arterial', 0), phaseName('portal-venous', 1), phaseName('late', 2), phaseName(null, 3)]).toEqual(['AP', 'PVP', 'late', 'Series 4']);
});
