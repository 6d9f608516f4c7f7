/** What a key asks of the drawing. */
export type DrawAct =
  | { readonly act: 'pen' | 'crosshair' | 'other-phase' | 'press' | 'tool' | 'larger' | 'smaller' | 'next' | 'previous' | 'none' | 'remove' }
  | { readonly act: 'nudge' | 'slice'; readonly by: number };

export type DrawCommand = { readonly kind: 'draw' } & DrawAct;

interface DrawBinding {
  readonly id: string;
  readonly group: 'Drawing';
  readonly does: string;
  readonly keys: readonly string[];
  readonly command: DrawCommand;
}

function binding(id: string, does: string, keys: readonly string[], act: DrawAct): DrawBinding {
  return { id, group: 'Drawing', does, keys, command: { kind: 'draw', ...act } };
}

/** For questions that are answered on the image. */
export const drawBindings: readonly DrawBinding[] = [
  binding('draw-crosshair', 'A crosshair moved by the arrow keys (Shift: by ten), and away again', ['H'], { act: 'crosshair' }),
  binding('draw-press', 'At the crosshair: place, set a corner, take hold of one, begin or end a stroke', [' '], { act: 'press' }),
  binding('draw-phase', 'The crosshair on the next phase', ['Shift+D'], { act: 'other-phase' }),
  binding('draw-up', 'Crosshair ten up', ['Shift+ArrowUp'], { act: 'nudge', by: -10 }),
  binding('draw-down', 'Crosshair ten down', ['Shift+ArrowDown'], { act: 'nudge', by: 10 }),
  binding('draw-slice-up', 'One slice up, crosshair or not', ['Ctrl+ArrowUp'], { act: 'slice', by: -1 }),
  binding('draw-slice-down', 'One slice down, crosshair or not', ['Ctrl+ArrowDown'], { act: 'slice', by: 1 }),
  binding('draw-next', 'Next mark, and its slice', ['Shift+N'], { act: 'next' }),
  binding('draw-previous', 'The mark before', ['Shift+B'], { act: 'previous' }),
  binding('draw-remove', 'Remove the selected mark, the measurement or the outline', ['Delete'], { act: 'remove' }),
  binding('draw-none', 'There is nothing to mark', ['Shift+C'], { act: 'none' }),
  binding('draw-tool', 'Outline: brush, eraser, threshold brush, line', ['M'], { act: 'tool' }),
  binding('draw-larger', 'Larger brush', ['V'], { act: 'larger' }),
  binding('draw-smaller', 'Smaller brush', ['Shift+V'], { act: 'smaller' }),
  binding('draw-pen', 'Left button draws, or sets the window as ever', ['D'], { act: 'pen' }),
];

export const drawHints: readonly { readonly group: 'Drawing'; readonly keys: readonly string[]; readonly does: string }[] = [
  { group: 'Drawing', keys: ['Click'], does: 'Place a point, or a corner of a line; a shape by dragging or by clicks' },
  { group: 'Drawing', keys: ['Enter'], does: 'Close a line of many corners; Esc: give the begun shape up; Undo: its last corner' },
];
