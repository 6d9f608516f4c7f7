import type { FrameMetadata } from '../contract';
import type { Slab } from './hangingContract';
import type { PlanePlan } from './planes';
import type { SourceStack } from './sourceStack';

/** A stack that is cut from another one. */
export interface PlaneStack {
  readonly source: SourceStack;
  readonly plan: PlanePlan;
  readonly slab: Slab | null;
  /** What Cornerstone calls the slices of the source. */
  readonly sourceIds: readonly string[];
  /** A slice of the source, for what its images say of themselves. */
  readonly frame: FrameMetadata;
}
