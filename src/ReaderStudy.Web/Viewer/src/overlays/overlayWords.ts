import { phaseName } from '../images/phaseNames';
import type { CaseToRead } from '../contract';
import type { AiPart, Overlay } from './overlayContract';

export const partOf: Readonly<Record<Overlay['kind'], AiPart>> = { box: 'boxes', mask: 'masks', activation: 'activations' };

export const partNames: Readonly<Record<AiPart, string>> = { predictions: 'Classes', boxes: 'Boxes', masks: 'Masks', activations: 'Activation' };

const kindNames: Readonly<Record<Overlay['kind'], string>> = { box: 'box', mask: 'mask', activation: 'activation' };

/** "Lesion 83 %". */
export function labelOf({ label, score }: Overlay): string {
  return score === undefined ? label : `${label} ${Math.round(score * 100)} %`;
}

/** The parts of the AI that there are. */
export function partsOf(hasClasses: boolean, overlays: readonly Overlay[]): AiPart[] {
  const drawn = new Set(overlays.map((overlay) => partOf[overlay.kind]));
  return [...(hasClasses ? (['predictions'] as const) : []), ...(['boxes', 'masks', 'activations'] as const).filter((part) => drawn.has(part))];
}

/** What was drawn on series that do not hang, each in words. */
export function notHung(overlays: readonly Overlay[], hung: readonly number[], series: CaseToRead['series']): string[] {
  return overlays
    .filter((overlay) => !hung.includes(overlay.series))
    .map((overlay) => {
      const at = series.findIndex((one) => one.index === overlay.series);
      return `${labelOf(overlay)}: ${kindNames[overlay.kind]} on ${phaseName(series[at]?.phase, at)}`;
    });
}
