/** What a reader tells the aid about an observation. */
export interface Observation {
  /** Largest diameter; null: not told. */
  readonly millimetres: number | null;
  readonly nonrimHyperenhancement: boolean;
  readonly washout: boolean;
  readonly capsule: boolean;
  readonly growth: boolean;
  readonly inVein: boolean;
  /** Targetoid, or other signs of a malignancy that is not HCC. */
  readonly targetoid: boolean;
  readonly benign: 'definitely' | 'probably' | null;
}

export interface Suggestion {
  /** The category; null: something is still to be told. */
  readonly category: string | null;
  readonly why: string;
}

/**
 * The diagnostic table of LI-RADS CT/MRI v2018 (American College of Radiology): tumour in vein, benign and targetoid observations come before the
 * table; in it the size, nonrim arterial phase hyperenhancement and the number of further major features decide. From 10 to 19 mm with
 * hyperenhancement one feature makes LR-5 where it is washout or growth, and LR-4 where it is the capsule. Ancillary features and the tie-breaking
 * rules stay with the reader.
 */
export function liRads(o: Observation): Suggestion {
  if (o.inVein) {
    return { category: 'LR-TIV', why: 'tumour in vein' };
  }
  if (o.benign !== null) {
    return { category: o.benign === 'definitely' ? 'LR-1' : 'LR-2', why: `${o.benign} benign` };
  }
  if (o.targetoid) {
    return { category: 'LR-M', why: 'targetoid, or malignant and not specific for HCC' };
  }
  if (o.millimetres === null) {
    return { category: null, why: 'The size is still to be told.' };
  }
  const features = [o.washout ? 'washout' : '', o.capsule ? 'capsule' : '', o.growth ? 'threshold growth' : ''].filter((f) => f !== '');
  const size = o.millimetres < 10 ? 'under 10 mm' : o.millimetres < 20 ? '10 to 19 mm' : '20 mm or more';
  const enhancement = o.nonrimHyperenhancement ? 'nonrim hyperenhancement' : 'no hyperenhancement';
  const why = [size, enhancement, features.length === 0 ? 'no further major feature' : features.join(' and ')].join(', ');
  return { category: o.nonrimHyperenhancement ? enhancing(o, features.length) : notEnhancing(o.millimetres, features.length), why };
}

function notEnhancing(millimetres: number, features: number): string {
  return features >= 2 || (features === 1 && millimetres >= 20) ? 'LR-4' : 'LR-3';
}

function enhancing({ millimetres, washout, growth }: Observation, features: number): string {
  const size = millimetres ?? 0;
  if (size < 10) {
    return features === 0 ? 'LR-3' : 'LR-4';
  }
  if (size < 20) {
    return features === 0 ? 'LR-3' : features >= 2 || washout || growth ? 'LR-5' : 'LR-4';
  }
  return features === 0 ? 'LR-4' : 'LR-5';
}
