import type { Question } from '../contract';
import { element } from '../dom/element';
import { makeView } from '../form/questionPanel';
import type { QuestionEvents, QuestionView } from '../form/questionView';
import type { Drawing } from './drawing';
import { type MarkSheet, questionsOfMark } from './markSheet';

/** The rating of the selected mark and what else is asked of each, with the controls of the column. */
export class MarkForm {
  readonly root: HTMLElement;
  private readonly parts: readonly { readonly view: QuestionView; readonly section: HTMLElement }[];

  constructor(
    private readonly question: Question,
    titleId: string,
    private readonly drawing: Drawing,
  ) {
    const mini = (): MarkSheet | null => (drawing.readOnly ? null : drawing.markSheetOf(question));
    const after = (): void => drawing.tell();
    const events: QuestionEvents = {
      answer: (id, value, stroke) => void mini()?.sheet.answer(id, value, stroke),
      clear: (id, stroke) => mini()?.sheet.clear(id, stroke),
      toggle: (id, choice) => mini()?.entry.toggle(id, choice),
      typed: (id, text, stroke) => {
        mini()?.entry.typeText(id, text, stroke);
        after();
      },
      aid: () => undefined,
      goTo: (id) => {
        const of = mini()?.sheet;
        if (of !== undefined && of.current?.id !== id) {
          of.goTo(id);
          after();
        }
      },
    };
    this.parts = questionsOfMark(question).map((asked, i) => {
      const id = `${titleId}-mark-${i}`;
      const view = makeView(asked, id, events);
      const section = element('section', 'mark-question', { role: 'group', 'aria-labelledby': id }, [element('h3', '', { id }, [asked.text]), view.root]);
      section.addEventListener('focusin', () => events.goTo(asked.id));
      section.addEventListener('pointerdown', () => events.goTo(asked.id));
      return { view, section };
    });
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
      view.show({ answers: mini?.sheet.answers ?? {}, asked, current, readOnly, pending: mini?.sheet.pendingOf(view.question.id) ?? null });
    }
  }
}
