import type { Choice, Question } from '../contract';
import { element } from '../dom/element';
import { offeredChoices } from './asked';
import { mostOffered } from './mostOffered';
import type { QuestionEvents, QuestionState, QuestionView } from './questionView';
import { chosenOf } from './several';

/** A question with several answers: one row a choice, ticked and unticked by its number. */
export class MultipleView implements QuestionView {
  readonly root: HTMLElement;
  readonly focusTarget: HTMLElement;
  private shown = '';

  constructor(
    readonly question: Question,
    titleId: string,
    private readonly events: QuestionEvents,
  ) {
    this.root = element('div', 'choices several', { role: 'group', tabindex: '0', 'aria-labelledby': titleId });
    this.root.style.setProperty('--most', String(mostOffered(question)));
    this.focusTarget = this.root;
  }

  show({ answers, asked, readOnly }: QuestionState): void {
    const offered = asked ? offeredChoices(this.question, answers) : [];
    const chosen = chosenOf(answers[this.question.id]);
    const wanted = offered.map((c) => c.id).join('|');
    if (wanted !== this.shown) {
      this.shown = wanted;
      this.root.replaceChildren(...offered.map((choice, i) => this.row(choice, i)));
    }
    this.root.querySelectorAll<HTMLElement>('[role=checkbox]').forEach((row) => {
      row.setAttribute('aria-checked', String(chosen.includes(row.dataset['choice'] ?? '')));
      row.setAttribute('aria-disabled', String(readOnly));
    });
    this.root.tabIndex = asked && !readOnly ? 0 : -1;
  }

  private row(choice: Choice, index: number): HTMLElement {
    const row = element('button', 'choice', { type: 'button', role: 'checkbox', 'aria-checked': 'false', tabindex: '-1', 'data-choice': choice.id }, [
      element('kbd', '', { 'aria-hidden': 'true' }, [index < 9 ? String(index + 1) : '']),
      element('span', '', {}, [choice.label]),
    ]);
    row.addEventListener('pointerdown', (event) => event.preventDefault());
    row.addEventListener('click', () => this.events.toggle(this.question.id, choice.id));
    return row;
  }
}
