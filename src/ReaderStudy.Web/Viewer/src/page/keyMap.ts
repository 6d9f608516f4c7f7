import type { HangingCommand } from '../hanging/hangingControl';

/** What a key asks for. */
export type Command =
  | { readonly kind: 'arrange'; readonly how: HangingCommand }
  | { readonly kind: 'digit'; readonly digit: string }
  | { readonly kind: 'erase' }
  | { readonly kind: 'change'; readonly by: number }
  | { readonly kind: 'lock' }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' }
  | { readonly kind: 'scroll'; readonly by: number }
  | { readonly kind: 'scroll-to'; readonly end: 'first' | 'last' }
  | { readonly kind: 'window'; readonly preset: number }
  | { readonly kind: 'fit' }
  | { readonly kind: 'link' }
  | { readonly kind: 'enlarge' }
  | { readonly kind: 'help' }
  | { readonly kind: 'instructions' }
  | { readonly kind: 'side' }
  | { readonly kind: 'skip' }
  | { readonly kind: 'correct' }
  | { readonly kind: 'go'; readonly by: -1 | 1 }
  | { readonly kind: 'cancel' };

/** The part of a KeyboardEvent that decides. */
export interface Stroke {
  readonly key: string;
  /** The key's place on the keyboard, as in KeyboardEvent. */
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly repeat: boolean;
}

/** One key per window preset, in their order. */
export const windowKeys: readonly string[] = ['Q', 'W', 'E', 'R', 'T', 'Y'];

const letters: Readonly<Record<string, Command>> = {
  u: { kind: 'undo' },
  f: { kind: 'fit' },
  l: { kind: 'link' },
  x: { kind: 'enlarge' },
  o: { kind: 'arrange', how: { kind: 'plane' } },
  p: { kind: 'arrange', how: { kind: 'slab' } },
  j: { kind: 'arrange', how: { kind: 'landmark' } },
  z: { kind: 'arrange', how: { kind: 'zoom-link' } },
  i: { kind: 'instructions' },
  s: { kind: 'side' },
  k: { kind: 'skip' },
  c: { kind: 'correct' },
  b: { kind: 'go', by: -1 },
  n: { kind: 'go', by: 1 },
};

const named: Readonly<Record<string, Command>> = {
  Enter: { kind: 'lock' },
  Escape: { kind: 'cancel' },
  Backspace: { kind: 'erase' },
  Delete: { kind: 'erase' },
  ArrowUp: { kind: 'scroll', by: -1 },
  ArrowDown: { kind: 'scroll', by: 1 },
  PageUp: { kind: 'scroll', by: -5 },
  PageDown: { kind: 'scroll', by: 5 },
  Home: { kind: 'scroll-to', end: 'first' },
  End: { kind: 'scroll-to', end: 'last' },
  '?': { kind: 'help' },
  '+': { kind: 'arrange', how: { kind: 'slab-thickness', by: 5 } },
  '-': { kind: 'arrange', how: { kind: 'slab-thickness', by: -5 } },
  '.': { kind: 'arrange', how: { kind: 'viewport', by: 1 } },
  ',': { kind: 'arrange', how: { kind: 'viewport', by: -1 } },
};

/** The command of a key, or null when the key is not ours. Keys held down repeat only where that is harmless. */
export function commandOf(stroke: Stroke): Command | null {
  const command = decide(stroke);
  const mayRepeat = command !== null && ['scroll', 'change', 'erase'].includes(command.kind);
  return stroke.repeat && !mayRepeat ? null : command;
}

/** What the key says; by its place where the layout has no Latin letters, or digits only with Shift (French). */
function meaningOf({ key, code, shiftKey }: Stroke): string {
  const [, letter] = /^Key([A-Z])$/.exec(code) ?? [];
  if (letter !== undefined && key.length === 1 && key.charCodeAt(0) > 127) {
    return letter.toLowerCase();
  }
  const [, digit] = /^Digit([0-9])$/.exec(code) ?? [];
  return digit !== undefined && !shiftKey ? digit : key;
}

function decide(stroke: Stroke): Command | null {
  const { ctrlKey, metaKey, altKey, shiftKey } = stroke;
  const key = meaningOf(stroke);
  const letter = key.toLowerCase();
  if (altKey) {
    return null;
  }
  if (ctrlKey || metaKey) {
    if (letter === 'z') {
      return { kind: shiftKey ? 'redo' : 'undo' };
    }
    if (letter === 'y') {
      return { kind: 'redo' };
    }
    return key === 'Enter' ? { kind: 'lock' } : null;
  }
  if (/^[0-9]$/.test(key)) {
    return { kind: 'digit', digit: key };
  }
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    return { kind: 'change', by: (key === 'ArrowLeft' ? -1 : 1) * (shiftKey ? 10 : 1) };
  }
  if (shiftKey && letter === 'u') {
    return { kind: 'redo' };
  }
  if (shiftKey && letter === 'j') {
    return { kind: 'arrange', how: { kind: 'landmark-undo' } };
  }
  const preset = windowKeys.indexOf(letter.toUpperCase());
  if (preset >= 0) {
    return { kind: 'window', preset };
  }
  return named[key] ?? letters[letter] ?? null;
}

export interface KeyHelp {
  readonly keys: readonly string[];
  readonly does: string;
}

export interface KeyHelpGroup {
  readonly title: string;
  readonly rows: readonly KeyHelp[];
}

/** The help sheet. */
export const keyHelp: readonly KeyHelpGroup[] = [
  {
    title: 'Answers',
    rows: [
      { keys: ['1', '…', '9'], does: 'Choose an answer to the lit question' },
      { keys: ['0', '…', '9'], does: 'Type a rating: 8 5 is 85' },
      { keys: ['←', '→'], does: 'Rating down or up by 1, with Shift by 10' },
      { keys: ['⌫'], does: 'Take the last digit or the answer back' },
      { keys: ['Tab'], does: 'Next question, with Shift the one before' },
      { keys: ['U', 'Ctrl Z'], does: 'Undo; Shift U or Ctrl Y: redo' },
      { keys: ['Enter'], does: 'Lock when everything is answered, then Enter again; go on' },
    ],
  },
  {
    title: 'Images',
    rows: [
      { keys: ['Wheel', '↑', '↓'], does: 'One slice; Page keys: five; Home, End: first, last' },
      { keys: ['Left drag'], does: 'Window: up and down the level, sideways the width' },
      { keys: ['Right drag'], does: 'Zoom; middle or Shift and left: move' },
      { keys: ['F'], does: 'Fit: undo zoom, shift and window' },
      { keys: ['L'], does: 'Link or unlink scrolling; a shift made while unlinked is kept' },
      { keys: ['X', 'Double click'], does: 'One phase large, and back' },
      { keys: ['.', ','], does: 'The next image, or the one before, takes the keys' },
      { keys: ['O'], does: 'Axial, coronal, sagittal' },
      { keys: ['P', '+', '-'], does: 'Slab: MIP, mean, MinIP, none; thicker, thinner' },
      { keys: ['J'], does: 'Mark one place in two phases, which links them there; Shift J takes it back' },
      { keys: ['Z'], does: 'Zoom and move images together, or each alone' },
    ],
  },
  {
    title: 'Cases',
    rows: [
      { keys: ['B', 'N'], does: 'Look at the case before, and back towards the next one' },
      { keys: ['C'], does: 'Correct a locked reading, where the study allows it' },
      { keys: ['K'], does: 'This case cannot be evaluated: skip it with a reason' },
    ],
  },
  {
    title: 'Page',
    rows: [
      { keys: ['S'], does: 'Questions on the other side' },
      { keys: ['I'], does: 'Instructions' },
      { keys: ['?'], does: 'This sheet' },
      { keys: ['Esc'], does: 'Close, do not lock yet, or leave a correction' },
    ],
  },
];
