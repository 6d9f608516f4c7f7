import type { FrameMetadata } from '../contract';
import type { HungSeries } from '../images/hungSeries';
import { numbers } from '../images/sliceGeometry';

/** Whether the size of a pixel in the patient is known. */
export interface Calibration {
  readonly inMillimetres: boolean;
  /** What the reader is told about it; null: nothing is unusual. */
  readonly told: string | null;
}

/** How a slice may be measured. A size at the detector is no size in the patient (PS3.3 10.7.1.1): it is not used. */
export function calibrationOf(frame: FrameMetadata): Calibration {
  const known = numbers(frame['00280030']).filter((mm) => mm > 0).length === 2;
  if (!known) {
    const detector = numbers(frame['00181164']).length > 0;
    const why = detector ? 'The size of a pixel is known at the detector only, not in the patient' : 'The size of a pixel is not known';
    return { inMillimetres: false, told: `${why}: lengths are in pixels.` };
  }
  switch (String(frame['00280A02']?.Value?.[0] ?? '')) {
    case 'GEOMETRY':
      return { inMillimetres: true, told: 'The size of a pixel was computed for a depth that was assumed: lengths are right at that depth only.' };
    case 'FIDUCIAL':
      return { inMillimetres: true, told: 'The size of a pixel was measured on an object of known size in the image.' };
    default:
      return { inMillimetres: true, told: null };
  }
}

/** `12 × 8 mm`, or in pixels where nobody knows how large one is; of a slide, which is small, with two digits that say something: `0.25 × 0.1 mm`. */
export function sidesInWords(sides: readonly number[], { frames, picture }: Pick<HungSeries, 'frames' | 'picture'>): string {
  const microns = picture?.micronsPerPixel ?? null;
  if (microns !== null) {
    return `${sides.map((side) => Number(((side * microns) / 1000).toPrecision(2))).join(' × ')} mm`;
  }
  const unit = calibrationOf(frames[0] ?? {}).inMillimetres ? 'mm' : 'px';
  return `${sides.map((side) => Math.round(side)).join(' × ')} ${unit}`;
}

const signs = { mm: 'mm', mm2: 'mm²', px: 'px', px2: 'px²' } as const;

/** `23.4 mm`. */
export function measureInWords(value: number, unit: keyof typeof signs): string {
  return `${value.toFixed(1)} ${signs[unit]}`;
}
