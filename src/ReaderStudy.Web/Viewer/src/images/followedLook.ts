import type { ImagePlane } from './imagePlane';
import type { LookedAt } from './looked';
import { dot } from './slicePlane';

/**
 * How a viewport is looked at once one that it goes with was led from one look to another: zoomed in the same ratio, turned as often, and
 * shifted as far in the patient, within its own plane. What was different between them stays different.
 * @param inMillimetres Both know the size of their pixels. Else both are shifted by the same share of what they show when they are fitted.
 */
export function followed(
  { looked, plane }: { readonly looked: LookedAt; readonly plane: ImagePlane },
  led: { readonly from: LookedAt; readonly to: LookedAt; readonly plane: ImagePlane },
  inMillimetres: boolean,
): LookedAt {
  const { from, to } = led;
  const share = inMillimetres ? 1 : Math.max(plane.width, plane.height) / Math.max(led.plane.width, led.plane.height);
  const [right, down] = alike(plane, led.plane, [(to.right - from.right) * share, (to.down - from.down) * share]);
  return { zoom: (looked.zoom * to.zoom) / from.zoom, right: looked.right + right, down: looked.down + down, turned: (looked.turned + to.turned - from.turned + 4) % 4 };
}

/** A shift along the rows and columns of one plane, along those of another that run nearest to them in the patient: as long, and the same way. */
function alike(plane: ImagePlane, other: ImagePlane, [right, down]: readonly [number, number]): readonly [number, number] {
  const [straight, swapped] = [
    [dot(plane.across, other.across), dot(plane.along, other.along)],
    [dot(plane.across, other.along), dot(plane.along, other.across)],
  ] as const;
  const size = ([a, b]: readonly [number, number]): number => Math.abs(a) + Math.abs(b);
  const way = (cosine: number): number => (cosine < 0 ? -1 : 1);
  return size(straight) >= size(swapped) ? [way(straight[0]) * right, way(straight[1]) * down] : [way(swapped[0]) * down, way(swapped[1]) * right];
}
