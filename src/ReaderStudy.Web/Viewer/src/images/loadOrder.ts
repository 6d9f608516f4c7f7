/** A slice of a case: series by its place, slice from 0. */
export interface SliceOfCase {
  readonly series: number;
  readonly slice: number;
}

/** The order in which a case's slices are fetched: the opening slices first, then outwards from them, all series in step. */
export function loadOrder(series: readonly { readonly sliceCount: number; readonly openingSlice: number }[]): SliceOfCase[] {
  const rings = Math.max(0, ...series.map((s) => s.sliceCount));
  const order: SliceOfCase[] = [];
  for (let ring = 0; ring < rings; ring += 1) {
    series.forEach(({ sliceCount, openingSlice }, index) => {
      for (const slice of ring === 0 ? [openingSlice] : [openingSlice + ring, openingSlice - ring]) {
        if (slice >= 0 && slice < sliceCount) {
          order.push({ series: index, slice });
        }
      }
    });
  }
  return order;
}
