export type Rgb = readonly [number, number, number];

/** Told apart on grey images, also by people who see no red or green; one a label, in turn. */
const palette: readonly Rgb[] = [
  [86, 180, 233],
  [240, 228, 66],
  [230, 159, 0],
  [0, 200, 150],
  [214, 130, 190],
  [255, 110, 80],
];

/** Colours by label, in the order in which they come. */
export function coloursOf(labels: readonly string[]): ReadonlyMap<string, Rgb> {
  return new Map([...new Set(labels)].map((label, i) => [label, palette[i % palette.length] ?? [255, 255, 255]]));
}

export function cssOf([red, green, blue]: Rgb): string {
  return `rgb(${red} ${green} ${blue})`;
}

/** A colour and how solid it is, from 0 to 255, as one pixel of an `ImageData` in memory. */
export function packed([red, green, blue]: Rgb, alpha: number): number {
  return new Uint32Array(Uint8Array.of(red, green, blue, alpha).buffer)[0] ?? 0;
}

/** From low to high; the legend's gradient in the style sheet has the same stops. */
const heat: readonly Rgb[] = [
  [40, 20, 110],
  [150, 40, 130],
  [230, 85, 60],
  [250, 190, 60],
  [255, 250, 200],
];

/** Of an activation from 0 to 255. */
export function heatOf(value: number): Rgb {
  const at = (Math.min(255, Math.max(0, value)) / 255) * (heat.length - 1);
  const low = Math.min(Math.floor(at), heat.length - 2);
  const [a, b] = [heat[low] ?? [0, 0, 0], heat[low + 1] ?? [0, 0, 0]];
  const mixed = (i: 0 | 1 | 2): number => Math.round(a[i] + (at - low) * (b[i] - a[i]));
  return [mixed(0), mixed(1), mixed(2)];
}
