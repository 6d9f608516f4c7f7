import { button, element, setText } from '../dom/element';

/** A pair of points, in words. */
export interface ListedPair {
  readonly words: string;
  remove(): void;
}

/** At the foot of the images: what is to be marked next, and the pairs that there are, each with a way to remove it. */
export class LandmarkStrip {
  private readonly hint = element('span', 'landmark-hint', { role: 'status' });
  private readonly list = element('span', 'landmark-list');
  readonly root = element('div', 'landmark-strip', {}, [this.hint, this.list]);

  private pairs: readonly ListedPair[] = [];
  /** The list is made anew only for other pairs: a button keeps its focus. */
  private shown = '';

  say(words: string): void {
    setText(this.hint, words);
  }

  show(pairs: readonly ListedPair[]): void {
    this.pairs = pairs;
    const words = pairs.map((pair) => pair.words);
    if (words.join('\n') === this.shown) {
      return;
    }
    this.shown = words.join('\n');
    this.list.replaceChildren(
      ...words.map((pair, i) => {
        const made = button('landmark-chip', `${i + 1}  ${pair}`, '×', () => this.pairs[i]?.remove());
        made.setAttribute('aria-label', `Remove landmark pair ${i + 1}, ${pair}`);
        return made;
      }),
    );
  }
}
