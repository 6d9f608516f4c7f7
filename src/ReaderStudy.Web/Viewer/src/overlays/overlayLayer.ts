import type { FrameOfView } from '../images/sliceView';

const svgNamespace = 'http://www.w3.org/2000/svg';

/** Where the AI's drawings of one phase stand: over the image, below the reader's own marks. Made when something is drawn first. */
export interface OverlayLayer {
  readonly areas: HTMLCanvasElement;
  readonly lines: SVGSVGElement;
}

const layers = new WeakMap<FrameOfView, OverlayLayer>();

/** @param make False: null where there is none yet. */
export function layerOf(frame: FrameOfView, make: boolean): OverlayLayer | null {
  const known = layers.get(frame);
  if (known !== undefined || !make) {
    return known ?? null;
  }
  const areas = document.createElement('canvas');
  areas.className = 'overlay-pixels ai-areas';
  areas.setAttribute('aria-hidden', 'true');
  const lines = svg('svg', { class: 'overlay ai-lines', 'aria-hidden': 'true' });
  frame.overlayPixels.before(areas, lines);
  const layer = { areas, lines };
  layers.set(frame, layer);
  return layer;
}

/** Takes everything of the AI off a phase. */
export function clearLayer(frame: FrameOfView): void {
  const layer = layerOf(frame, false);
  layer?.areas.remove();
  layer?.lines.remove();
  layers.delete(frame);
}

export function svg<K extends keyof SVGElementTagNameMap>(tag: K, attributes: Readonly<Record<string, string>>, text = ''): SVGElementTagNameMap[K] {
  const made = document.createElementNS(svgNamespace, tag);
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
  made.textContent = text;
  return made;
}
