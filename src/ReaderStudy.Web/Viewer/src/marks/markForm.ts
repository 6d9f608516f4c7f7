import type { Question } from '../contract';
import { element } from '../dom/element';
import { ChoiceView } from '../form/choiceView';
import type { QuestionEvents, QuestionView } from '../form/questionView';
import { RatingView } from '../form/ratingView';
import { TextView } from '../form/textView';
import type { Drawing } from './drawing';
import { questionsOfMark } from './markSheet';

/** The rating of the selected mark and what else is asked of each, with the controls of the column. */
export class MarkForm {
  readonly root: HTMLElement;
  private readonly parts: readonly { readonly view: QuestionView; readonly section: HTMLElement }[];

  constructor(
    private readonly question: Question,
    titleId: string,
    private readonly drawing: Drawing,
  ) {
    const sheet = (): NonNullable<ReturnType<Drawing['markSheetOf']>>['sheet'] | undefined => (drawing.readOnly ? undefined : drawing.markSheetOf(question)?.sheet);
    const events: QuestionEvents = {
      answer: (id, value, stroke) => {
        sheet()?.answer(id, value, stroke);
        drawing.tell();
      },
      clear: (id, stroke) => sheet()?.clear(id, stroke),
      goTo: (id) => {
        const of = sheet();
        if (of !== undefined && of.current?.id !== id) {
          of.goTo(id);
          drawing.tell();
        }
      },
    };
    this.parts = questionsOfMark(question).map((asked, i) => {
      const id = `${titleId}-mark-${i}`;
      const view = viewOf(asked, id, events);
      const section = element('section', 'mark-question', { role: 'group', 'aria-labelledby': id }, [element('h3', '', { id }, [asked.text]), view?.root ?? null]);
      section.addEventListener('focusin', () => events.goTo(asked.id));
      section.addEventListener('pointerdown', () => events.goTo(asked.id));
      return { view, section };
    }).flatMap(({ view, section }) => (view === null ? [] : [{ view, section }]));
    this.root = element('div', 'mark-form', {}, this.parts.map(({ section }) => section));
  }

  show(any: boolean, readOnly: boolean): void {
    const mini = any ? this.drawing.markSheetOf(this.question) : null;
    this.root.hidden = mini === null;
    const isLit = this.drawing.question?.id === this.question.id;
    for (const { view, section } of this.parts) {
      const asked = mini?.sheet.asked.some(({ id }) => id === view.question.id) ?? false;
      const current = isLit && mini?.sheet.current?.id === view.question.id;
      section.classList.toggle('asked', asked);
      section.classList.toggle('current', current);
      view.show({ answers: mini?.sheet.answers ?? {}, asked, current, readOnly });
    }
  }
}

function viewOf(question: Question, titleId: string, events: QuestionEvents): QuestionView | null {
  switch (question.kind) {
    case 'choice':
      return new ChoiceView(question, titleId, events);
    case 'rating':
      return new RatingView(question, titleId, events);
    case 'text':
      return new TextView(question, titleId, events);
    default:
      return null;
  }
}
