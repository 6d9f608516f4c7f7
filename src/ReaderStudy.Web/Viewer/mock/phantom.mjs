import { drawnSeries } from './drawnPhantom.mjs';

// A synthetic multiphase liver CT for developing and checking the viewer: an ellipse of a body, a liver, vessels, one lesion.

/** @typedef {{ phase: string, sliceCount: number, spacing: number, start: number, enhancement: number, lesion: number }} PhantomSeries */

/** Phases differ in slice thickness, so that linked scrolling has something to match. @type {Record<string, PhantomSeries>} */
export const phases = {
  native: { phase: 'native', sliceCount: 24, spacing: 5, start: -60, enhancement: 0, lesion: 35 },
  arterial: { phase: 'arterial', sliceCount: 24, spacing: 5, start: -60, enhancement: 15, lesion: 130 },
  portal: { phase: 'portal-venous', sliceCount: 48, spacing: 2.5, start: -60, enhancement: 55, lesion: 70 },
  long: { phase: 'portal-venous', sliceCount: 4000, spacing: 0.03, start: -60, enhancement: 55, lesion: 70 },
  delayed: { phase: 'delayed', sliceCount: 24, spacing: 5, start: -57.5, enhancement: 40, lesion: 50 },
  ...drawnSeries,
};

const size = 512;
const pixel = 0.7;

function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

/** HU of a slice as little-endian int16 (stored value = HU + 1024). */
export function frame(series, index, caseNumber) {
  if (series.frame !== undefined) {
    return series.frame(index);
  }
  const z = series.start + index * series.spacing;
  const next = random(caseNumber * 7919 + index * 31 + series.sliceCount);
  const pixels = Buffer.alloc(size * size * 2);
  const lesionX = 190 + ((caseNumber * 37) % 60);
  const lesionY = 220 + ((caseNumber * 53) % 50);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const body = ((x - 256) / 210) ** 2 + ((y - 262) / 160) ** 2;
      let hu = -1000;
      if (body < 1) {
        hu = body > 0.88 ? -100 : 40;
        if (((x - 205) / 115) ** 2 + ((y - 235) / 95) ** 2 + (z / 75) ** 2 < 1) hu = 55 + series.enhancement;
        if ((x - 285) ** 2 + (y - 300) ** 2 < 13 ** 2) hu = series.phase === 'arterial' ? 300 : 45 + series.enhancement * 1.6;
        if ((x - 256) ** 2 + (y - 345) ** 2 < 30 ** 2) hu = 350;
        if ((x - 330) ** 2 + (y - 235) ** 2 + (z * 2) ** 2 < 55 ** 2) hu = 45 + series.enhancement * 1.3;
        if ((x - lesionX) ** 2 + (y - lesionY) ** 2 + (z * 1.4) ** 2 < 26 ** 2) hu = series.lesion;
        hu += (next() + next() + next() - 1.5) * 24;
      }
      pixels.writeInt16LE(Math.round(hu) + 1024, (y * size + x) * 2);
    }
  }
  return pixels;
}

const element = (vr, ...values) => ({ vr, Value: values });

/** DICOM JSON of a slice as the server gives it: no dates, names or real UIDs. */
export function metadata(series, index, position, seriesIndex) {
  if (series.describe !== undefined) {
    return series.describe(index, position, seriesIndex);
  }
  const half = (size / 2) * pixel;
  return {
    '00080016': element('UI', '1.2.840.10008.5.1.4.1.1.2'),
    '00080018': element('UI', `2.25.${position}.${seriesIndex}.${index + 1}`),
    '00080060': element('CS', 'CT'),
    '0020000D': element('UI', `2.25.${position}`),
    '0020000E': element('UI', `2.25.${position}.${seriesIndex}`),
    '00200013': element('IS', index + 1),
    '00200032': element('DS', -half, -half, series.start + index * series.spacing),
    '00200037': element('DS', 1, 0, 0, 0, 1, 0),
    '00200052': element('UI', `2.25.${position}.0`),
    '00280002': element('US', 1),
    '00280004': element('CS', 'MONOCHROME2'),
    '00280010': element('US', size),
    '00280011': element('US', size),
    '00280030': element('DS', pixel, pixel),
    '00280100': element('US', 16),
    '00280101': element('US', 16),
    '00280102': element('US', 15),
    '00280103': element('US', 1),
    '00281050': element('DS', 50),
    '00281051': element('DS', 400),
    '00281052': element('DS', -1024),
    '00281053': element('DS', 1),
    ...series.metadata?.(index),
  };
}

export const imageSize = size;
