import { expect, test, vi } from 'vitest';
import { KeptView } from './keptView';

function store(): { items: Map<string, string>; getItem(k: string): string | null; setItem(k: string, v: string): void; removeItem(k: string): void } {
  const items = new Map<string, string>();
  return { items, getItem: (k) => items.get(k) ?? null, setItem: (k, v) => void items.set(k, v), removeItem: (k) => void items.delete(k) };
}

const view = { position: 3, slices: [4, 9], linked: false, windows: [{ center: 60, width: 150 }, null], looked: [null, { zoom: 1.5, right: -12, down: 3.5, turned: 3 }] };

test('what was last looked at is found again for its case alone', () => {
  const kept = store();
  const before = new KeptView(kept, 's1');
  before.keep({ ...view, slices: [1, 2] });
  before.keep(view);
  before.write();
  expect(new KeptView(kept, 's1').find(3)).toEqual(view);
  expect(new KeptView(kept, 's1').find(4)).toBeNull();
  expect(new KeptView(kept, 's2').find(3)).toBeNull();
});

test('many changes are written once, a moment later', () => {
  vi.useFakeTimers();
  try {
    const kept = store();
    const setItem = vi.spyOn(kept, 'setItem');
    const views = new KeptView(kept, 's1');
    for (let i = 0; i < 50; i += 1) {
      views.keep({ ...view, slices: [i, i] });
    }
    expect(setItem).not.toHaveBeenCalled();
    vi.advanceTimersByTime(300);
    expect(setItem).toHaveBeenCalledTimes(1);
    expect(views.find(3)?.slices).toEqual([49, 49]);
  } finally {
    vi.useRealTimers();
  }
});

test('what was looked at a moment ago is found before its time to be written has come', () => {
  const views = new KeptView(store(), 's1');
  views.keep(view);

  expect(views.find(3)).toEqual(view);
});

test('what somebody else wrote there is not believed', () => {
  const kept = store();
  const views = new KeptView(kept, 's1');
  for (const text of ['{', '[]', '{"position":3}', '{"position":3,"slices":["a"]}', 'null']) {
    kept.setItem('reading.view.s1', text);
    expect(views.find(3)).toBeNull();
  }
  kept.setItem('reading.view.s1', '{"position":3,"slices":[1],"windows":[{"center":1,"width":0}],"looked":[{"zoom":0,"right":0,"down":0,"turned":1},{"zoom":1,"right":0,"turned":1},{"zoom":1,"right":0,"down":0,"turned":1.5},7]}');
  expect(views.find(3)).toEqual({ position: 3, slices: [1], linked: true, windows: [null], looked: [null, null, null, null] });
});
