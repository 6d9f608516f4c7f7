import type { CaseToRead, SkipReason } from '../contract';
import { button, element } from '../dom/element';
import { feedbackPanel } from './feedbackPanel';
import { correctedInWords } from './stageWords';

export interface LookPanelParts {
  readonly toRead: CaseToRead;
  readonly skipReasons: readonly SkipReason[];
  /** Null where a locked reading cannot be corrected. */
  readonly correct: (() => void) | null;
}

/** Under a reading that is only looked at: that it is locked or skipped, and what can be done about it. */
export function lookPanel({ toRead, skipReasons, correct }: LookPanelParts): HTMLElement {
  const { status, skipped, feedback } = toRead;
  const corrected = correctedInWords(toRead.corrections ?? 0);
  const label = skipReasons.find((r) => r.id === skipped?.reason)?.label ?? 'no reason is known';
  const state = status === 'skipped' ? `Skipped: ${label}.` : `Locked${corrected === null ? '' : `, ${corrected}`}.`;
  return element('section', 'slot-panel', { 'aria-label': 'This reading' }, [
    feedback === undefined ? null : feedbackPanel(feedback),
    element('p', 'look-state', {}, [state]),
    skipped === undefined || skipped.text === '' ? null : element('p', 'look-words', {}, [skipped.text]),
    correct === null ? null : button('secondary', 'Correct this reading', 'C', correct),
  ]);
}

/** Under a reading that is being corrected. */
export function correctingPanel(leave: () => void): HTMLElement {
  return element('section', 'slot-panel', { 'aria-label': 'Correction' }, [
    element('p', 'look-state', {}, ['You are correcting a locked reading.']),
    button('secondary', 'Leave it as it was', 'Esc', leave),
  ]);
}
