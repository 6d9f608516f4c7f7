import { expect, test } from 'vitest';
import { commandOf, type Stroke, windowKeys } from './keyMap';

function stroke(key: string, more: Partial<Stroke> = {}): Stroke {
  return { key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, repeat: false, ...more };
}

test.each([
  [stroke('3'), { kind: 'digit', digit: '3' }],
  [stroke('z', { ctrlKey: true }), { kind: 'undo' }],
  [stroke('Z', { ctrlKey: true, shiftKey: true }), { kind: 'redo' }],
  [stroke('u'), { kind: 'undo' }],
  [stroke('U', { shiftKey: true }), { kind: 'redo' }],
  [stroke('ArrowRight'), { kind: 'change', by: 1 }],
  [stroke('ArrowLeft', { shiftKey: true }), { kind: 'change', by: -10 }],
  [stroke('PageDown'), { kind: 'scroll', by: 5 }],
  [stroke('R', { shiftKey: true }), { kind: 'arrange', how: { kind: 'plane' } }],
  [stroke('+', { shiftKey: true }), { kind: 'arrange', how: { kind: 'slab-thickness', by: 5 } }],
  [stroke('L', { shiftKey: true }), { kind: 'arrange', how: { kind: 'landmark' } }],
  [stroke('K', { shiftKey: true }), { kind: 'arrange', how: { kind: 'landmark-undo' } }],
  [stroke('w'), { kind: 'window', preset: 1 }],
  [stroke('W'), { kind: 'window', preset: 1 }],
  [stroke('W', { shiftKey: true }), { kind: 'window', preset: 1 }],
  [stroke('z'), { kind: 'view', back: true }],
  [stroke('Z', { shiftKey: true }), { kind: 'view', back: false }],
  [stroke(',', { code: 'Comma' }), { kind: 'digit', digit: ',' }],
  [stroke('?', { shiftKey: true }), { kind: 'help' }],
  [stroke('Enter'), { kind: 'lock' }],
  [stroke('k'), { kind: 'skip' }],
  [stroke('c'), { kind: 'correct' }],
  [stroke('ArrowLeft', { ctrlKey: true, shiftKey: true }), { kind: 'pan', across: -1, down: 0 }],
  [stroke('PageUp', { shiftKey: true }), { kind: 'zoom', by: 1 }],
  [stroke('PageDown', { shiftKey: true }), { kind: 'zoom', by: -1 }],
  [stroke('ArrowDown', { ctrlKey: true, shiftKey: true }), { kind: 'pan', across: 0, down: 1 }],
  [stroke('ArrowLeft', { ctrlKey: true }), { kind: 'window-step', wider: -1, brighter: 0 }],
  [stroke('ArrowRight', { ctrlKey: true }), { kind: 'window-step', wider: 1, brighter: 0 }],
  [stroke('Q', { shiftKey: true }), { kind: 'window-step', wider: 0, brighter: -1 }],
  [stroke('E', { shiftKey: true }), { kind: 'window-step', wider: 0, brighter: 1 }],
  [stroke('o'), { kind: 'turn' }],
  [stroke('q'), { kind: 'window', preset: 0 }],
  [stroke('p'), { kind: 'play' }],
  [stroke(']'), { kind: 'speed', by: 1 }],
  [stroke('j'), { kind: 'next-picture' }],
  [stroke('b'), { kind: 'go', by: -1 }],
  [stroke('n'), { kind: 'go', by: 1 }],
  [stroke('é', { code: 'Digit2' }), { kind: 'digit', digit: '2' }],
  [stroke('й', { code: 'KeyQ' }), { kind: 'window', preset: 0 }],
  [stroke('z', { code: 'KeyY', ctrlKey: true }), { kind: 'undo' }],
])('%o', (pressed, command) => {
  expect(commandOf(pressed)).toEqual(command);
});

test('the browser keeps its own shortcuts', () => {
  expect(commandOf(stroke('r', { ctrlKey: true }))).toBeNull();
  expect(commandOf(stroke('l', { ctrlKey: true }))).toBeNull();
  expect(commandOf(stroke('c', { ctrlKey: true }))).toBeNull();
  expect(commandOf(stroke('3', { altKey: true }))).toBeNull();
  expect(commandOf(stroke('F5'))).toBeNull();
});

test('a key held down scrolls, zooms, shifts and windows on, but never answers or locks again', () => {
  expect(commandOf(stroke('ArrowDown', { repeat: true }))).toEqual({ kind: 'scroll', by: 1 });
  expect(commandOf(stroke('PageUp', { shiftKey: true, repeat: true }))).toEqual({ kind: 'zoom', by: 1 });
  expect(commandOf(stroke('ArrowUp', { ctrlKey: true, shiftKey: true, repeat: true }))).toEqual({ kind: 'pan', across: 0, down: -1 });
  expect(commandOf(stroke('ArrowRight', { ctrlKey: true, repeat: true }))).toEqual({ kind: 'window-step', wider: 1, brighter: 0 });
  expect(commandOf(stroke('Enter', { repeat: true }))).toBeNull();
  expect(commandOf(stroke('1', { repeat: true }))).toBeNull();
});

test('the presets of a window have keys of their own, and no step of a window is taken for one', () => {
  expect(windowKeys).toEqual(['Q', 'W', 'E', 'R', 'T', 'Y']);
});
