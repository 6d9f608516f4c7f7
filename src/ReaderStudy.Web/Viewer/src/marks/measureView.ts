import type { MeasureTool, Question } from '../contract';
import { button, element, setText } from '../dom/element';
import type { QuestionState, QuestionView } from '../form/questionView';
import { distance } from '../images/slicePlane';
import { measureInWords } from './calibration';
import { type Measured, readMeasured } from './drawnAnswers';
import type { Drawing } from './drawing';

const hints: Readonly<Record<MeasureTool, string>> = {
  length: 'Drag from end to end',
  bidirectional: 'Drag the long axis, then the short one',
  ellipse: 'Drag the box of an ellipse',
  polygon: 'Drag round it, or click corners and close with Enter',
};

/** The value that was measured on the image, and how the size of a pixel is known. */
export class MeasureView implements QuestionView {
  readonly root: HTMLElement;
  readonly focusTarget: HTMLElement;
  private readonly value = element('output', 'measured');
  private readonly place = button('tool', '', null, () => this.jump());
  private readonly hint = element('p', 'draw-hint');
  private readonly told = element('p', 'draw-told', { role: 'note' });
  private readonly remove: HTMLButtonElement;
  private measured: Measured | null = null;

  constructor(
    readonly question: Question,
    titleId: string,
    private readonly drawing: Drawing,
  ) {
    this.remove = button('tool', 'Remove', 'Del', () => drawing.removeDrawn(question));
    this.focusTarget = element('div', 'draw-question', { tabindex: '0', role: 'group', 'aria-labelledby': titleId }, [
      element('div', 'draw-line', {}, [this.value, this.place, element('span', 'spring'), this.remove]),
      this.hint,
      this.told,
    ]);
    this.root = this.focusTarget;
  }

  show({ answers, asked, current, readOnly }: QuestionState): void {
    const { drawing, question } = this;
    const measured = asked ? readMeasured(answers[question.id]) : null;
    this.measured = measured;
    this.root.tabIndex = asked && !readOnly ? 0 : -1;
    setText(this.value, measured === null ? '–' : inWords(measured));
    const hung = drawing.hung.find(({ series }) => series.index === measured?.series) ?? null;
    setText(this.place, measured === null || hung === null ? '' : `${hung.label} ${hung.turned ? hung.frames.length - measured.slice : measured.slice + 1}`);
    this.place.hidden = hung === null;
    this.remove.disabled = measured === null || readOnly;
    const hint = drawing.pen ? hints[question.tool ?? 'length'] : 'Drawing is off: D';
    setText(this.hint, readOnly || !asked ? '' : measured !== null ? 'Drag its ends to change it' : current ? hint : '');
    const shown = hung ?? drawing.hung[0];
    const told = shown === undefined || !asked ? null : drawing.calibrationOf(shown).told;
    setText(this.told, told ?? '');
  }

  private jump(): void {
    const { drawing, measured } = this;
    const [first] = measured?.points ?? [];
    if (measured !== null && first !== undefined) {
      const hung = drawing.hung.find(({ series }) => series.index === measured.series);
      drawing.jumpTo({ at: first, series: hung === undefined || hung.geometry.hasPlaces ? null : measured.series });
    }
  }
}

function inWords({ shape, value, unit, points }: Measured): string {
  const [, , c, d] = points;
  const short = shape === 'bidirectional' && c !== undefined && d !== undefined ? `${distance(c, d).toFixed(1)} ` : '';
  return short === '' ? measureInWords(value, unit) : `${value.toFixed(1)} × ${short}${unit}`;
}
