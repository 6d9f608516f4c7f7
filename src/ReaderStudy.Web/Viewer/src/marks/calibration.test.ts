import { expect, test } from 'vitest';
import { calibrationOf, sidesInWords } from './calibration';

const spacing = { vr: 'DS', Value: [0.7, 0.7] };

test('with a pixel spacing lengths are in mm', () => {
  expect(calibrationOf({ '00280030': spacing })).toEqual({ inMillimetres: true, told: null });
});

test('without one, or with that of the detector alone, they are in pixels, and it is said', () => {
  expect(calibrationOf({})).toEqual({ inMillimetres: false, told: 'The size of a pixel is not known: lengths are in pixels.' });
  expect(calibrationOf({ '00181164': spacing }).inMillimetres).toBe(false);
  expect(calibrationOf({ '00181164': spacing }).told).toContain('detector');
  expect(calibrationOf({ '00280030': { vr: 'DS', Value: [0, 0] } }).inMillimetres).toBe(false);
});

test('the sides of a box are in mm where the size of a pixel is known, else in pixels', () => {
  expect(sidesInWords([12.4, 8], { frames: [{ '00280030': spacing }] })).toBe('12 × 8 mm');
  expect(sidesInWords([12.4, 8], { frames: [{}] })).toBe('12 × 8 px');
  expect(sidesInWords([500, 201], { frames: [{}], picture: { micronsPerPixel: 0.5 } })).toBe('0.25 × 0.1 mm');
  expect(sidesInWords([500, 201], { frames: [{}], picture: { micronsPerPixel: null } })).toBe('500 × 201 px');
});

test('how a spacing was calibrated is told', () => {
  expect(calibrationOf({ '00280030': spacing, '00280A02': { vr: 'CS', Value: ['GEOMETRY'] } }).told).toContain('depth');
  expect(calibrationOf({ '00280030': spacing, '00280A02': { vr: 'CS', Value: ['FIDUCIAL'] } }).told).toContain('known size');
});
