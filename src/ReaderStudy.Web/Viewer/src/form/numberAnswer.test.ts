import { expect, test } from 'vitest';
import { canonicalNumber, numberHint } from './numberAnswer';

test.each([
  ['12', 0, '12'],
  ['12,5', 1, '12.5'],
  ['012.50', 2, '12.5'],
  ['.5', 1, '0.5'],
  ['3.', 1, '3'],
  ['-0', 0, '0'],
  ['−4', 0, '-4'],
  ['12.5', 0, null],
  ['', 0, null],
  ['.', 1, null],
  ['1.2.3', 2, null],
  ['1e3', 0, null],
])('%s with %i decimals is %s', (text, decimals, kept) => {
  expect(canonicalNumber(text, decimals)).toBe(kept);
});

test('the hint says the range, the unit and the decimals', () => {
  const size = { id: 'size', text: 'Size', kind: 'number' as const, minimum: 1, maximum: 300, unit: 'mm', decimals: 1 };
  expect(numberHint(size)).toBe('1 to 300 mm, with one decimal');
  expect(numberHint({ id: 'n', text: 'How many?', kind: 'number', minimum: 0, maximum: 9 })).toBe('0 to 9');
});
