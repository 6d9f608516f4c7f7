import type { AiOutput } from '../contract';
import { element } from '../dom/element';
import { type AiRow, aiInWords } from './aiRows';

/**
 * A model's output: every class with its probability as bar and number, the model's label lit. Made only from what the server has sent,
 * so that nothing of it is on the page before.
 * @param note Said below it; null: nothing.
 */
export function aiPanel(ai: AiOutput, note: string | null): HTMLElement {
  const { rows, sentence } = aiInWords(ai);
  return element('section', 'ai', { 'aria-labelledby': 'ai-title' }, [
    element('h2', 'ai-title', { id: 'ai-title' }, ['AI', element('small', '', {}, [ai.model])]),
    sentence === null ? null : element('p', 'ai-sentence', {}, [sentence]),
    rows.length === 0 ? null : table(rows),
    note === null ? null : element('p', 'ai-note', {}, [note]),
  ]);
}

function table(rows: readonly AiRow[]): HTMLElement {
  return element('table', 'ai-classes', { 'aria-labelledby': 'ai-title' }, [
    element('thead', 'unseen', {}, [
      element('tr', '', {}, [element('th', '', { scope: 'col' }, ['Class']), element('th', '', { scope: 'col' }, ['Probability'])]),
    ]),
    element('tbody', '', {}, rows.map(rowOf)),
  ]);
}

function rowOf({ label, share, percent, lit }: AiRow): HTMLElement {
  const bar = element('span', 'ai-bar', { 'aria-hidden': 'true' });
  bar.style.setProperty('--share', String(share));
  return element('tr', lit ? 'lit' : '', {}, [
    element('th', '', { scope: 'row' }, [label, lit ? element('span', 'unseen', {}, [', the label of the AI']) : null]),
    element('td', '', {}, [bar, element('span', 'ai-percent', {}, [percent])]),
  ]);
}
