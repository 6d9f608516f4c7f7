import type { Question } from '../contract';
import type { HungSeries } from '../images/caseImages';
import { away } from '../images/slicePlane';
import type { SliceView } from '../images/sliceView';
import type { OutlineContent } from '../outlines/outlineContent';
import { painted, Stroke } from '../outlines/stroke';
import type { DrawnCase } from './drawnCase';
import type { BrushSettings, HalfDrawn, MaskTool } from './halfDrawn';
import { mostCorners } from './measuring';
import { clicksFor, nextPoint } from './shaping';
import { type Spot, spotAt } from './spot';

/** The reading in which something is begun, and what is done with it when it is finished. */
export interface BegunParts {
  readonly question: Question | null;
  readonly drawn: DrawnCase | null;
  readonly tool: MaskTool;
  readonly brush: BrushSettings;
  readonly hung: readonly HungSeries[];
  readonly views: readonly SliceView[];
  answerOf(question: Question): string | number | undefined;
  outlineOf(question: Question): OutlineContent | null;
  /** A shape has all its places. */
  shape(question: Question, half: HalfDrawn, spot: Spot): void;
  writeOutline(question: Question, content: OutlineContent | null): void;
  say(text: string): void;
  tell(): void;
}

/** How near to its first corner, in pixels, a click closes a line. */
const closing = 8;

/** The shape or stroke that was begun and is not finished: there is one at most, and it is kept over a reload. */
export class Begun {
  private stroke: Stroke | null = null;

  constructor(private readonly desk: BegunParts) {}

  get half(): HalfDrawn | null {
    return this.desk.drawn?.halfDrawn ?? null;
  }

  get isStroking(): boolean {
    return this.half !== null && this.half.tool !== null && this.half.tool !== 'line';
  }

  /** The slice that a stroke is made on, as it looks now. */
  get painting(): { readonly half: HalfDrawn; readonly bitmap: Uint8Array } | null {
    const { half, stroke } = this;
    return half === null || stroke === null ? null : { half, bitmap: stroke.bitmap };
  }

  /** Goes on with the shape that was begun, or begins one. */
  addPoint(question: Question, spot: Spot): void {
    const half = this.halfOn(question, spot);
    if (half === null || this.desk.drawn === null) {
      return;
    }
    const [first] = half.points;
    const closes = half.points.length >= 3 && clicksFor(question) === null && first !== undefined && away(spot.view.toCanvas(first), spot.point) <= closing;
    if (closes) {
      this.finish();
      return;
    }
    const points = [...half.points, nextPoint(question, half.points, spot.at, spot.plane)];
    this.desk.drawn.halfDrawn = { ...half, points };
    if (points.length === (clicksFor(question) ?? mostCorners)) {
      this.finish();
    }
    this.desk.tell();
  }

  /** Ends the begun shape; false when there is none, or it lacks corners. */
  finish(): boolean {
    const { half } = this;
    const { question, drawn } = this.desk;
    const view = this.viewOf(half);
    if (half === null || question?.id !== half.question || drawn === null || this.isStroking) {
      return false;
    }
    const spot = view === null ? null : this.spotOf(view, half);
    if (spot === null) {
      this.desk.say('The begun shape lies on another slice: go there, or give it up with Esc.');
      return true;
    }
    if (half.points.length < (clicksFor(question) ?? 3)) {
      this.desk.say('The shape needs another corner; Esc gives it up.');
      return true;
    }
    drawn.halfDrawn = null;
    this.desk.shape(question, half, spot);
    this.desk.tell();
    return true;
  }

  beginStroke(spot: Spot): void {
    const { question, drawn } = this.desk;
    if (question?.kind !== 'mask' || drawn === null || this.isElsewhere(question) || !this.mayPaint(question, spot)) {
      return;
    }
    const base = { question: question.id, series: spot.hung.series.index, slice: spot.slice, brush: this.desk.brush };
    drawn.halfDrawn = { ...base, tool: this.desk.tool, points: [spot.at] };
    this.stroke = this.strokeOf(question, spot.view);
    this.desk.tell();
  }

  /** One of many places on a stroke's way: it is told where the stroke ends, and whoever moves it draws it. */
  goOnStroke(spot: Spot): void {
    const { half, stroke } = this;
    const { drawn } = this.desk;
    if (half !== null && drawn !== null && stroke !== null && spot.hung.series.index === half.series && spot.slice === half.slice) {
      stroke.to(spot.at);
      drawn.halfDrawn = { ...half, points: [...half.points, spot.at] };
    }
  }

  endStroke(): void {
    const { half, stroke } = this;
    const { drawn, question } = this.desk;
    const view = this.viewOf(half);
    const spot = view === null || half === null ? null : this.spotOf(view, half);
    if (half !== null && drawn !== null && stroke !== null && question?.id === half.question && spot !== null) {
      drawn.halfDrawn = null;
      this.stroke = null;
      this.desk.writeOutline(question, painted(this.desk.outlineOf(question), half, spot.plane, stroke.bitmap));
      this.desk.tell();
    }
  }

  /** After a reload: a stroke that was in progress is ended where it was. Called when an image has come. */
  resumeStroke(view: SliceView): void {
    const { half } = this;
    if (half === null || this.stroke !== null || !this.isStroking || this.desk.question?.id !== half.question || this.viewOf(half) !== view) {
      return;
    }
    if (this.desk.answerOf(this.desk.question) !== undefined && this.desk.outlineOf(this.desk.question) === null) {
      return;
    }
    this.stroke = this.strokeOf(this.desk.question, view);
    this.endStroke();
  }

  /** Takes back the last corner of the begun shape; false: nothing was begun. */
  takeBack(): boolean {
    const { half } = this;
    const { drawn } = this.desk;
    if (half === null || drawn === null) {
      return false;
    }
    drawn.halfDrawn = half.points.length > 1 && !this.isStroking ? { ...half, points: half.points.slice(0, -1) } : null;
    this.stroke = null;
    this.desk.tell();
    return true;
  }

  /** Gives up what was begun; false: nothing was. */
  abandon(): boolean {
    if (this.desk.drawn === null || this.half === null) {
      return false;
    }
    this.desk.drawn.halfDrawn = null;
    this.stroke = null;
    this.desk.tell();
    return true;
  }

  /** Another reading is on the screen. */
  leave(): void {
    this.stroke = null;
  }

  /** The begun shape, if it can go on here; a new one if none was begun; null: it cannot. */
  private halfOn(question: Question, spot: Spot): HalfDrawn | null {
    const { half } = this;
    if (half !== null && half.question === question.id) {
      if (half.series === spot.hung.series.index && half.slice === spot.slice) {
        return half;
      }
      this.desk.say('The begun shape lies on another slice: go on there, or give it up with Esc.');
      return null;
    }
    if (this.isElsewhere(question)) {
      return null;
    }
    if (question.kind === 'mask' && !this.mayPaint(question, spot)) {
      return null;
    }
    const tool = question.kind === 'mask' ? 'line' : null;
    return { question: question.id, tool, series: spot.hung.series.index, slice: spot.slice, points: [], brush: this.desk.brush };
  }

  /** Something was begun for another question. */
  private isElsewhere(question: Question): boolean {
    const elsewhere = this.half !== null && this.half.question !== question.id;
    if (elsewhere) {
      this.desk.say('A shape of another question is not finished: finish it there, or give it up with Esc.');
    }
    return elsewhere;
  }

  /** An outline lies on one series. */
  private mayPaint(question: Question, { hung }: Spot): boolean {
    const answer = this.desk.answerOf(question);
    const content = this.desk.outlineOf(question);
    if (answer !== undefined && content === null) {
      this.desk.say('The outline is still being fetched.');
      return false;
    }
    if (content !== null && content.series !== hung.series.index) {
      const label = this.desk.hung.find((one) => one.series.index === content.series)?.label ?? 'another series';
      this.desk.say(`This outline lies on ${label}. Draw there, or remove it first (Delete).`);
      return false;
    }
    return true;
  }

  private strokeOf(question: Question, view: SliceView): Stroke | null {
    const { half } = this;
    const spot = half === null ? null : this.spotOf(view, half);
    return half === null || spot === null ? null : new Stroke(half, spot.plane, this.desk.outlineOf(question), view.values());
  }

  /** The viewport that shows the slice of a begun shape. */
  private viewOf(half: HalfDrawn | null): SliceView | null {
    return half === null ? null : (this.desk.views.find((view) => this.spotOf(view, half) !== null) ?? null);
  }

  private spotOf(view: SliceView, half: HalfDrawn): Spot | null {
    const spot = spotAt(view, [0, 0]);
    return spot !== null && spot.hung.series.index === half.series && spot.slice === half.slice ? spot : null;
  }
}
