import type { Question } from '../contract';
import { element, setText } from '../dom/element';
import { maximumOf, minimumOf, rangeOf } from './asked';
import type { QuestionEvents, QuestionState, QuestionView } from './questionView';

/** A rating on a line. Nothing counts as an answer until it is set: the handle is not there before. */
export class RatingView implements QuestionView {
  readonly root: HTMLElement;
  readonly focusTarget: HTMLElement;
  private readonly slider: HTMLElement;
  private readonly readout: HTMLElement;
  private readonly minimum: number;
  private readonly maximum: number;
  private allowed: { readonly minimum: number; readonly maximum: number };
  private readonly sideOf = element('span', 'rating-side');
  private drags = 0;

  constructor(
    readonly question: Question,
    titleId: string,
    private readonly events: QuestionEvents,
  ) {
    this.minimum = minimumOf(question);
    this.maximum = maximumOf(question);
    this.allowed = { minimum: this.minimum, maximum: this.maximum };
    this.slider = element(
      'div',
      'slider',
      {
        role: 'slider',
        tabindex: '0',
        'aria-labelledby': titleId,
        'aria-valuemin': String(this.minimum),
        'aria-valuemax': String(this.maximum),
      },
      [element('div', 'slider-track', {}, [element('div', 'slider-part'), element('div', 'slider-fill')]), element('div', 'slider-handle')],
    );
    this.readout = element('output', 'rating-value', { 'aria-hidden': 'true' });
    this.root = element('div', 'rating', {}, [
      element('div', 'rating-line', {}, [this.slider, this.readout]),
      element('div', 'rating-ends', { 'aria-hidden': 'true' }, [
        element('span', '', {}, [String(this.minimum)]),
        this.sideOf,
        element('span', '', {}, [String(this.maximum)]),
      ]),
    ]);
    this.focusTarget = this.slider;
    this.listen();
  }

  show({ answers, asked, readOnly, pending }: QuestionState): void {
    const answer = answers[this.question.id];
    const value = asked && typeof answer === 'number' ? answer : null;
    const side = rangeOf(this.question, answers);
    const middle = Math.round((side.minimum + side.maximum) / 2);
    this.allowed = side;
    this.slider.style.setProperty('--from', String(this.share(side.minimum)));
    this.slider.style.setProperty('--to', String(this.share(side.maximum)));
    this.slider.setAttribute('aria-valuemin', String(side.minimum));
    this.slider.setAttribute('aria-valuemax', String(side.maximum));
    this.sideWords(side);
    this.root.classList.toggle('unset', value === null);
    this.slider.style.setProperty('--share', String(this.share(value ?? middle)));
    this.slider.setAttribute('aria-valuenow', String(value ?? middle));
    this.slider.setAttribute('aria-valuetext', value === null ? 'no answer yet' : String(value));
    this.slider.setAttribute('aria-disabled', String(!asked));
    this.slider.setAttribute('aria-readonly', String(readOnly));
    this.slider.tabIndex = asked && !readOnly ? 0 : -1;
    this.readout.classList.toggle('warn', pending !== null);
    setText(this.readout, value === null ? (pending ?? '–') : String(value));
  }

  private share(value: number): number {
    return (value - this.minimum) / Math.max(1, this.maximum - this.minimum);
  }

  /** Says which part of the scale is open, where a decision leaves only a part. */
  private sideWords({ minimum, maximum }: { readonly minimum: number; readonly maximum: number }): void {
    const isPart = minimum !== this.minimum || maximum !== this.maximum;
    setText(this.sideOf, isPart ? `${minimum} to ${maximum} here` : '');
    this.slider.classList.toggle('part', isPart);
  }

  private listen(): void {
    this.slider.addEventListener('pointerdown', (event) => {
      if (event.button === 0) {
        event.preventDefault();
        this.drags += 1;
        this.slider.setPointerCapture(event.pointerId);
        this.setFrom(event);
      }
    });
    this.slider.addEventListener('pointermove', (event) => {
      if (this.slider.hasPointerCapture(event.pointerId)) {
        this.setFrom(event);
      }
    });
  }

  private setFrom(event: PointerEvent): void {
    const box = this.slider.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    const wanted = Math.round(this.minimum + share * (this.maximum - this.minimum));
    const value = Math.min(this.allowed.maximum, Math.max(this.allowed.minimum, wanted));
    this.events.answer(this.question.id, value, `drag-${this.drags}`);
  }
}
