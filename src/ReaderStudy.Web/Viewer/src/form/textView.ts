import type { Question } from '../contract';
import { element } from '../dom/element';
import type { QuestionEvents, QuestionState, QuestionView } from './questionView';

const longest = 2000;

/** A question that is answered in words. Escape goes back to the keys of the page. */
export class TextView implements QuestionView {
  readonly root: HTMLElement;
  readonly focusTarget: HTMLElement;
  private readonly box: HTMLTextAreaElement;
  private visits = 0;

  constructor(
    readonly question: Question,
    titleId: string,
    private readonly events: QuestionEvents,
  ) {
    this.box = element('textarea', 'text-answer', { rows: '3', maxlength: String(longest), 'aria-labelledby': titleId });
    this.root = element('div', 'text-question', {}, [this.box]);
    this.focusTarget = this.box;
    this.box.addEventListener('focus', () => {
      this.visits += 1;
      this.events.goTo(question.id);
    });
    this.box.addEventListener('input', () => {
      const stroke = `text-${this.visits}`;
      if (this.box.value.trim() === '') {
        this.events.clear(question.id, stroke);
      } else {
        this.events.answer(question.id, this.box.value, stroke);
      }
    });
  }

  show({ answers, asked, readOnly }: QuestionState): void {
    const answer = answers[this.question.id];
    const text = typeof answer === 'string' ? answer : '';
    // While it is being typed, blank space at the end is the writer's business.
    if (this.box.value !== text && !(text === '' && this.box.value.trim() === '' && document.activeElement === this.box)) {
      this.box.value = text;
    }
    this.box.disabled = !asked;
    this.box.readOnly = readOnly;
  }
}
