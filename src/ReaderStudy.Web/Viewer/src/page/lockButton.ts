import { element, setText } from '../dom/element';

export type LockState = 'incomplete' | 'complete' | 'armed' | 'locking';

/** The column's one main act, on Enter. Locking takes two strokes: the first asks, so that no single stroke locks by accident. */
export class LockButton {
  readonly root: HTMLButtonElement;
  private readonly caption = element('span', '');

  constructor(onPress: () => void) {
    this.root = element('button', 'lock', { type: 'button' }, [this.caption, element('kbd', '', { 'aria-hidden': 'true' }, ['Enter'])]);
    this.root.addEventListener('pointerdown', (event) => event.preventDefault());
    this.root.addEventListener('click', onPress);
    this.show('incomplete', '');
  }

  show(state: LockState, words: string): void {
    this.root.dataset['state'] = state;
    setText(this.caption, words);
    this.root.setAttribute('aria-disabled', String(state === 'incomplete' || state === 'locking'));
  }
}
