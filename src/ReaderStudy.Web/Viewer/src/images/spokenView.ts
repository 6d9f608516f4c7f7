import { element, setText } from '../dom/element';

/** After how long a rest the view is spoken, in milliseconds: not every slice on the way. */
const rest = 600;

/** Tells screen readers what is looked at once scrolling or windowing rests. Not seen. */
export class SpokenView {
  readonly root = element('p', 'visually-hidden', { role: 'status', 'aria-live': 'polite' });
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly words: () => string) {}

  changed(): void {
    if (this.timer !== null) {
      clearTimeout(this.timer);
    }
    this.timer = setTimeout(() => setText(this.root, this.words()), rest);
  }
}
