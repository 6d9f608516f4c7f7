import type { Choice, Question } from '../contract';
import { button, element } from '../dom/element';
import { offeredChoices } from './asked';
import { mostOffered } from './mostOffered';
import type { QuestionEvents, QuestionState, QuestionView } from './questionView';

/** A question with choices: one row each, numbered as the keys that choose them. */
export class ChoiceView implements QuestionView {
  readonly root: HTMLElement;
  readonly focusTarget: HTMLElement;
  private readonly list: HTMLElement;
  private shown = '';

  constructor(
    readonly question: Question,
    titleId: string,
    private readonly events: QuestionEvents,
  ) {
    this.list = element('div', 'choices', { role: 'radiogroup', tabindex: '0', 'aria-labelledby': titleId });
    this.list.style.setProperty('--most', String(mostOffered(question)));
    this.root = question.aid === undefined ? this.list : element('div', '', {}, [this.list, button('tool aid', 'LI-RADS aid', 'A', () => events.aid(question.id))]);
    this.focusTarget = this.list;
  }

  show({ answers, asked, readOnly }: QuestionState): void {
    const offered = asked ? offeredChoices(this.question, answers) : [];
    const chosen = answers[this.question.id];
    const wanted = offered.map((c) => c.id).join('|');
    if (wanted !== this.shown) {
      this.shown = wanted;
      this.list.replaceChildren(...offered.map((choice, i) => this.row(choice, i)));
    }
    this.list.querySelectorAll<HTMLElement>('[role=radio]').forEach((row) => {
      row.setAttribute('aria-checked', String(row.dataset['choice'] === chosen));
    });
    this.list.setAttribute('aria-readonly', String(readOnly));
    this.root.querySelector('.aid')?.toggleAttribute('disabled', !asked || readOnly);
    this.list.tabIndex = asked && !readOnly ? 0 : -1;
  }

  private row(choice: Choice, index: number): HTMLElement {
    const row = element('button', 'choice', { type: 'button', role: 'radio', tabindex: '-1', 'data-choice': choice.id }, [
      element('kbd', '', { 'aria-hidden': 'true' }, [index < 9 ? String(index + 1) : '']),
      element('span', '', {}, [choice.label]),
    ]);
    row.addEventListener('pointerdown', (event) => event.preventDefault());
    row.addEventListener('click', () => this.events.answer(this.question.id, choice.id, null));
    return row;
  }
}
