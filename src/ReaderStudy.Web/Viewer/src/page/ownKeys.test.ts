import { expect, test } from 'vitest';
import { bindings, commandOf, shownKey, type Stroke } from './keyMap';
import { OwnKeys } from './ownKeys';

class Kept {
  private readonly kept = new Map<string, string>();
  getItem(key: string): string | null {
    return this.kept.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.kept.set(key, value);
  }
  removeItem(key: string): void {
    this.kept.delete(key);
  }
}

function stroke(key: string, more: Partial<Stroke> = {}): Stroke {
  return { key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, repeat: false, ...more };
}

test('no two commands have the same key', () => {
  const keys = bindings.flatMap((b) => b.keys);
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
  expect(new Set(bindings.map((b) => b.id)).size).toBe(bindings.length);
});

test('a command obeys its new key and no longer the old one, here and after a reload', () => {
  const kept = new Kept();
  new OwnKeys(kept).give('fit', 'M');
  const { table } = new OwnKeys(kept);

  expect(commandOf(stroke('m'), table)).toEqual({ kind: 'fit' });
  expect(commandOf(stroke('f'), table)).toBeNull();
});

test('a key is taken from the command that had it, which has none then', () => {
  const keys = new OwnKeys(new Kept());
  expect(keys.holderOf('L', 'fit')?.id).toBe('link');
  keys.give('fit', 'L');

  expect(commandOf(stroke('l'), keys.table)).toEqual({ kind: 'fit' });
  expect(keys.list.find((b) => b.id === 'link')?.keys).toEqual([]);
});

test('what was given with Ctrl stays, and a reset brings all back', () => {
  const keys = new OwnKeys(new Kept());
  keys.give('undo', 'M');
  expect(keys.list.find((b) => b.id === 'undo')?.keys).toEqual(['M', 'Ctrl+Z']);
  keys.reset();
  expect(keys.list).toEqual(bindings);
});

test('digits, Enter, Escape, Tab and the shortcuts of the browser keep their meaning', () => {
  const keys = new OwnKeys(new Kept());
  for (const key of ['5', '.', 'Enter', 'Escape', 'Tab', 'Shift+Tab', 'F5', 'Ctrl+R']) {
    expect(keys.refusal(key)).not.toBeNull();
  }
  expect(keys.refusal('M')).toBeNull();
  keys.give('fit', 'Enter');
  expect(keys.table.get('Enter')?.id).toBe('lock');
});

test('what is kept and makes no sense is left out', () => {
  const kept = new Kept();
  kept.setItem('reading.keys', '{"fit":"M","link":["5"],"side":["O"]}');
  expect(new OwnKeys(kept).list.filter((b) => ['fit', 'link', 'side'].includes(b.id)).map((b) => b.keys)).toEqual([['F'], ['L'], ['O']]);
  kept.setItem('reading.keys', 'no');
  expect(new OwnKeys(kept).list).toEqual(bindings);
});

test('keys are named as they stand on the keyboard', () => {
  expect(['Shift+ArrowLeft', 'Ctrl+Z', '?', '+', 'Ctrl++', 'Escape'].map(shownKey)).toEqual(['Shift ←', 'Ctrl Z', '?', '+', 'Ctrl +', 'Esc']);
});

test('zoom, shift and window can be given other keys', () => {
  const keys = new OwnKeys(new Kept());
  keys.give('zoom-in', '=');
  keys.give('brighter', ';');

  expect(commandOf(stroke('='), keys.table)).toEqual({ kind: 'zoom', by: 1 });
  expect(commandOf(stroke(';'), keys.table)).toEqual({ kind: 'window-step', wider: 0, brighter: 1 });
});

test('a key that was given away before a command came that has it by itself stays where it was put', () => {
  const kept = new Kept();
  kept.setItem('reading.keys', '{"fit":["Shift+E"]}');
  const keys = new OwnKeys(kept);

  expect(commandOf(stroke('E', { shiftKey: true }), keys.table)).toEqual({ kind: 'fit' });
  expect(keys.list.find((b) => b.id === 'brighter')?.keys).toEqual([]);
});
