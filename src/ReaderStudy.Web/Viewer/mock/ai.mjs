// What the mock knows of the AI: when it is shown, what was drawn, what the reader showed and hid.
import { imageSize } from './phantom.mjs';

/** Pixels of a disc, row by row, as starts and lengths in turn. */
export function discRuns(x, y, radius, size = imageSize) {
  const runs = [];
  for (let row = 0; row < size; row += 1) {
    const inside = Array.from({ length: size }, (_, column) => column).filter((column) => (column - x) ** 2 + (row - y) ** 2 < radius ** 2);
    if (inside.length > 0) {
      runs.push(row * size + inside[0], inside.length);
    }
  }
  return runs;
}

const slices = (count, of) => Array.from({ length: count }, (_, slice) => ({ slice, ...of(slice) }));
const heat = Buffer.from(Array.from({ length: 16 * 16 }, (_, i) => Math.max(0, 255 - 40 * Math.hypot((i % 16) - 6.5, Math.floor(i / 16) - 7.5)))).toString('base64');

/** On the first series, the phantom's arterial one: the aorta as a mask on every slice, a box about the lesion, a coarse map, and a box on the second series. */
export const liverOverlays = [
  { kind: 'mask', series: 0, label: 'Aorta', slices: slices(24, () => ({ runs: discRuns(285, 300, 13) })) },
  { kind: 'box', series: 0, label: 'Lesion', score: 0.83, from: [-50, -35, -20], to: [5, 20, 20] },
  { kind: 'activation', series: 0, label: 'Malignant', slices: slices(24, () => ({ rows: 16, columns: 16, data: heat })) },
  { kind: 'box', series: 1, label: 'Lesion', score: 0.4, from: [-50, -35, -20], to: [5, 20, 20] },
];

/** Of a mock session: what the AI's addresses answer. */
export class MockAi {
  constructor(desk) {
    this.desk = desk;
    this.revealed = new Set();
    /** By position, as they came; steps that are there already are passed over. */
    this.steps = new Map();
  }

  /** Lays over a case what belongs to its AI. */
  lay(position, shown) {
    if (!this.desk.conduct.onRequest || shown.ai === undefined || this.revealed.has(position)) {
      return shown;
    }
    const { ai: _, ...hidden } = shown;
    const open = position === this.desk.current;
    return open ? { ...hidden, aiOnRequest: true } : hidden;
  }

  isShown(position) {
    const { conduct, sequential } = this.desk;
    const aided = sequential ? this.desk.stage(position) === 'aided' : conduct.ai !== undefined;
    return aided && (!conduct.onRequest || this.revealed.has(position));
  }

  overlays(position) {
    return this.isShown(position) ? { value: { logged: this.stepsOf(position).at(-1)?.number ?? 0, overlays: this.desk.conduct.overlays ?? [] } } : hidden;
  }

  reveal(position) {
    if (!this.desk.conduct.onRequest || position !== this.desk.current) {
      return { refused: { code: 'reading.ai-on-request', message: 'The AI cannot be asked for here.' } };
    }
    this.revealed.add(position);
    return { value: { ai: this.desk.conduct.ai } };
  }

  log(position, { steps }) {
    if (!this.isShown(position)) {
      return hidden;
    }
    const known = this.stepsOf(position);
    known.push(...steps.filter((step) => step.number > (known.at(-1)?.number ?? 0)));
    return { value: { logged: known.at(-1)?.number ?? 0 } };
  }

  stepsOf(position) {
    if (!this.steps.has(position)) {
      this.steps.set(position, []);
    }
    return this.steps.get(position);
  }
}

const hidden = { refused: { code: 'reading.ai-hidden', message: 'Nothing of the AI is shown here, or not yet.' } };
