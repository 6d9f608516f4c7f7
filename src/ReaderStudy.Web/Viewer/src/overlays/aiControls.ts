import { button, element, setText } from '../dom/element';
import type { AiShowing } from './aiShowing';
import { coloursOf, cssOf } from './overlayColours';
import type { AiPart, Overlay } from './overlayContract';
import { partNames, partOf } from './overlayWords';

/** The key of each part, as the button shows it. */
const keys: Readonly<Record<AiPart, string>> = { predictions: 'Shift P', boxes: 'Shift X', masks: 'Shift M', activations: 'Shift H' };

export interface AiControlsEvents {
  toggle(part: AiPart): void;
  /** @param settled False while the slider is being moved. */
  opacity(percent: number, settled: boolean): void;
}

/** Buttons that show and hide parts of the AI, how strongly areas are drawn, and what the colours mean. */
export class AiControls {
  readonly root: HTMLElement;
  private readonly toggles: ReadonlyMap<AiPart, HTMLButtonElement>;
  private readonly slider = element('input', 'ai-opacity', { type: 'range', min: '0', max: '100', step: '20', 'aria-label': 'Opacity of masks and activation' });
  private readonly percent = element('output', 'ai-opacity-percent');

  constructor(parts: readonly AiPart[], overlays: readonly Overlay[], events: AiControlsEvents) {
    this.toggles = new Map(parts.map((part) => [part, button('tool ai-toggle', nameOf(part, overlays), keys[part], () => events.toggle(part))]));
    this.slider.addEventListener('input', () => events.opacity(Number(this.slider.value), false));
    this.slider.addEventListener('change', () => events.opacity(Number(this.slider.value), true));
    // While the slider has the focus its keys are its own; the mouse does not leave the focus there.
    this.slider.addEventListener('keydown', (event) => {
      if (/^Arrow|^Page|^Home$|^End$/.test(event.key)) {
        event.stopPropagation();
      }
    });
    this.slider.addEventListener('pointerup', () => this.slider.blur());
    const areas = parts.some((part) => part === 'masks' || part === 'activations');
    this.root = element('div', 'ai-controls', { role: 'group', 'aria-label': 'What is shown of the AI' }, [
      element('div', 'ai-toggles', {}, [...this.toggles.values()]),
      areas
        ? element('label', 'ai-strength', {}, [element('span', '', {}, ['Opacity']), this.slider, this.percent, element('kbd', '', { 'aria-hidden': 'true' }, ['Shift O'])])
        : null,
      legend(overlays),
    ]);
  }

  show(showing: AiShowing): void {
    this.toggles.forEach((toggle, part) => toggle.setAttribute('aria-pressed', String(showing.isOn(part))));
    this.slider.value = String(showing.opacity);
    setText(this.percent, showing.opacity === 0 ? 'outline' : `${showing.opacity} %`);
  }
}

function nameOf(part: AiPart, overlays: readonly Overlay[]): string {
  const count = overlays.filter((overlay) => partOf[overlay.kind] === part).length;
  return count > 1 && part !== 'activations' ? `${partNames[part]} ${count}` : partNames[part];
}

/** A colour a label, and of an activation its scale. */
function legend(overlays: readonly Overlay[]): HTMLElement | null {
  const colours = coloursOf(overlays.map((overlay) => overlay.label));
  const labels = new Set(overlays.filter((overlay) => overlay.kind !== 'activation').map((overlay) => overlay.label));
  const swatches = [...labels].map((label) => {
    const colour = colours.get(label);
    const swatch = element('i', 'ai-swatch', { 'aria-hidden': 'true' });
    swatch.style.setProperty('--ai-colour', colour === undefined ? '' : cssOf(colour));
    return element('li', '', {}, [swatch, label]);
  });
  const maps = new Set(overlays.filter((overlay) => overlay.kind === 'activation').map((overlay) => overlay.label));
  const scales = [...maps].map((label) => element('li', '', {}, [`${label}: low `, element('i', 'ai-scale', { 'aria-hidden': 'true' }), ' high']));
  return swatches.length + scales.length === 0 ? null : element('ul', 'ai-legend', {}, [...swatches, ...scales]);
}
