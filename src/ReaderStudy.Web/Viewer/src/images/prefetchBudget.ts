/** What is fetched ahead of the case on the screen. */
export interface PrefetchBudget {
  /** Of decoded pixels. */
  readonly bytes: number;
  /** Requests in all. */
  readonly slices: number;
}

/** A case of four phases with 250 slices of 512 x 512 fits; of a larger one the slices around the opening ones are fetched ahead. */
export const nextCaseBudget: PrefetchBudget = { bytes: 512 * 1024 ** 2, slices: 1200 };

/** Of the case on the screen: below what the cache holds in all, so that no slice that was fetched for it drives out one that is looked at. */
export const ownCaseBudget: PrefetchBudget = { bytes: 896 * 1024 ** 2, slices: Number.POSITIVE_INFINITY };

/** Those of a case's slices, in the order in which they are fetched, that the budget has room for. */
export function withinBudget<T extends { readonly series: number }>(
  slices: readonly T[],
  series: readonly { readonly rows: number; readonly columns: number }[],
  budget: PrefetchBudget,
): T[] {
  let bytes = 0;
  let full = false;
  return slices.slice(0, budget.slices).filter((slice) => {
    const { rows, columns } = series[slice.series] ?? { rows: 0, columns: 0 };
    bytes += 2 * rows * columns;
    full ||= bytes > budget.bytes;
    return !full;
  });
}
