import type { Question } from '../contract';
import { element, setText } from '../dom/element';
import { canonicalNumber, numberHint } from './numberAnswer';
import type { QuestionEvents, QuestionState, QuestionView } from './questionView';

/** A number with its unit. It is typed into the field, or as strokes of the page while the question is lit. */
export class NumberView implements QuestionView {
  readonly root: HTMLElement;
  readonly focusTarget: HTMLElement;
  private readonly field: HTMLInputElement;
  private readonly hint: HTMLElement;
  private visits = 0;

  constructor(
    readonly question: Question,
    titleId: string,
    private readonly events: QuestionEvents,
  ) {
    this.field = element('input', 'number-answer', {
      type: 'text',
      inputmode: 'decimal',
      autocomplete: 'off',
      maxlength: '20',
      'aria-labelledby': titleId,
      'aria-description': numberHint(question),
    });
    this.hint = element('p', 'number-hint', { role: 'status', 'aria-live': 'polite' }, [numberHint(question)]);
    this.root = element('div', 'number-question', {}, [
      element('div', 'number-line', {}, [this.field, question.unit === undefined ? null : element('span', 'number-unit', {}, [question.unit])]),
      this.hint,
    ]);
    this.focusTarget = this.field;
    this.field.addEventListener('focus', () => {
      this.visits += 1;
      this.events.goTo(question.id);
    });
    this.field.addEventListener('input', () => this.events.typed(question.id, this.field.value, `number-field-${this.visits}`));
  }

  show({ answers, asked, readOnly, pending }: QuestionState): void {
    const { [this.question.id]: answer } = answers;
    const text = pending ?? (answer === undefined ? '' : String(answer));
    const typed = canonicalNumber(this.field.value, this.question.decimals ?? 0);
    // What is being typed stays as it was typed: "3," is on its way to 3.5.
    if (this.field.value !== text && !(document.activeElement === this.field && typed !== null && typed === answer)) {
      this.field.value = text;
    }
    this.field.disabled = !asked;
    this.field.readOnly = readOnly;
    const wrong = pending !== null && pending !== '';
    this.field.setAttribute('aria-invalid', String(wrong));
    this.hint.classList.toggle('warn', wrong);
    setText(this.hint, wrong ? `Not complete yet: ${numberHint(this.question)}` : numberHint(this.question));
  }
}
