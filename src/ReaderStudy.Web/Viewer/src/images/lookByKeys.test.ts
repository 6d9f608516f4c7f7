import { expect, test } from 'vitest';
import { type LookStep, lookByKeys, steppedWindow } from './lookByKeys';
import type { VoiWindow } from './voiWindow';

/** A stage of two viewports of 400 x 300 pixels, the second of which takes the keys. */
function did(step: LookStep, shown: { readonly window: VoiWindow | null } | null = { window: { center: 90, width: 180 } }): readonly unknown[] {
  const done: unknown[] = [];
  const view = { clientWidth: 400, clientHeight: 300 };
  lookByKeys(
    {
      active: 1,
      frames: [{ view }, { view }],
      views: { onScreen: (place) => (place === 1 ? shown : null) },
      zoomAndMove: (...zoomed) => done.push(zoomed),
      setWindow: (window) => done.push(window),
    },
    step,
  );
  return done;
}

test('a key zooms by a fifth, and its fellow back again', () => {
  expect(did({ kind: 'zoom', by: 1 })).toEqual([[1, 1.2, { x: 0, y: 0 }]]);
  expect(did({ kind: 'zoom', by: -1 })).toEqual([[1, 1 / 1.2, { x: 0, y: 0 }]]);
});

test('what is looked at lies further to the right: the image moves to the left by a tenth of the viewport', () => {
  expect(did({ kind: 'pan', across: 1, down: 0 })).toEqual([[1, 1, { x: -40, y: -0 }]]);
  expect(did({ kind: 'pan', across: 0, down: -1 })).toEqual([[1, 1, { x: -0, y: 30 }]]);
});

test('the window of the active viewport is what is stepped', () => {
  expect(did({ kind: 'window-step', wider: 1, brighter: 0 })).toEqual([{ center: 90, width: 198 }]);
  expect(did({ kind: 'window-step', wider: 0, brighter: 1 })).toEqual([{ center: 81, width: 180 }]);
});

test('where nothing is shown, or the window is not known, nothing is done', () => {
  expect(did({ kind: 'zoom', by: 1 }, null)).toEqual([]);
  expect(did({ kind: 'window-step', wider: 1, brighter: 0 }, { window: null })).toEqual([]);
});

test.each([
  [{ center: 400, width: 1800 }, { wider: -1, brighter: 0 }, { center: 400, width: 1620 }],
  [{ center: 400, width: 1800 }, { wider: 0, brighter: -1 }, { center: 490, width: 1800 }],
  [{ center: 0.5, width: 1 }, { wider: 1, brighter: 0 }, { center: 0.5, width: 1.1 }],
])('%o stepped by %o', (window, step, expected) => {
  expect(steppedWindow(window, step)).toEqual(expected);
});

test('however often it is narrowed, a window keeps a width', () => {
  let window: VoiWindow = { center: 90, width: 180 };
  for (let i = 0; i < 200; i += 1) {
    window = steppedWindow(window, { wider: -1, brighter: 0 });
  }
  expect(window.width).toBeGreaterThan(0);
});
