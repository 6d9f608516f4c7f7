import type { Slab } from './hangingContract';
import type { PlaneAxis, PlanePlan } from './planes';
import type { SourceStack } from './sourceStack';

/** The pixels of a slice, in the units that are shown. */
export type Pixels = Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array | Float32Array | Float64Array;

/** A place between two voxels: the nearer end's share of `next` is `share`. */
interface Between {
  readonly low: number;
  readonly high: number;
  readonly share: number;
}

/** Which places across the slices a slab of a slice takes in: those whose centres lie within it, and the slice's own. */
export function slabOf(plan: PlanePlan, index: number, slab: Slab | null): readonly number[] {
  const reach = slab === null ? 0 : Math.floor(slab.thickness / 2 / plan.across.spacing + 1e-6);
  const first = Math.max(0, index - reach);
  const last = Math.min(plan.count - 1, index + reach);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** The slices of the block that a slice of the plane is made of. */
export function neededSlices(source: SourceStack, plan: PlanePlan, index: number, slab: Slab | null): readonly number[] {
  return plan.across.of === 2 ? slabOf(plan, index, slab).map((at) => voxelOf(plan.across, at)) : Array.from({ length: source.counts[2] }, (_, k) => k);
}

/**
 * Cuts one slice of a plane out of the block: linear between voxels within the plane, and over the slab its brightest, darkest or mean
 * value. `sliceAt` gives the pixels of a slice of the block; only those of `neededSlices` are asked for.
 */
export function reslice(source: SourceStack, plan: PlanePlan, index: number, slab: Slab | null, sliceAt: (k: number) => Pixels): Int16Array<ArrayBuffer> {
  const { rows, columns } = plan;
  const [right, down] = [placesAlong(plan.right, columns, plan.pixel), placesAlong(plan.down, rows, plan.pixel)];
  const slices: (Pixels | undefined)[] = [];
  neededSlices(source, plan, index, slab).forEach((k) => (slices[k] = sliceAt(k)));
  const width = source.counts[0];
  const sums = new Float32Array(rows * columns);
  const at: [number, number, number] = [0, 0, 0];
  const value = (): number => slices[at[2]]?.[at[1] * width + at[0]] ?? 0;
  const layers = slabOf(plan, index, slab);
  const kind = slab?.kind ?? 'mean';
  layers.forEach((layer, nth) => {
    at[plan.across.of] = voxelOf(plan.across, layer);
    let pixel = 0;
    for (const y of down) {
      for (const x of right) {
        const found = alongRow(at, plan, x, y, value);
        const before = sums[pixel] ?? 0;
        sums[pixel] = nth === 0 ? found : kind === 'mean' ? before + found : kind === 'maximum' ? Math.max(before, found) : Math.min(before, found);
        pixel += 1;
      }
    }
  });
  const share = kind === 'mean' ? layers.length : 1;
  return Int16Array.from(sums, (v) => Math.max(-32768, Math.min(32767, Math.round(v / share))));
}

function alongRow(at: [number, number, number], plan: PlanePlan, x: Between, y: Between, value: () => number): number {
  at[plan.down.of] = y.low;
  const upper = between(at, plan.right.of, x, value);
  if (y.share === 0) {
    return upper;
  }
  at[plan.down.of] = y.high;
  return upper + (between(at, plan.right.of, x, value) - upper) * y.share;
}

function between(at: [number, number, number], of: 0 | 1 | 2, { low, high, share }: Between, value: () => number): number {
  at[of] = low;
  const here = value();
  if (share === 0) {
    return here;
  }
  at[of] = high;
  return here + (value() - here) * share;
}

function placesAlong(axis: PlaneAxis, count: number, pixel: number): Between[] {
  return Array.from({ length: count }, (_, i) => {
    const place = Math.min(axis.voxels - 1, (i * pixel) / axis.spacing);
    const low = Math.floor(place + 1e-6);
    const share = place - low < 1e-6 ? 0 : place - low;
    return { low: voxelOf(axis, low), high: voxelOf(axis, Math.min(axis.voxels - 1, low + 1)), share };
  });
}

function voxelOf(axis: PlaneAxis, place: number): number {
  return axis.flipped ? axis.voxels - 1 - place : place;
}
