import { expect, test } from 'vitest';
import { SturdyStore } from './sturdyStore';

class Memory {
  readonly texts = new Map<string, string>();
  getItem(key: string): string | null {
    return this.texts.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.texts.set(key, value);
  }
  removeItem(key: string): void {
    this.texts.delete(key);
  }
}

test('a new tab finds what a tab that crashed kept, and nothing that was forgotten', () => {
  const browser = new Memory();
  const before = new SturdyStore(new Memory(), browser);
  before.setItem('a', 'draft');
  before.setItem('b', 'draft');
  before.removeItem('b');

  const after = new SturdyStore(new Memory(), browser);
  expect(after.getItem('a')).toBe('draft');
  expect(after.getItem('b')).toBeNull();
});

test('what the tab itself kept comes first', () => {
  const browser = new Memory();
  const tab = new SturdyStore(new Memory(), browser);
  tab.setItem('a', 'mine');
  new SturdyStore(new Memory(), browser).setItem('a', 'of another tab');
  expect(tab.getItem('a')).toBe('mine');
});
