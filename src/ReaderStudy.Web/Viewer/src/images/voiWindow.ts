/** Display window by DICOM's definition (PS3.3 C.11.2.1.2.1): centre and width in modality units, HU in CT. */
export interface VoiWindow {
  readonly center: number;
  readonly width: number;
}

export interface VoiRange {
  readonly lower: number;
  readonly upper: number;
}

export function rangeOf({ center, width }: VoiWindow): VoiRange {
  return { lower: center - 0.5 - (width - 1) / 2, upper: center - 0.5 + (width - 1) / 2 };
}

export function windowOf({ lower, upper }: VoiRange): VoiWindow {
  return { center: (lower + upper + 1) / 2, width: upper - lower + 1 };
}
