import { button, element, setText } from '../dom/element';

export interface LoopBarEvents {
  toggle(): void;
  /** To a frame, from 0. */
  goTo(index: number): void;
}

/** Below a loop: play and pause, where it is, how fast it runs. */
export class LoopBar {
  readonly root: HTMLElement;
  private readonly toggle: HTMLButtonElement;
  private readonly slider = element('input', 'loop-place', { type: 'range', min: '0', step: '1', 'aria-label': 'Frame', tabindex: '-1' });
  private readonly rate = element('span', 'loop-rate');

  constructor(events: LoopBarEvents) {
    this.toggle = button('tool', 'Play', 'P', () => events.toggle());
    this.slider.addEventListener('input', () => events.goTo(Number(this.slider.value)));
    // The arrows go on meaning what they mean on the page.
    this.slider.addEventListener('pointerup', () => this.slider.blur());
    this.root = element('div', 'loop-bar', {}, [this.toggle, this.slider, this.rate]);
    this.root.addEventListener('pointerdown', (event) => event.stopPropagation());
    this.root.addEventListener('dblclick', (event) => event.stopPropagation());
    this.root.hidden = true;
  }

  showFrame(index: number, count: number): void {
    this.slider.max = String(count - 1);
    this.slider.value = String(index);
  }

  showState(playing: boolean, rate: number): void {
    this.root.hidden = false;
    this.root.dataset['playing'] = String(playing);
    setText(this.rate, `${Math.round(rate)} / s`);
    const label = this.toggle.querySelector('span');
    if (label !== null) {
      setText(label, playing ? 'Pause' : 'Play');
    }
  }
}
