import type { AiOutput } from '../contract';

export interface AiRow {
  readonly label: string;
  /** From 0 to 1. */
  readonly share: number;
  /** "43.2 %". */
  readonly percent: string;
  /** The model's own label. */
  readonly lit: boolean;
}

export interface AiInWords {
  readonly rows: readonly AiRow[];
  /** A sentence where the rows do not say the label: no classes, or a label that is none of them. Null otherwise. */
  readonly sentence: string | null;
}

/** What of a model's output is shown: every class with its probability, as the protocol orders them. */
export function aiInWords({ classes, label }: AiOutput): AiInWords {
  const rows = classes.map((c) => ({
    label: c.label,
    share: Math.min(1, Math.max(0, c.score)),
    percent: `${(c.score * 100).toFixed(1)} %`,
    lit: c.label === label,
  }));
  if (label === undefined) {
    return { rows, sentence: 'The model gave no output for this case.' };
  }
  return { rows, sentence: rows.some((row) => row.lit) ? null : label };
}
