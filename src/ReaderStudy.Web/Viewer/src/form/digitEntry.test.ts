import { expect, test } from 'vitest';
import { DigitEntry } from './digitEntry';

/** Types into one question as into a field: what was typed stands there. */
class Typing {
  at = 0;
  standing: string | null = null;
  readonly digits = new DigitEntry(() => this.at);

  type(digit: string, of = 'a'): number {
    const value = this.digits.type(of, this.standing, digit, 100);
    this.standing = String(value);
    return value;
  }

  erase(of = 'a'): number | null {
    const value = this.digits.erase(of, this.standing);
    this.standing = value === null ? null : String(value);
    return value;
  }
}

test('digits typed in a row make one number', () => {
  const typing = new Typing();
  expect([typing.type('1'), typing.type('0'), typing.type('0')]).toEqual([1, 10, 100]);
});

test('a digit that would go over the maximum begins a new number', () => {
  const typing = new Typing();
  typing.type('8');
  typing.type('5');
  const { stroke } = typing.digits;
  expect(typing.type('3')).toBe(3);
  expect(typing.digits.stroke).not.toBe(stroke);
});

test('a digit after a pause begins a new number', () => {
  const typing = new Typing();
  typing.type('4');
  typing.at = 2000;
  expect(typing.type('2')).toBe(2);
});

test('a digit in another question begins a new number there, in a stroke of its own', () => {
  const typing = new Typing();
  typing.type('9');
  const { stroke } = typing.digits;
  expect(typing.type('5', 'b')).toBe(5);
  expect(typing.digits.stroke).not.toBe(stroke);
});

test('a digit after something else was set, as by a drag, begins a new number', () => {
  const typing = new Typing();
  typing.type('8');
  typing.standing = '40';
  expect(typing.type('5')).toBe(5);
});

test('erasing goes back digit by digit to nothing', () => {
  const typing = new Typing();
  typing.type('8');
  typing.type('5');
  expect(typing.erase()).toBe(8);
  expect(typing.erase()).toBeNull();
});

test('what was not typed there is erased whole', () => {
  const typing = new Typing();
  typing.type('8');
  typing.type('5');
  expect(typing.erase('b')).toBeNull();

  typing.type('8');
  typing.type('5');
  typing.standing = '40';
  expect(typing.erase()).toBeNull();
});
