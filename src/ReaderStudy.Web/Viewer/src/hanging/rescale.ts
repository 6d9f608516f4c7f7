/** How the units that are shown come of stored values. */
export interface Rescale {
  readonly slope: number;
  readonly intercept: number;
}

/** The values are in the units that are shown. */
export const asItIs: Rescale = { slope: 1, intercept: 0 };

/** The rescaling that all slices share and that may come after they were cut: means, and with a rising slope brightest and darkest, stay what they are. Null: none. */
export function commonRescale(of: readonly Rescale[]): Rescale | null {
  const [first = asItIs] = of;
  return first.slope > 0 && of.every(({ slope, intercept }) => slope === first.slope && intercept === first.intercept) ? first : null;
}

/** The lowest and the highest value; of nothing zero. */
export function extentOf(pixels: Int16Array): { readonly lowest: number; readonly highest: number } {
  let lowest = pixels[0] ?? 0;
  let highest = lowest;
  for (let i = 1; i < pixels.length; i += 1) {
    const value = pixels[i] ?? 0;
    lowest = value < lowest ? value : lowest;
    highest = value > highest ? value : highest;
  }
  return { lowest, highest };
}
