import type { AiPart } from './overlayContract';

/** How strongly areas are drawn, in turn; at 0 masks are outlined and activations away. */
export const opacities: readonly number[] = [60, 80, 100, 0, 20, 40];

export interface AiChange {
  readonly part: AiPart;
  readonly on: boolean;
  readonly opacity: number;
}

const areas: readonly AiPart[] = ['masks', 'activations'];
const drawn: readonly AiPart[] = ['boxes', ...areas];

/** Which parts of the AI are on the screen and how strongly; stays from case to case. Every change says what it was. */
export class AiShowing {
  private readonly hidden = new Set<AiPart>();
  private strength = opacities[0] ?? 100;

  get opacity(): number {
    return this.strength;
  }

  isOn(part: AiPart): boolean {
    return !this.hidden.has(part);
  }

  /** How each of the parts that there are is shown. */
  stateOf(parts: readonly AiPart[]): AiChange[] {
    return parts.map((part) => ({ part, on: this.isOn(part), opacity: this.strength }));
  }

  toggle(part: AiPart): AiChange[] {
    if (!this.hidden.delete(part)) {
      this.hidden.add(part);
    }
    return this.stateOf([part]);
  }

  /** Hides everything that is drawn, or shows all of it when nothing is. */
  toggleDrawn(parts: readonly AiPart[]): AiChange[] {
    const there = parts.filter((part) => drawn.includes(part));
    const anyOn = there.some((part) => this.isOn(part));
    return there.filter((part) => this.isOn(part) === anyOn).flatMap((part) => this.toggle(part));
  }

  /** @param opacity In percent. */
  setOpacity(opacity: number, parts: readonly AiPart[]): AiChange[] {
    if (opacity === this.strength) {
      return [];
    }
    this.strength = opacity;
    return this.stateOf(parts.filter((part) => areas.includes(part)));
  }

  nextOpacity(parts: readonly AiPart[]): AiChange[] {
    const at = opacities.indexOf(this.strength);
    return this.setOpacity(opacities[(at + 1) % opacities.length] ?? this.strength, parts);
  }
}
