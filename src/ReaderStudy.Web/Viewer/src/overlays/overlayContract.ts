import type { Stage } from '../contract';
import type { World } from '../images/slicePlane';

/** What of the AI is shown and hidden by itself. */
export type AiPart = 'predictions' | 'boxes' | 'masks' | 'activations';

interface Drawn {
  /** Index of its series in the case. */
  readonly series: number;
  readonly label: string;
  /** From 0 to 1; missing: none. */
  readonly score?: number;
}

export interface BoxOverlay extends Drawn {
  readonly kind: 'box';
  /** Corners with the smaller and the larger coordinates. */
  readonly from: World;
  readonly to: World;
}

export interface MaskSlice {
  /** As the server counts, from 0. */
  readonly slice: number;
  /** Pixels inside, row by row, as starts and lengths in turn. */
  readonly runs: readonly number[];
}

export interface MaskOverlay extends Drawn {
  readonly kind: 'mask';
  readonly slices: readonly MaskSlice[];
}

export interface ActivationSlice {
  readonly slice: number;
  /** Of the map, which is stretched over the slice. */
  readonly rows: number;
  readonly columns: number;
  /** A byte a cell, in base64. */
  readonly data: string;
}

export interface ActivationOverlay extends Drawn {
  readonly kind: 'activation';
  readonly slices: readonly ActivationSlice[];
}

export type Overlay = BoxOverlay | MaskOverlay | ActivationOverlay;

/** `GET cases/{p}/ai/overlays`; refused before the AI is shown. */
export interface CaseOverlays {
  /** The last step that the server keeps of this reading; 0: none. */
  readonly logged: number;
  readonly overlays: readonly Overlay[];
}

/** Something was shown or hidden, or drawn more or less strongly. */
export interface AiStep {
  /** From 1 for each reading. */
  readonly number: number;
  readonly part: AiPart;
  readonly on: boolean;
  /** In percent. */
  readonly opacity: number;
  /** Milliseconds since the page's start. */
  readonly at: number;
}

/** `POST cases/{p}/ai/log`. */
export interface AiLogRequest {
  readonly stage: Stage;
  readonly steps: readonly AiStep[];
}
