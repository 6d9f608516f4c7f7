import { element, setText } from '../dom/element';

export type LockState = 'incomplete' | 'complete' | 'armed' | 'locking';

const captions: Readonly<Record<LockState, string>> = {
  incomplete: 'Lock reading and go on',
  complete: 'Lock reading and go on',
  armed: 'Press Enter again to lock',
  locking: 'Locking',
};

/** The button that locks, in two strokes: the first asks, so that no single stroke locks by accident. */
export class LockButton {
  readonly root: HTMLButtonElement;
  private readonly caption = element('span', '');

  constructor(onPress: () => void) {
    this.root = element('button', 'lock', { type: 'button' }, [this.caption, element('kbd', '', { 'aria-hidden': 'true' }, ['Enter'])]);
    this.root.addEventListener('pointerdown', (event) => event.preventDefault());
    this.root.addEventListener('click', onPress);
    this.show('incomplete');
  }

  show(state: LockState): void {
    this.root.dataset['state'] = state;
    setText(this.caption, captions[state]);
    this.root.setAttribute('aria-disabled', String(state === 'incomplete' || state === 'locking'));
  }
}
