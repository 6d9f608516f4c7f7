import type { Question } from '../contract';
import { element } from '../dom/element';
import type { AnswerSheet } from './answerSheet';
import type { AnswerInWords } from './answerWords';
import { ChoiceView } from './choiceView';
import { MultipleView } from './multipleView';
import { NumberView } from './numberView';
import type { QuestionEvents, QuestionView } from './questionView';
import { RatingView } from './ratingView';
import { TextView } from './textView';

interface Shown {
  readonly view: QuestionView;
  readonly section: HTMLElement;
}

/** The questions of a case in their column. One panel serves all cases, so nothing moves between them. */
export class QuestionPanel {
  readonly root = element('div', 'questions');
  private readonly shown: readonly Shown[];
  private currentId: string | null = null;
  private isNewCase = false;

  /** @param drawn The controls of questions that are answered on the image. */
  constructor(questions: readonly Question[], events: QuestionEvents, private readonly drawn: (question: Question, titleId: string) => QuestionView | null) {
    this.shown = questions.map((question, i) => this.section(question, i, events));
    this.root.append(...this.shown.map((s) => s.section));
  }

  /** Draws the sheet's state. Focus follows the current question unless the reader is elsewhere by keyboard. */
  show(sheet: AnswerSheet, readOnly = false): void {
    const asked = sheet.asked;
    const current = readOnly ? null : sheet.current;
    this.root.classList.toggle('read-only', readOnly);
    for (const { view, section } of this.shown) {
      const isAsked = asked.some((q) => q.id === view.question.id);
      const isCurrent = current?.id === view.question.id;
      section.classList.toggle('asked', isAsked);
      section.setAttribute('aria-disabled', String(!isAsked));
      section.classList.toggle('current', isCurrent);
      section.classList.toggle('answered', sheet.answers[view.question.id] !== undefined);
      view.show({ answers: sheet.answers, asked: isAsked, current: isCurrent, readOnly, pending: sheet.pendingOf(view.question.id) });
    }
    if (current !== null && current.id !== this.currentId) {
      this.currentId = current.id;
      this.focusCurrent();
      this.isNewCase = false;
    }
  }

  /** Lets the next `show` move the focus even to the same question, and from the button that brought the case: a new case is open. */
  newCase(): void {
    this.currentId = null;
    this.isNewCase = true;
    this.shown.forEach(({ section }) => section.classList.remove('cleared'));
  }

  focusCurrent(): void {
    const target = this.shown.find((s) => s.view.question.id === this.currentId);
    const focused = document.activeElement;
    const free = this.isNewCase || focused === null || focused === document.body || this.root.contains(focused);
    if (target === undefined) {
      return;
    }
    // A text question is entered by Tab or mouse only: entering it by itself would swallow the keys of the page.
    if (free && target.view.question.kind !== 'text') {
      target.view.focusTarget.focus({ preventScroll: true });
    }
    target.section.scrollIntoView({ block: 'nearest' });
  }

  /** Puts the reader's locked unaided answers beside the questions, in words; an empty list takes them away. */
  showUnaided(unaided: readonly AnswerInWords[]): void {
    for (const { view, section } of this.shown) {
      const words = unaided.find((a) => a.questionId === view.question.id)?.words;
      section.querySelector('.unaided')?.remove();
      if (words !== undefined) {
        view.root.before(element('p', 'unaided', {}, ['Unaided: ', element('b', '', {}, [words])]));
      }
    }
  }

  /** Makes visible that these answers went. */
  markCleared(cleared: readonly Question[]): void {
    for (const { view, section } of this.shown) {
      section.classList.toggle('cleared', cleared.some((q) => q.id === view.question.id));
    }
  }

  private section(question: Question, index: number, events: QuestionEvents): Shown {
    const titleId = `question-${index}`;
    const view = this.drawn(question, titleId) ?? makeView(question, titleId, events);
    const section = element('section', 'question', { role: 'group', 'aria-labelledby': titleId }, [
      element('h2', 'question-title', { id: titleId }, [question.text, question.required === false ? element('small', '', {}, ['optional']) : null]),
      view.root,
    ]);
    section.addEventListener('pointerdown', () => events.goTo(question.id));
    section.addEventListener('focusin', () => events.goTo(question.id));
    return { view, section };
  }
}

/** The control of a question that is answered in the column. */
export function makeView(question: Question, titleId: string, events: QuestionEvents): QuestionView {
  switch (question.kind) {
    case 'choice':
    case 'ordinal':
      return new ChoiceView(question, titleId, events);
    case 'multiple':
      return new MultipleView(question, titleId, events);
    case 'number':
      return new NumberView(question, titleId, events);
    case 'rating':
      return new RatingView(question, titleId, events);
    case 'text':
      return new TextView(question, titleId, events);
    case 'marks':
    case 'mask':
    case 'measure':
      throw new RangeError(`Nothing draws '${question.id}'.`);
  }
}
