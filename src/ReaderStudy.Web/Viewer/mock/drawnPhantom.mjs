// Synthetic series with voxels of known places and values, for what is drawn on images: thick slices, thin ones of the same patient, tilted ones
// and tall ones whose pixels are not square, and ones whose pixels have no known size.

const element = (vr, ...values) => ({ vr, Value: values });

/** A block of 21 by 15 voxels of 100 HU, in it one of 5 by 5 of 300; a landmark of 3 by 3 of 1000 HU around each of these voxels. */
export const block = { column: 60, row: 150, columns: 21, rows: 15, value: 100, core: { column: 68, row: 155, side: 5, value: 300 } };
export const landmarks = [
  { column: 90, row: 70 },
  { column: 180, row: 131 },
];

/** Square slices of a size. */
function drawn(size, index) {
  const pixels = new Int16Array(size * size).fill(index + 1024);
  const fill = ({ column, row, columns, rows }, hu) => {
    for (let y = row; y < row + rows; y += 1) {
      pixels.fill(hu + index + 1024, y * size + column, y * size + column + columns);
    }
  };
  const { core } = block;
  fill(block, block.value);
  fill({ ...core, columns: core.side, rows: core.side }, core.value);
  for (const { column, row } of landmarks) {
    fill({ column: column - 1, row: row - 1, columns: 3, rows: 3 }, 1000);
  }
  return Buffer.from(pixels.buffer);
}

const angle = (20 * Math.PI) / 180;
const size = 256;

function series(phase, { sliceCount, step, corner, orientation, spacing, more = {} }) {
  return {
    phase,
    sliceCount,
    size,
    frame: (index) => drawn(size, index),
    metadata: (index) => ({
      '00200032': element('DS', ...corner.map((v, i) => v + step[i] * index)),
      '00200037': element('DS', ...orientation),
      '00280010': element('US', size),
      '00280011': element('US', size),
      '00280030': spacing === null ? undefined : element('DS', ...spacing),
      ...more,
    }),
  };
}

const axial = [1, 0, 0, 0, 1, 0];

export const drawnSeries = {
  thick: series('native', { sliceCount: 12, step: [0, 0, -5], corner: [-90, -85, 30], orientation: axial, spacing: [0.7, 0.7] }),
  /** Stored from the feet up, so that it hangs the other way round. */
  thin: series('arterial', { sliceCount: 24, step: [0, 0, 2.5], corner: [-90, -85, -26.5], orientation: axial, spacing: [0.7, 0.7] }),
  tilted: series('portal-venous', {
    sliceCount: 10,
    step: [0, 4 * Math.sin(angle), -4 * Math.cos(angle)],
    corner: [-80, -60, 20],
    orientation: [1, 0, 0, 0, Math.cos(angle), Math.sin(angle)],
    spacing: [0.5, 0.8],
  }),
  /** Rows lie further apart than columns. */
  tall: series('delayed', { sliceCount: 6, step: [0, 0, -5], corner: [-60, -95, 30], orientation: axial, spacing: [0.8, 0.5] }),
  unknown: series('delayed', { sliceCount: 6, step: [0, 0, -5], corner: [-90, -85, 30], orientation: axial, spacing: null }),
  detector: series('delayed', { sliceCount: 6, step: [0, 0, -5], corner: [-90, -85, 30], orientation: axial, spacing: null, more: { '00181164': element('DS', 0.2, 0.2) } }),
};

/** The centre of a voxel in the patient, by hand from the orientation: what the room must find. */
export function worldOf(name, slice, column, row) {
  const { metadata } = drawnSeries[name];
  const [corner, orientation, spacing] = ['00200032', '00200037', '00280030'].map((tag) => metadata(slice)[tag]?.Value ?? [1, 1]);
  return [0, 1, 2].map((i) => corner[i] + orientation[i] * spacing[1] * column + orientation[i + 3] * spacing[0] * row);
}
