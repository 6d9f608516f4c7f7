import type { Point } from '../images/slicePlane';
import type { SliceView } from '../images/sliceView';
import type { Shape } from './shapes';

const svg = 'http://www.w3.org/2000/svg';

/** The cursor that keys move, and the size of the brush, in pixels of the frame; null: not there. */
export interface Cursors {
  readonly crosshair: Point | null;
  readonly brush: { readonly at: Point; readonly across: number; readonly down: number; readonly turn: number } | null;
}

/** Draws lines over a viewport, in place of what was there; what others draw there stays. */
export function drawShapes(view: SliceView, shapes: readonly Shape[], { crosshair, brush }: Cursors): void {
  const { overlay } = view.frame;
  const layer = overlay.querySelector('g.marks') ?? overlay.appendChild(node('g', 'marks'));
  layer.replaceChildren(
    ...shapes.flatMap((shape) => drawn(view, shape)),
    ...(brush === null ? [] : [brushRing(brush)]),
    ...(crosshair === null ? [] : crosshairAt(crosshair)),
  );
}

function drawn(view: SliceView, { points, closed, look, selected, isPoint, label, grips }: Shape): SVGElement[] {
  const at = points.map((point) => view.toCanvas(point));
  const [first] = at;
  if (first === undefined) {
    return [];
  }
  const group = node('g', `mark ${look}${selected ? ' selected' : ''}`);
  if (isPoint) {
    group.append(node('circle', 'ring', { cx: first[0], cy: first[1], r: 7 }), node('circle', 'dot', { cx: first[0], cy: first[1], r: 1.5 }));
  } else if (at.length > 1) {
    const path = `M${at.map(([x, y]) => `${x.toFixed(2)} ${y.toFixed(2)}`).join('L')}${closed ? 'Z' : ''}`;
    group.append(node('path', 'under', { d: path }), node('path', 'line', { d: path }));
  }
  for (const [x, y] of grips.map((grip) => view.toCanvas(grip))) {
    group.append(node('rect', 'grip', { x: x - 3, y: y - 3, width: 6, height: 6 }));
  }
  if (label !== '') {
    const [x, y] = [Math.max(...at.map((p) => p[0])), Math.min(...at.map((p) => p[1]))];
    const text = node('text', 'name', { x: x + 10, y: y - 4 });
    text.textContent = label;
    group.append(text);
  }
  return [group];
}

function brushRing({ at, across, down, turn }: NonNullable<Cursors['brush']>): SVGElement {
  const [cx, cy] = at;
  return node('ellipse', 'brush', { cx, cy, rx: across, ry: down, transform: `rotate(${turn} ${cx} ${cy})` });
}

function crosshairAt([x, y]: Point): SVGElement[] {
  const gap = 5;
  const arm = 16;
  const lines = [
    [x - arm, y, x - gap, y],
    [x + gap, y, x + arm, y],
    [x, y - arm, x, y - gap],
    [x, y + gap, x, y + arm],
  ] as const;
  return lines.map(([x1, y1, x2, y2]) => node('line', 'crosshair', { x1, y1, x2, y2 }));
}

function node<K extends keyof SVGElementTagNameMap>(tag: K, className: string, attributes: Readonly<Record<string, string | number>> = {}): SVGElementTagNameMap[K] {
  const made = document.createElementNS(svg, tag);
  made.setAttribute('class', className);
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, String(value));
  }
  return made;
}
