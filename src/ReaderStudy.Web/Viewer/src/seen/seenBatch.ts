import type { Stage } from '../contract';

/** What was shown of one series since the last message. */
export interface SeenSeries {
  readonly index: number;
  /** Pairs: the slice as the server counts, from 0, and for how many milliseconds it was shown. */
  readonly slices: readonly number[];
  /** Triples: centre, width, milliseconds. */
  readonly windows: readonly (readonly number[])[];
  /** Smallest and largest number of screen pixels for one image pixel; empty when it is not known. */
  readonly scale: readonly number[];
}

/** On what it was shown. */
export interface SeenScreen {
  readonly width: number;
  readonly height: number;
  readonly pageWidth: number;
  readonly pageHeight: number;
  /** Screen pixels for one CSS pixel. */
  readonly ratio: number;
  readonly rendering: 'cpu' | 'gpu';
}

/** Milliseconds throughout. */
export interface SeenContent {
  readonly visible: number;
  readonly hidden: number;
  /** Of the visible time: without mouse and key for half a minute. */
  readonly idle: number;
  readonly series: readonly SeenSeries[];
}

/** `POST cases/{p}/seen`. The same page and sequence again is harmless. */
export interface SeenBatch extends SeenContent {
  readonly page: string;
  readonly sequence: number;
  readonly stage: Stage;
  readonly screen?: SeenScreen;
}

/** One viewport. */
export interface OnScreen {
  readonly series: number;
  readonly slice: number;
  readonly window: { readonly center: number; readonly width: number } | null;
  /** Screen pixels for one image pixel; null when it is not known. */
  readonly scale: number | null;
}
