import { expect, test } from 'vitest';
import { adoptUnsaved } from './adoptUnsaved';

function storage(texts: Record<string, string>): Storage {
  const map = new Map(Object.entries(texts));
  return {
    get length() {
      return map.size;
    },
    key: (i) => [...map.keys()][i] ?? null,
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, text) => void map.set(key, text),
    removeItem: (key) => void map.delete(key),
    clear: () => map.clear(),
  };
}

test('what another tab kept of this session is taken over, and what this tab kept itself stays', () => {
  const tab = storage({ 'reading.s1.2.only': 'mine' });
  adoptUnsaved('s1', tab, storage({ 'reading.s1.1.only': 'theirs', 'reading.s1.2.only': 'theirs', 'reading.s2.1.only': 'another session', 'reading.view.s1': 'a view' }));
  expect(tab.getItem('reading.s1.1.only')).toBe('theirs');
  expect(tab.getItem('reading.s1.2.only')).toBe('mine');
  expect(tab.length).toBe(2);
});
