// An ultrasound loop in colours: a red line that moves to the right by four pixels a frame, over patches of green and blue.

const [columns, rows] = [160, 120];
const element = (vr, ...values) => ({ vr, Value: values });

export const loops = {
  ultrasound: { phase: null, sliceCount: 24, rows, columns, openingSlice: 0, frame, describe },
};

/** Where the line of a frame lies, from the left. */
export const lineAt = (index) => 20 + index * 4;

/** @returns {Buffer} RGB, interleaved. */
function frame(index) {
  const pixels = Buffer.alloc(columns * rows * 3);
  for (let y = 0; y < rows; y += 1) {
    for (let x = 0; x < columns; x += 1) {
      const at = (y * columns + x) * 3;
      pixels[at + (y < rows / 2 ? 1 : 2)] = 180;
      if (Math.abs(x - lineAt(index)) < 2) {
        pixels.set([220, 20, 20], at);
      }
    }
  }
  return pixels;
}

/** All that a frame says of itself. */
function describe(index, position, seriesIndex) {
  return {
    '00080018': element('UI', `2.25.${position}.${seriesIndex}.${index + 1}`),
    '00080060': element('CS', 'US'),
    '00181063': element('DS', 50),
    '0020000D': element('UI', `2.25.${position}`),
    '0020000E': element('UI', `2.25.${position}.${seriesIndex}`),
    '00200013': element('IS', index + 1),
    '00280002': element('US', 3),
    '00280004': element('CS', 'RGB'),
    '00280006': element('US', 0),
    '00280010': element('US', rows),
    '00280011': element('US', columns),
    '00280100': element('US', 8),
    '00280101': element('US', 8),
    '00280102': element('US', 7),
    '00280103': element('US', 0),
  };
}
