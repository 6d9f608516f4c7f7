import type { MaskSlice } from './overlayContract';

/** Writes a value into the pixels inside, run by run. */
export function fillRuns(pixels: Uint8Array | Uint32Array, runs: MaskSlice['runs'], value: number): void {
  for (let i = 0; i + 1 < runs.length; i += 2) {
    const start = runs[i] ?? 0;
    pixels.fill(value, start, start + (runs[i + 1] ?? 0));
  }
}

/** One byte a pixel: 1 inside, 0 outside. */
export function insideOf({ runs }: Pick<MaskSlice, 'runs'>, pixels: number): Uint8Array {
  const inside = new Uint8Array(pixels);
  fillRuns(inside, runs, 1);
  return inside;
}

/** A straight piece of an outline, from corner to corner of pixels: column and row, each twice. */
export type Edge = readonly [number, number, number, number];

/** The sides of pixels between inside and outside, each straight piece once. */
export function edgesOf(inside: Uint8Array, columns: number, rows: number): Edge[] {
  const at = (column: number, row: number): number =>
    column < 0 || row < 0 || column >= columns || row >= rows ? 0 : (inside[row * columns + column] ?? 0);
  return [
    ...pieces(rows, columns, (row, column) => at(column, row - 1) !== at(column, row)).map(([row, from, to]): Edge => [from, row, to, row]),
    ...pieces(columns, rows, (column, row) => at(column - 1, row) !== at(column, row)).map(([column, from, to]): Edge => [column, from, column, to]),
  ];
}

/** Along each line, from one to the other end: where it is an edge without a gap. */
function pieces(lines: number, length: number, isEdge: (line: number, at: number) => boolean): [number, number, number][] {
  const found: [number, number, number][] = [];
  for (let line = 0; line <= lines; line += 1) {
    let from = -1;
    for (let at = 0; at <= length; at += 1) {
      const edge = at < length && isEdge(line, at);
      if (edge && from < 0) {
        from = at;
      } else if (!edge && from >= 0) {
        found.push([line, from, at]);
        from = -1;
      }
    }
  }
  return found;
}
