import type { Vector } from './vectors';

/** A landmark as it is drawn: which pair it is of. */
export interface DrawnMark {
  readonly at: Vector;
  readonly number: number;
  /** The second point is still missing. */
  readonly waiting: boolean;
}

const svgNamespace = 'http://www.w3.org/2000/svg';

/** What is drawn over a viewport: where the active one cuts it, and landmarks. */
export class PlaneOverlay {
  readonly root = svg('svg', { class: 'plane-overlay', 'aria-hidden': 'true' });
  private line: readonly [Vector, Vector] | null = null;
  private marks: readonly DrawnMark[] = [];

  show(line: readonly [Vector, Vector] | null, marks: readonly DrawnMark[]): void {
    this.line = line;
    this.marks = marks;
  }

  /** `place` gives a point's place on the screen within the viewport; null where there is none. */
  draw(place: (point: Vector) => readonly [number, number] | null): void {
    const [from, to] = this.line === null ? [null, null] : this.line.map(place);
    const parts: SVGElement[] = [];
    if (from && to) {
      parts.push(svg('line', { class: 'cross-line', x1: from[0], y1: from[1], x2: to[0], y2: to[1] }));
    }
    for (const { at, number, waiting } of this.marks) {
      const on = place(at);
      if (on !== null) {
        const [x, y] = on;
        const text = svg('text', { x: x + 8, y: y - 6 });
        text.textContent = String(number);
        parts.push(svg('g', { class: waiting ? 'landmark waiting' : 'landmark', 'data-x': x.toFixed(1), 'data-y': y.toFixed(1) }, [svg('path', { d: `M${x - 6} ${y}H${x + 6}M${x} ${y - 6}V${y + 6}` }), text]));
      }
    }
    this.root.replaceChildren(...parts);
  }
}

function svg(name: string, attributes: Readonly<Record<string, string | number>>, children: readonly SVGElement[] = []): SVGElement {
  const made = document.createElementNS(svgNamespace, name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, String(value)));
  made.append(...children);
  return made;
}
