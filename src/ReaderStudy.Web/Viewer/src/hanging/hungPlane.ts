import type { HungSeries } from '../images/hungSeries';
import type { Orientation, Slab } from './hangingContract';
import { originOf, orientationOf, type PlanePlan, planOf } from './planes';
import { sourceOf } from './sourceStack';
import { cross, dot, scaled, sum, type Vector } from './vectors';

export const scheme = 'plane';

/** The stack in a plane and slab; a sentence where it cannot be made; the stack itself where nothing is to be made. */
export function hungPlane(stack: HungSeries, orientation: Orientation, slab: Slab | null): HungSeries | string {
  if (slab === null && orientationOf(stack.geometry.normal) === orientation) {
    return stack;
  }
  const source = sourceOf(stack.frames);
  if (typeof source === 'string') {
    return source;
  }
  const plan = planOf(source, orientation);
  const normal = cross(plan.right.direction, plan.down.direction);
  const name = `${scheme}:${stack.imageIds[0] ?? ''}?${orientation}${slab === null ? '' : `,${slab.kind},${slab.thickness}`}`;
  return {
    label: stack.label,
    series: stack.series,
    openingSlice: orientationOf(stack.geometry.normal) === orientation ? stack.openingSlice : Math.floor(plan.count / 2),
    frames: [],
    frameUrls: [],
    imageIds: Array.from({ length: plan.count }, (_, i) => `${name}#${i}`),
    geometry: {
      positions: Array.from({ length: plan.count }, (_, i) => dot(originOf(plan, i), normal)),
      middles: [middleOf(plan, 0), middleOf(plan, plan.count - 1)],
      normal,
      rowDirection: plan.right.direction,
      columnDirection: plan.down.direction,
      frameOfReference: stack.geometry.frameOfReference,
      hasPlaces: stack.geometry.hasPlaces,
    },
    turned: false,
    plane: { source, plan, slab, sourceIds: stack.imageIds, frame: stack.frames[0] ?? {} },
  };
}

/** The middle of a slice that is cut. */
function middleOf(plan: PlanePlan, index: number): Vector {
  const { right, down, columns, rows, pixel } = plan;
  return sum(originOf(plan, index), scaled(right.direction, ((columns - 1) / 2) * pixel), scaled(down.direction, ((rows - 1) / 2) * pixel));
}

/** In words for the label: `coronal, MIP 10 mm`; empty where nothing is to be said. */
export function planeWords(own: Orientation, orientation: Orientation, slab: Slab | null): string {
  return [orientation === own ? '' : orientation, slab === null ? '' : `${slabWords[slab.kind]} ${slab.thickness} mm`].filter((w) => w !== '').join(', ');
}

export const slabWords: Readonly<Record<Slab['kind'], string>> = { maximum: 'MIP', mean: 'Mean', minimum: 'MinIP' };
