const shortNames: Readonly<Record<string, string>> = {
  native: 'Native',
  arterial: 'AP',
  'portal-venous': 'PVP',
  delayed: 'Delayed',
};

/** What a viewport is labelled with: AP, PVP, …; an unknown phase by its place. */
export function phaseName(phase: string | null | undefined, place: number): string {
  return phase === null || phase === undefined || phase === '' ? `Series ${place + 1}` : (shortNames[phase] ?? phase);
}

/** Series in the order of the hanging protocol; phases that it does not name follow as they come. */
export function inHangingOrder<T extends { readonly phase?: string | null; readonly index: number }>(
  series: readonly T[],
  phases: readonly string[],
): T[] {
  const place = (s: T): number => {
    const at = typeof s.phase !== 'string' ? -1 : phases.indexOf(s.phase);
    return at < 0 ? phases.length : at;
  };
  return [...series].sort((a, b) => place(a) - place(b) || a.index - b.index);
}
