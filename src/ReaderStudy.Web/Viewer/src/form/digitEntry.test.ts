import { expect, test } from 'vitest';
import { DigitEntry } from './digitEntry';

function entry(): { readonly clock: { at: number }; readonly digits: DigitEntry } {
  const clock = { at: 0 };
  return { clock, digits: new DigitEntry(() => clock.at) };
}

test('digits typed in a row make one number', () => {
  const { digits } = entry();
  expect([digits.type('1', 100), digits.type('0', 100), digits.type('0', 100)]).toEqual([1, 10, 100]);
});

test('a digit that would go over the maximum begins a new number', () => {
  const { digits } = entry();
  digits.type('8', 100);
  digits.type('5', 100);
  const stroke = digits.stroke;
  expect(digits.type('3', 100)).toBe(3);
  expect(digits.stroke).not.toBe(stroke);
});

test('a digit after a pause begins a new number', () => {
  const { clock, digits } = entry();
  digits.type('4', 100);
  clock.at = 2000;
  expect(digits.type('2', 100)).toBe(2);
});

test('erasing goes back digit by digit to nothing', () => {
  const { digits } = entry();
  digits.type('8', 100);
  digits.type('5', 100);
  expect(digits.erase()).toBe(8);
  expect(digits.erase()).toBeNull();
});
