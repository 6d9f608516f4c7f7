import type { Slab } from './hangingContract';
import type { PlaneAxis, PlanePlan } from './planes';
import { asItIs, type Rescale } from './rescale';
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
 * value. `sliceAt` gives the pixels of a slice of the block; only those of `neededSlices` are asked for. `rescale`: what they hold
 * is not yet in the units that are shown.
 */
export function reslice(source: SourceStack, plan: PlanePlan, index: number, slab: Slab | null, sliceAt: (k: number) => Pixels, rescale: Rescale = asItIs): Int16Array<ArrayBuffer> {
  const { rows, columns } = plan;
  const down = placesAlong(plan.down, rows, plan.pixel);
  const slices: Pixels[] = [];
  neededSlices(source, plan, index, slab).forEach((k) => (slices[k] = sliceAt(k)));
  const sums = new Float32Array(rows * columns);
  const layers = slabOf(plan, index, slab);
  const kind = slab?.kind ?? 'mean';
  layers.forEach((layer, nth) => {
    const lines = new Lines(source, plan, slices, voxelOf(plan.across, layer));
    down.forEach(({ low, high, share }, row) => {
      const upper = lines.at(low, high);
      lay(upper, share === 0 ? upper : lines.at(high, low), share, sums.subarray(row * columns, (row + 1) * columns), nth === 0 ? null : kind);
    });
  });
  const share = kind === 'mean' ? layers.length : 1;
  const pixels = new Int16Array(rows * columns);
  for (let i = 0; i < pixels.length; i += 1) {
    pixels[i] = Math.max(-32768, Math.min(32767, Math.round(((sums[i] ?? 0) / share) * rescale.slope + rescale.intercept)));
  }
  return pixels;
}

/** Lays a line between two others over a row of the slab. @param kind How; null: nothing lies there yet. */
function lay(upper: Float64Array, lower: Float64Array, share: number, row: Float32Array, kind: Slab['kind'] | null): void {
  for (let i = 0; i < row.length; i += 1) {
    const above = upper[i] ?? 0;
    const found = above + ((lower[i] ?? 0) - above) * share;
    const before = row[i] ?? 0;
    row[i] = kind === null ? found : kind === 'mean' ? before + found : kind === 'maximum' ? Math.max(before, found) : Math.min(before, found);
  }
}

/** The lines of pixels in one layer of the block, each at one of its own voxels downwards. */
class Lines {
  /** Of each pixel: how far on from the line's first voxel the two lie that it is between, or in which slices where the line goes through them. */
  private readonly low: Int32Array;
  private readonly high: Int32Array;
  private readonly share: Float64Array;
  /** The last two lines: rows of the plane between the same voxels need them again. */
  private readonly last: { down: number; readonly values: Float64Array }[];

  constructor(
    private readonly source: SourceStack,
    private readonly plan: PlanePlan,
    private readonly slices: readonly Pixels[],
    /** Voxel of the block. */
    private readonly across: number,
  ) {
    const places = placesAlong(plan.right, plan.columns, plan.pixel);
    const step = plan.right.of === 1 ? source.counts[0] : 1;
    this.low = Int32Array.from(places, ({ low }) => low * step);
    this.high = Int32Array.from(places, ({ high }) => high * step);
    this.share = Float64Array.from(places, ({ share }) => share);
    this.last = [0, 1].map(() => ({ down: -1, values: new Float64Array(plan.columns) }));
  }

  /** The line at a voxel; the one at `beside` stays as it was given. */
  at(down: number, beside: number): Float64Array {
    const line = this.last.find((one) => one.down === down) ?? this.last.find((one) => one.down !== beside);
    if (line === undefined) {
      throw new RangeError('Two lines lie at different voxels.');
    }
    if (line.down !== down) {
      line.down = down;
      this.read(down, line.values);
    }
    return line.values;
  }

  private read(down: number, values: Float64Array): void {
    const { plan, slices, low, high, share } = this;
    const start: [number, number, number] = [0, 0, 0];
    start[plan.across.of] = this.across;
    start[plan.down.of] = down;
    const first = start[1] * this.source.counts[0] + start[0];
    const through = plan.right.of === 2;
    const slice = slices[start[2]];
    for (let i = 0; i < values.length; i += 1) {
      const a = low[i] ?? 0;
      const b = high[i] ?? 0;
      const here = (through ? slices[a]?.[first] : slice?.[first + a]) ?? 0;
      const next = (through ? slices[b]?.[first] : slice?.[first + b]) ?? 0;
      values[i] = here + (next - here) * (share[i] ?? 0);
    }
  }
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
