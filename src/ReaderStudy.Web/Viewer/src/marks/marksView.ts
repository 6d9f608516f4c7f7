import type { Question } from '../contract';
import { button, element, setText } from '../dom/element';
import { isOpen } from '../form/asked';
import type { QuestionState, QuestionView } from '../form/questionView';
import { sidesInWords } from './calibration';
import type { Mark } from './drawnAnswers';
import type { Drawing } from './drawing';
import { MarkForm } from './markForm';
import { sidesOf } from './points';
import { sliceOf } from './spot';

/** The row says all of it in a sentence. */
const silent = { 'aria-hidden': 'true' };

/** The list of marks beside the images: number, slice, rating and size of each, and what is asked of the selected one. */
export class MarksView implements QuestionView {
  readonly root: HTMLElement;
  readonly focusTarget: HTMLElement;
  private readonly list = element('ol', 'marks-list');
  private readonly hint = element('p', 'draw-hint');
  private readonly none: HTMLButtonElement;
  private readonly form: MarkForm;
  private shown = '';

  constructor(
    readonly question: Question,
    titleId: string,
    private readonly drawing: Drawing,
  ) {
    this.none = button('tool none', 'Nothing to mark', 'Shift C', () => drawing.nothing(question));
    this.form = new MarkForm(question, titleId, drawing);
    this.focusTarget = element('div', 'draw-question marks', { tabindex: '0', role: 'group', 'aria-labelledby': titleId }, [
      element('div', 'draw-line', {}, [this.hint, this.none]),
      this.list,
      this.form.root,
    ]);
    this.root = this.focusTarget;
  }

  show({ answers, asked, current, readOnly }: QuestionState): void {
    const { drawing, question } = this;
    const answer = answers[question.id];
    const marks = asked ? drawing.marksOf(question) : [];
    const selected = drawing.selectedOf(question);
    this.none.setAttribute('aria-pressed', String(asked && answer !== undefined && marks.length === 0));
    this.none.disabled = !asked || readOnly;
    this.root.tabIndex = asked && !readOnly ? 0 : -1;
    setText(this.hint, readOnly ? '' : hintOf(question, drawing, current, marks.length > 0));
    const rows = marks.map((mark) => this.rowOf(mark));
    const wanted = JSON.stringify([rows, selected, readOnly]);
    if (wanted !== this.shown) {
      this.shown = wanted;
      this.list.replaceChildren(...marks.map((mark, i) => this.row(mark, rows[i] ?? null, i, { selected: i === selected, readOnly })));
    }
    this.form.show(asked && marks.length > 0, readOnly);
  }

  private rowOf(mark: Mark): { readonly place: string; readonly rating: string; readonly size: string; readonly open: boolean } {
    const { box, rating } = mark;
    const owner = this.drawing.ownerOf(mark);
    const slice = owner === null ? null : sliceOf(owner, mark);
    const size = box === null || owner === null ? '' : sidesInWords(sidesOf(box, owner.geometry.rowDirection), owner);
    return {
      place: owner === null || slice === null ? '' : owner.picture === undefined ? `${owner.label} ${slice + 1}` : owner.label,
      rating: rating === null ? '–' : String(rating),
      size,
      open: isOpen(this.question, mark),
    };
  }

  private row(mark: Mark, told: ReturnType<MarksView['rowOf']> | null, index: number, { selected, readOnly }: { readonly selected: boolean; readonly readOnly: boolean }): HTMLElement {
    const { drawing, question } = this;
    const go = button('mark-row', '', null, () => {
      drawing.select(question, index);
      drawing.jumpTo(mark);
    });
    const rating = told?.rating ?? '';
    const said = [`Mark ${index + 1}`, told?.place ?? '', told?.size ?? '', rating === '–' ? 'not rated yet' : `rated ${rating}`, told?.open === true && rating !== '–' ? 'not complete yet' : ''];
    go.replaceChildren(
      element('span', 'visually-hidden', {}, [said.filter((part) => part !== '').join(', ')]),
      element('b', '', silent, [String(index + 1)]),
      element('span', 'mark-place', silent, [told?.place ?? '']),
      element('span', 'mark-size', silent, [told?.size ?? '']),
      element('span', told?.open === true ? 'mark-rating open' : 'mark-rating', silent, [rating]),
    );
    const remove = button('tool mark-remove', '×', null, () => drawing.remove(question, index));
    remove.setAttribute('aria-label', `Remove mark ${index + 1}`);
    const row = element('li', selected ? 'mark-item selected' : 'mark-item', selected ? { 'aria-current': 'true' } : {}, [go, readOnly ? null : remove]);
    return row;
  }
}

function hintOf({ shape }: Question, { pen, begun: { half } }: Drawing, current: boolean, some: boolean): string {
  if (!current) {
    return some ? '' : 'No marks yet';
  }
  if (!pen) {
    return 'Drawing is off: D';
  }
  if (half !== null) {
    return 'Set the opposite corner';
  }
  return shape === 'box' ? 'Drag a box, or H and Space' : 'Click, or H and Space';
}
