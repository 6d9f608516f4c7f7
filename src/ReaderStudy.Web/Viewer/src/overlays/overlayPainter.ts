import { type HungSeries, storedSlice } from '../images/caseImages';
import { isAcquired } from '../images/hungSeries';
import { shownPlane } from '../images/shownPlane';
import { type Point, pixelToWorld, type SlicePlane } from '../images/slicePlane';
import type { SliceView, SliceViews } from '../images/sliceView';
import type { AiShowing } from './aiShowing';
import { boxOnSlice } from './boxOnSlice';
import { OverlayAreas } from './overlayAreas';
import { coloursOf, cssOf, type Rgb } from './overlayColours';
import type { ActivationOverlay, BoxOverlay, MaskOverlay, Overlay } from './overlayContract';
import { clearLayer, layerOf, svg } from './overlayLayer';
import { labelOf } from './overlayWords';

/** Half the distance to the next slice where there is no next slice, mm. */
const lonely = 5;

/** Draws what the AI drew over the images, anew with each of them. */
export class OverlayPainter {
  private overlays: readonly Overlay[] = [];
  private colours: ReadonlyMap<string, Rgb> = new Map();
  private readonly areas = new OverlayAreas();

  constructor(
    private readonly views: SliceViews,
    private readonly showing: AiShowing,
  ) {
    views.onDrawn((view) => this.paint(view));
  }

  /** Of the case on the screen; empty: nothing is drawn any more. */
  show(overlays: readonly Overlay[]): void {
    this.overlays = overlays;
    this.areas.forget();
    this.colours = coloursOf(overlays.map((overlay) => overlay.label));
    this.paintAll();
  }

  paintAll(): void {
    this.views.all.forEach((view) => this.paint(view));
  }

  private paint(view: SliceView): void {
    const { hung } = view;
    const plane = hung === null ? null : shownPlane(hung, view.slice);
    const here = hung === null ? [] : this.overlays.filter((overlay) => overlay.series === hung.series.index);
    if (hung === null || plane === null || here.length === 0) {
      clearLayer(view.frame);
      return;
    }
    const layer = layerOf(view.frame, true);
    // Areas lie on slices as they were acquired; boxes go through every plane.
    const areas = isAcquired(hung) ? here : [];
    const stored = storedSlice(hung, view.slice);
    const context = layer === null ? null : cleared(layer.areas);
    if (layer === null || context === null) {
      return;
    }
    const toScreen = pixelsOnScreen(view, plane);
    for (const overlay of areas) {
      if (overlay.kind === 'activation' && this.showing.isOn('activations')) {
        this.paintActivation(context, overlay, stored, plane, toScreen);
      } else if (overlay.kind === 'mask' && this.showing.isOn('masks')) {
        this.paintMask(context, overlay, stored, plane, toScreen);
      }
    }
    const boxes = here.filter((overlay) => overlay.kind === 'box');
    layer.lines.replaceChildren(...(this.showing.isOn('boxes') ? boxes.flatMap((box) => this.boxLines(view, box, plane, reachOf(hung))) : []));
  }

  private paintMask(context: CanvasRenderingContext2D, overlay: MaskOverlay, stored: number, plane: SlicePlane, toScreen: DOMMatrix): void {
    const slice = overlay.slices.find((s) => s.slice === stored);
    if (slice === undefined) {
      return;
    }
    const colour = this.colourOf(overlay);
    if (this.showing.opacity > 0) {
      context.globalAlpha = this.showing.opacity / 100;
      context.setTransform(toScreen);
      context.drawImage(this.areas.filledMask(slice, plane.columns, plane.rows, colour), 0, 0);
    } else {
      const outline = new Path2D();
      outline.addPath(this.areas.outlineOf(slice, plane.columns, plane.rows), toScreen);
      context.globalAlpha = 1;
      context.resetTransform();
      context.strokeStyle = cssOf(colour);
      context.lineWidth = 1.5 * devicePixelRatio;
      context.stroke(outline);
    }
  }

  private paintActivation(context: CanvasRenderingContext2D, overlay: ActivationOverlay, stored: number, plane: SlicePlane, toScreen: DOMMatrix): void {
    const slice = overlay.slices.find((s) => s.slice === stored);
    if (slice !== undefined && this.showing.opacity > 0) {
      context.globalAlpha = this.showing.opacity / 100;
      context.setTransform(toScreen.scale(plane.columns / slice.columns, plane.rows / slice.rows));
      context.drawImage(this.areas.heatMap(slice), 0, 0);
    }
  }

  private boxLines(view: SliceView, box: BoxOverlay, plane: SlicePlane, reach: number): SVGElement[] {
    const corners = boxOnSlice(box, plane, reach).map((corner) => view.toCanvas(corner));
    const [first] = corners;
    if (first === undefined) {
      return [];
    }
    const top = corners.reduce((best, corner) => (corner[1] < best[1] || (corner[1] === best[1] && corner[0] < best[0]) ? corner : best), first);
    const line = svg('polygon', { class: 'ai-box', points: corners.map(([x, y]) => `${x.toFixed(2)},${y.toFixed(2)}`).join(' ') });
    const words = svg('text', { class: 'ai-box-label', x: top[0].toFixed(1), y: (top[1] - 5).toFixed(1) }, labelOf(box));
    [line, words].forEach((part) => part.style.setProperty('--ai-colour', cssOf(this.colourOf(box))));
    return [line, words];
  }

  private colourOf({ label }: Overlay): Rgb {
    return this.colours.get(label) ?? [255, 255, 255];
  }
}

/** From pixels of the slice, counted from its corner, to device pixels of its frame. */
function pixelsOnScreen(view: SliceView, plane: SlicePlane): DOMMatrix {
  const at = (column: number, row: number): Point => view.toCanvas(pixelToWorld(plane, [column - 0.5, row - 0.5]));
  const [origin, across, down] = [at(0, 0), at(plane.columns, 0), at(0, plane.rows)];
  const ratio = devicePixelRatio;
  return new DOMMatrix([
    ((across[0] - origin[0]) / plane.columns) * ratio,
    ((across[1] - origin[1]) / plane.columns) * ratio,
    ((down[0] - origin[0]) / plane.rows) * ratio,
    ((down[1] - origin[1]) / plane.rows) * ratio,
    origin[0] * ratio,
    origin[1] * ratio,
  ]);
}

/** An empty canvas of the frame's size in device pixels, that shows pixels as they are. */
function cleared(canvas: HTMLCanvasElement): CanvasRenderingContext2D | null {
  const width = Math.round(canvas.clientWidth * devicePixelRatio);
  const height = Math.round(canvas.clientHeight * devicePixelRatio);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const context = canvas.getContext('2d');
  context?.resetTransform();
  context?.clearRect(0, 0, width, height);
  if (context !== null) {
    context.imageSmoothingEnabled = false;
  }
  return context;
}

function reachOf({ geometry: { positions } }: HungSeries): number {
  const [first, second] = positions;
  return first === undefined || second === undefined ? lonely : Math.abs(second - first) / 2 + 1e-3;
}
