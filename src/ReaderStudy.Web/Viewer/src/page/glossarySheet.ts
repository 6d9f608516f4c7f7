import type { Term } from '../contract';
import { element, setText } from '../dom/element';
import { sheet } from './dialogs';

/** What the terms of the study mean, with a search; one sheet for the whole session. */
export class GlossarySheet {
  private readonly search = element('input', 'glossary-search', { type: 'text', inputmode: 'search', 'aria-label': 'Search the terms', placeholder: 'Search', autocomplete: 'off' });
  private readonly found = element('p', 'quiet', { role: 'status', 'aria-live': 'polite' });
  private readonly rows: readonly { readonly words: string; readonly parts: readonly HTMLElement[] }[];
  private readonly dialog: HTMLDialogElement;

  constructor(terms: readonly Term[]) {
    this.rows = terms.map(({ term, meaning }) => ({
      words: `${term} ${meaning}`.toLowerCase(),
      parts: [element('dt', '', {}, [term]), element('dd', '', {}, [meaning])],
    }));
    const list = element('dl', 'glossary', {}, this.rows.flatMap((row) => row.parts));
    this.dialog = sheet('Terms', 'Close', terms.length === 0 ? [element('p', '', {}, ['This study explains no terms.'])] : [this.search, this.found, list]);
    this.search.addEventListener('input', () => this.filter());
  }

  open(): void {
    if (!this.dialog.open) {
      this.search.value = '';
      this.filter();
      this.dialog.showModal();
      this.search.focus();
    }
  }

  private filter(): void {
    const words = this.search.value.toLowerCase().split(/\s+/).filter((w) => w !== '');
    const shown = this.rows.filter((row) => words.every((word) => row.words.includes(word)));
    for (const row of this.rows) {
      row.parts.forEach((part) => part.toggleAttribute('hidden', !shown.includes(row)));
    }
    setText(this.found, words.length === 0 ? '' : shown.length === 0 ? 'No term fits.' : `${shown.length} of ${this.rows.length} terms`);
  }
}
