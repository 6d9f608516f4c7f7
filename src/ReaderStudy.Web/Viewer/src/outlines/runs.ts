/** Runs of voxels of one slice, row after row: start, length, start, length. In their order, none touching the next. */
export type Runs = readonly number[];

export function runsOf(bitmap: Uint8Array): Runs {
  const runs: number[] = [];
  for (let i = 0; i < bitmap.length; i += 1) {
    if (bitmap[i] !== 0) {
      const start = i;
      while (i < bitmap.length && bitmap[i] !== 0) {
        i += 1;
      }
      runs.push(start, i - start);
    }
  }
  return runs;
}

export function bitmapOf(runs: Runs, size: number): Uint8Array {
  const bitmap = new Uint8Array(size);
  for (let i = 0; i + 1 < runs.length; i += 2) {
    const start = runs[i] ?? 0;
    bitmap.fill(1, start, start + (runs[i + 1] ?? 0));
  }
  return bitmap;
}

export function voxelsOf(runs: Runs): number {
  return runs.reduce((sum, value, i) => (i % 2 === 1 ? sum + value : sum), 0);
}
