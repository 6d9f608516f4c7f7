import type { FrameMetadata, PictureOfCase } from '../contract';
import { type HungSeries, pictureAsSeries } from '../images/hungSeries';
import { geometryOf } from '../images/sliceGeometry';
import type { Point, World } from '../images/slicePlane';
import type { SliceView } from '../images/sliceView';
import type { PictureFrame } from './pictureFrame';
import type { SlideView } from './slideView';

/** A picture as a series of one frame that lies nowhere: column and row of its full resolution are x and y. */
export function hungPicture({ index, label, width, height, micronsPerPixel }: PictureOfCase): HungSeries {
  const frame: FrameMetadata = { '00280010': { vr: 'UL', Value: [height] }, '00280011': { vr: 'UL', Value: [width] } };
  return {
    label,
    series: { index: pictureAsSeries(index), sliceCount: 1, rows: height, columns: width, openingSlice: 0 },
    openingSlice: 0,
    frames: [frame],
    frameUrls: [],
    imageIds: [],
    geometry: geometryOf([frame]),
    turned: false,
    picture: { micronsPerPixel: micronsPerPixel ?? null },
  };
}

/** A slide or photograph, as far as something is drawn over it. */
export class PictureSlice implements SliceView {
  readonly slice = 0;
  private shown: HungSeries | null = null;

  constructor(
    readonly place: number,
    readonly frame: PictureFrame,
    private readonly view: Pick<SlideView, 'isOpen' | 'toScreen' | 'toPicture' | 'view'>,
  ) {}

  get hung(): HungSeries | null {
    return this.view.isOpen ? this.shown : null;
  }

  get turned(): number {
    return Math.round((this.view.view(true)?.turned ?? 0) / 90) % 4;
  }

  show(picture: PictureOfCase): void {
    this.shown = hungPicture(picture);
  }

  /** OpenSeadragon counts from the corner of the first pixel, what is drawn from its centre. */
  toCanvas([x, y]: World): Point {
    return this.view.toScreen([x + 0.5, y + 0.5]);
  }

  toWorld(point: Point): World {
    const [x, y] = this.view.toPicture(point);
    return [x - 0.5, y - 0.5, 0];
  }

  values(): null {
    return null;
  }

  distanceToSlice([, , z]: World): number {
    return Math.abs(z);
  }
}
