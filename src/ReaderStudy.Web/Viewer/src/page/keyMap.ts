import type { HangingCommand } from '../hanging/hangingControl';
import type { LookStep } from '../images/lookByKeys';
import { drawBindings, type DrawCommand, drawHints } from '../marks/drawKeys';
import type { AiAct } from '../overlays/aiActs';

/** What a key asks for. */
export type Command =
  | DrawCommand
  | LookStep
  | { readonly kind: 'arrange'; readonly how: HangingCommand }
  | { readonly kind: 'digit'; readonly digit: string }
  | { readonly kind: 'erase' }
  | { readonly kind: 'change'; readonly by: number }
  | { readonly kind: 'aid' }
  | { readonly kind: 'lock' }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' }
  | { readonly kind: 'view'; readonly back: boolean }
  | { readonly kind: 'scroll'; readonly by: number }
  | { readonly kind: 'scroll-to'; readonly end: 'first' | 'last' }
  | { readonly kind: 'window'; readonly preset: number }
  | { readonly kind: 'fit' }
  | { readonly kind: 'link' }
  | { readonly kind: 'enlarge' }
  | { readonly kind: 'ai'; readonly act: AiAct }
  | { readonly kind: 'turn' }
  | { readonly kind: 'next-picture' }
  | { readonly kind: 'play' }
  | { readonly kind: 'speed'; readonly by: -1 | 1 }
  | { readonly kind: 'help' }
  | { readonly kind: 'instructions' }
  | { readonly kind: 'glossary' }
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

export type KeyGroup = 'Answers' | 'Drawing' | 'Images' | 'Windows' | 'Loops and slides' | 'AI' | 'Cases' | 'Page';

/** A command with its keys. */
export interface Binding {
  /** By what a person's own keys are kept. */
  readonly id: string;
  readonly group: KeyGroup;
  /** On the help sheet. */
  readonly does: string;
  /** As `keyOf` names strokes: `U`, `Shift+U`, `Ctrl+Z`, `ArrowUp`, `?`. */
  readonly keys: readonly string[];
  readonly command: Command;
  /** The person cannot give it another key. */
  readonly fixed?: true;
}

/** Every command that has a key, in the order of the help sheet; one line each. Digits, points and signs are typed as they are. */
export const bindings: readonly Binding[] = [
  { id: 'erase', group: 'Answers', does: 'Take the last digit or the answer back', keys: ['Backspace'], command: { kind: 'erase' } },
  { id: 'less', group: 'Answers', does: 'Rating or number down by 1', keys: ['ArrowLeft'], command: { kind: 'change', by: -1 } },
  { id: 'more', group: 'Answers', does: 'Rating or number up by 1', keys: ['ArrowRight'], command: { kind: 'change', by: 1 } },
  { id: 'much-less', group: 'Answers', does: 'Down by 10', keys: ['Shift+ArrowLeft'], command: { kind: 'change', by: -10 } },
  { id: 'much-more', group: 'Answers', does: 'Up by 10', keys: ['Shift+ArrowRight'], command: { kind: 'change', by: 10 } },
  { id: 'aid', group: 'Answers', does: 'The aid of the lit question, where it has one', keys: ['A'], command: { kind: 'aid' } },
  { id: 'undo', group: 'Answers', does: 'Undo', keys: ['U', 'Ctrl+Z'], command: { kind: 'undo' } },
  { id: 'redo', group: 'Answers', does: 'Redo', keys: ['Shift+U', 'Ctrl+Y', 'Ctrl+Shift+Z'], command: { kind: 'redo' } },
  { id: 'lock', group: 'Answers', does: 'Lock when everything is answered, then Enter again; go on', keys: ['Enter', 'Ctrl+Enter'], command: { kind: 'lock' }, fixed: true },
  ...drawBindings,
  { id: 'up', group: 'Images', does: 'One slice up', keys: ['ArrowUp'], command: { kind: 'scroll', by: -1 } },
  { id: 'down', group: 'Images', does: 'One slice down', keys: ['ArrowDown'], command: { kind: 'scroll', by: 1 } },
  { id: 'far-up', group: 'Images', does: 'Five slices up', keys: ['PageUp'], command: { kind: 'scroll', by: -5 } },
  { id: 'far-down', group: 'Images', does: 'Five slices down', keys: ['PageDown'], command: { kind: 'scroll', by: 5 } },
  { id: 'first', group: 'Images', does: 'First slice', keys: ['Home'], command: { kind: 'scroll-to', end: 'first' } },
  { id: 'last', group: 'Images', does: 'Last slice', keys: ['End'], command: { kind: 'scroll-to', end: 'last' } },
  { id: 'zoom-in', group: 'Images', does: 'Zoom in', keys: ['Shift+PageUp'], command: { kind: 'zoom', by: 1 } },
  { id: 'zoom-out', group: 'Images', does: 'Zoom out', keys: ['Shift+PageDown'], command: { kind: 'zoom', by: -1 } },
  { id: 'pan-left', group: 'Images', does: 'Look further to the left', keys: ['Ctrl+Shift+ArrowLeft'], command: { kind: 'pan', across: -1, down: 0 } },
  { id: 'pan-right', group: 'Images', does: 'Look further to the right', keys: ['Ctrl+Shift+ArrowRight'], command: { kind: 'pan', across: 1, down: 0 } },
  { id: 'pan-up', group: 'Images', does: 'Look further up', keys: ['Ctrl+Shift+ArrowUp'], command: { kind: 'pan', across: 0, down: -1 } },
  { id: 'pan-down', group: 'Images', does: 'Look further down', keys: ['Ctrl+Shift+ArrowDown'], command: { kind: 'pan', across: 0, down: 1 } },
  { id: 'turn', group: 'Images', does: 'Turn the image or slide by a quarter', keys: ['O'], command: { kind: 'turn' } },
  { id: 'fit', group: 'Images', does: 'Fit: undo zoom, shift, turns and window', keys: ['F'], command: { kind: 'fit' } },
  { id: 'view-back', group: 'Images', does: 'Undo a change of slice, window, zoom, shift or turn', keys: ['Z'], command: { kind: 'view', back: true } },
  { id: 'view-again', group: 'Images', does: 'Redo it', keys: ['Shift+Z'], command: { kind: 'view', back: false } },
  { id: 'link', group: 'Images', does: 'Link or unlink scrolling; a shift made while unlinked is kept', keys: ['L'], command: { kind: 'link' } },
  { id: 'enlarge', group: 'Images', does: 'One phase large, and back', keys: ['X'], command: { kind: 'enlarge' } },
  { id: 'next-image', group: 'Images', does: 'The next image takes the keys', keys: ['Shift+J'], command: { kind: 'arrange', how: { kind: 'viewport', by: 1 } } },
  { id: 'previous-image', group: 'Images', does: 'The image before it', keys: ['Shift+I'], command: { kind: 'arrange', how: { kind: 'viewport', by: -1 } } },
  { id: 'plane', group: 'Images', does: 'Axial, coronal, sagittal', keys: ['Shift+R'], command: { kind: 'arrange', how: { kind: 'plane' } } },
  { id: 'slab', group: 'Images', does: 'Slab: MIP, mean, MinIP, none', keys: ['Shift+S'], command: { kind: 'arrange', how: { kind: 'slab' } } },
  { id: 'thicker', group: 'Images', does: 'Thicker slab', keys: ['Shift+T', '+'], command: { kind: 'arrange', how: { kind: 'slab-thickness', by: 5 } } },
  { id: 'thinner', group: 'Images', does: 'Thinner slab', keys: ['Shift+Y'], command: { kind: 'arrange', how: { kind: 'slab-thickness', by: -5 } } },
  { id: 'landmark', group: 'Images', does: 'Mark one place in two phases, which links them there', keys: ['Shift+L'], command: { kind: 'arrange', how: { kind: 'landmark' } } },
  { id: 'landmark-undo', group: 'Images', does: 'Take that mark or the last pair back', keys: ['Shift+K'], command: { kind: 'arrange', how: { kind: 'landmark-undo' } } },
  { id: 'zoom-link', group: 'Images', does: 'Zoom and move images together, or each alone', keys: ['Shift+F'], command: { kind: 'arrange', how: { kind: 'zoom-link' } } },
  { id: 'window-1', group: 'Windows', does: 'First window', keys: ['Q'], command: { kind: 'window', preset: 0 } },
  { id: 'window-2', group: 'Windows', does: 'Second window', keys: ['W'], command: { kind: 'window', preset: 1 } },
  { id: 'window-3', group: 'Windows', does: 'Third window', keys: ['E'], command: { kind: 'window', preset: 2 } },
  { id: 'window-4', group: 'Windows', does: 'Fourth window', keys: ['R'], command: { kind: 'window', preset: 3 } },
  { id: 'window-5', group: 'Windows', does: 'Fifth window', keys: ['T'], command: { kind: 'window', preset: 4 } },
  { id: 'window-6', group: 'Windows', does: 'Sixth window', keys: ['Y'], command: { kind: 'window', preset: 5 } },
  { id: 'narrower', group: 'Windows', does: 'Narrower: more contrast', keys: ['Ctrl+ArrowLeft'], command: { kind: 'window-step', wider: -1, brighter: 0 } },
  { id: 'wider', group: 'Windows', does: 'Wider: less contrast', keys: ['Ctrl+ArrowRight'], command: { kind: 'window-step', wider: 1, brighter: 0 } },
  { id: 'darker', group: 'Windows', does: 'Darker', keys: ['Shift+Q'], command: { kind: 'window-step', wider: 0, brighter: -1 } },
  { id: 'brighter', group: 'Windows', does: 'Brighter', keys: ['Shift+E'], command: { kind: 'window-step', wider: 0, brighter: 1 } },
  { id: 'play', group: 'Loops and slides', does: 'Play or pause a loop; arrows: frame by frame', keys: ['P'], command: { kind: 'play' } },
  { id: 'slower', group: 'Loops and slides', does: 'Slower', keys: ['['], command: { kind: 'speed', by: -1 } },
  { id: 'faster', group: 'Loops and slides', does: 'Faster', keys: [']'], command: { kind: 'speed', by: 1 } },
  { id: 'next-picture', group: 'Loops and slides', does: 'The next slide takes the keys', keys: ['J'], command: { kind: 'next-picture' } },
  { id: 'ai', group: 'AI', does: 'Ask for it, where the study shows it on request; hide all that it drew, and show it again', keys: ['Shift+A'], command: { kind: 'ai', act: 'show' } },
  { id: 'ai-predictions', group: 'AI', does: 'Its classes', keys: ['Shift+P'], command: { kind: 'ai', act: 'predictions' } },
  { id: 'ai-boxes', group: 'AI', does: 'Its boxes', keys: ['Shift+X'], command: { kind: 'ai', act: 'boxes' } },
  { id: 'ai-masks', group: 'AI', does: 'Its masks', keys: ['Shift+M'], command: { kind: 'ai', act: 'masks' } },
  { id: 'ai-activations', group: 'AI', does: 'Its activation', keys: ['Shift+H'], command: { kind: 'ai', act: 'activations' } },
  { id: 'ai-opacity', group: 'AI', does: 'Draw areas more or less strongly; at 0 masks are outlined', keys: ['Shift+O'], command: { kind: 'ai', act: 'opacity' } },
  { id: 'back', group: 'Cases', does: 'Look at the case before', keys: ['B'], command: { kind: 'go', by: -1 } },
  { id: 'next', group: 'Cases', does: 'Back towards the next case', keys: ['N'], command: { kind: 'go', by: 1 } },
  { id: 'correct', group: 'Cases', does: 'Correct a locked reading, where the study allows it', keys: ['C'], command: { kind: 'correct' } },
  { id: 'skip', group: 'Cases', does: 'This case cannot be evaluated: skip it with a reason', keys: ['K'], command: { kind: 'skip' } },
  { id: 'side', group: 'Page', does: 'Questions on the other side', keys: ['S'], command: { kind: 'side' } },
  { id: 'instructions', group: 'Page', does: 'Instructions', keys: ['I'], command: { kind: 'instructions' } },
  { id: 'glossary', group: 'Page', does: 'What the terms of the study mean', keys: ['G'], command: { kind: 'glossary' } },
  { id: 'help', group: 'Page', does: 'This sheet; keys are changed there', keys: ['?'], command: { kind: 'help' } },
  { id: 'cancel', group: 'Page', does: 'Close, do not lock yet, or leave a correction', keys: ['Escape'], command: { kind: 'cancel' }, fixed: true },
];

/** What is no command with a key of its own, on the help sheet before the commands of its group. */
export const hints: readonly { readonly group: KeyGroup; readonly keys: readonly string[]; readonly does: string }[] = [
  { group: 'Answers', keys: ['1', '…', '9'], does: 'Choose an answer to the lit question; of several, once more takes it back' },
  { group: 'Answers', keys: ['0', '…', '9'], does: 'Type a rating or number: 8 5 is 85' },
  { group: 'Answers', keys: ['Tab'], does: 'Next question, with Shift the one before' },
  ...drawHints,
  { group: 'Images', keys: ['Wheel'], does: 'One slice; by touch: one finger up or down' },
  { group: 'Images', keys: ['Left drag'], does: 'Window: up and down the level, sideways the width' },
  { group: 'Images', keys: ['Right drag'], does: 'Zoom; by touch: two fingers apart' },
  { group: 'Images', keys: ['Middle drag'], does: 'Move, or Shift and left; by touch: two fingers' },
  { group: 'Loops and slides', keys: ['Wheel', '↑', '↓'], does: 'Slide: zoom; Page keys: in leaps; Home: whole, End: pixel by pixel' },
  { group: 'Loops and slides', keys: ['L', 'X', 'F'], does: 'Slides too: linked, large, whole; the keys of zoom and shift; left drag moves' },
  { group: 'Images', keys: ['Double click'], does: 'One phase large, and back' },
];

/** The first keys of the window presets, in their order. */
export const windowKeys: readonly string[] = bindings.filter((b) => b.command.kind === 'window').flatMap((b) => b.keys.slice(0, 1));

/** Which command a key belongs to. */
export type KeyTable = ReadonlyMap<string, Binding>;

export function tableOf(list: readonly Binding[]): KeyTable {
  return new Map(list.flatMap((binding) => binding.keys.map((key) => [key, binding] as const)));
}

const standard = tableOf(bindings);

/** The command of a key, or null when the key is not ours. Keys held down repeat only where that is harmless. */
export function commandOf(stroke: Stroke, table: KeyTable = standard): Command | null {
  const command = decide(stroke, table);
  const mayRepeat = command !== null && (['scroll', 'change', 'erase', 'pan', 'zoom', 'window-step', 'speed'].includes(command.kind) || (command.kind === 'draw' && 'by' in command));
  return stroke.repeat && !mayRepeat ? null : command;
}

function decide(stroke: Stroke, table: KeyTable): Command | null {
  if (stroke.altKey) {
    return null;
  }
  const key = keyOf(stroke);
  if (/^[0-9.,]$/.test(key) || key === '-') {
    return { kind: 'digit', digit: key };
  }
  // With Shift a key that has no meaning of its own means what it means without; the browser's shortcuts stay the browser's.
  return (table.get(key) ?? (key.startsWith('Shift+') ? table.get(key.slice('Shift+'.length)) : undefined))?.command ?? null;
}

/** What a stroke is called: `U`, `Shift+U`, `Ctrl+Z`, `ArrowUp`, `?`. Shift is named where it does not write another sign. */
export function keyOf(stroke: Stroke): string {
  const meaning = meaningOf(stroke);
  const key = meaning.length === 1 ? meaning.toUpperCase() : meaning;
  const shift = stroke.shiftKey && (key.length > 1 || key.toLowerCase() !== key) ? 'Shift+' : '';
  return `${stroke.ctrlKey || stroke.metaKey ? 'Ctrl+' : ''}${shift}${key}`;
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

const signs: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Backspace: '⌫',
  Delete: 'Del',
  Escape: 'Esc',
  PageUp: 'Page ↑',
  PageDown: 'Page ↓',
  ' ': 'Space',
};

/** A key's name as it stands on the page: `Shift ←`. */
export function shownKey(key: string): string {
  return key
    .split(/\+(?=.)/)
    .map((part) => signs[part] ?? part)
    .join(' ');
}
