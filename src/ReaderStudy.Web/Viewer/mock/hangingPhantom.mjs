// A block of voxels that are known by where they lie, as phases of several coordinate systems, and an earlier exam.

const size = 64;
/** Of a pixel, mm. */
export const pixel = 4;

/** HU of a voxel: a ramp in all directions, so that what lies between voxels is known too. `slice` counts from the feet. */
export const valueAt = (column, row, slice) => 4 * column + 4 * row + 20 * slice;

const element = (vr, ...values) => ({ vr, Value: values });

/**
 * @param {{ phase?: string, prior?: boolean, sliceCount?: number, spacing?: number, start?: number, space?: string, jump?: number, tilt?: number }} options
 * `space`: its frame of reference. `jump`: a gap of so many mm behind slice 3. `tilt`: mm by which each slice is shifted within its plane.
 */
export function ramp({ phase = 'arterial', prior, sliceCount = 20, spacing = 8, start = -80, space = 'a', jump = 0, tilt = 0 } = {}) {
  return {
    phase,
    prior,
    sliceCount,
    size,
    frame(index) {
      const pixels = Buffer.alloc(size * size * 2);
      for (let i = 0; i < size * size; i += 1) {
        pixels.writeInt16LE(valueAt(i % size, Math.floor(i / size), index) + 1024, i * 2);
      }
      return pixels;
    },
    describe(index, position, seriesIndex) {
      const corner = (-(size - 1) * pixel) / 2;
      return {
        '00080016': element('UI', '1.2.840.10008.5.1.4.1.1.2'),
        '00080018': element('UI', `2.25.${position}.${seriesIndex}.${index + 1}`),
        '00080060': element('CS', 'CT'),
        '0020000D': element('UI', `2.25.${position}`),
        '0020000E': element('UI', `2.25.${position}.${seriesIndex}`),
        '00200013': element('IS', index + 1),
        '00200032': element('DS', corner, corner + tilt * index, start + index * spacing + (index > 3 ? jump : 0)),
        '00200037': element('DS', 1, 0, 0, 0, 1, 0),
        '00200052': element('UI', `2.25.${position}.0.${space}`),
        '00280002': element('US', 1),
        '00280004': element('CS', 'MONOCHROME2'),
        '00280010': element('US', size),
        '00280011': element('US', size),
        '00280030': element('DS', pixel, pixel),
        '00280100': element('US', 16),
        '00280101': element('US', 16),
        '00280102': element('US', 15),
        '00280103': element('US', 1),
        '00281052': element('DS', -1024),
        '00281053': element('DS', 1),
      };
    },
  };
}

/** A window in which a HU is a known grey: 0 to 1000. */
export const windows = [
  { name: 'Ramp', center: 500, width: 1000 },
  { name: 'Wide', center: 500, width: 4000 },
];
