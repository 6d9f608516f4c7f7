import type { Question } from '../contract';
import type { AnswerSheet } from '../form/answerSheet';
import type { QuestionEvents } from '../form/questionView';
import { type HungSeries, storedSlice } from '../images/caseImages';
import { isAcquired } from '../images/hungSeries';
import { away } from '../images/slicePlane';
import type { SliceView } from '../images/sliceView';
import type { OutlineContent } from '../outlines/outlineContent';
import { filled, painted } from '../outlines/stroke';
import { Begun, type BegunParts } from './begun';
import { type Calibration, calibrationOf } from './calibration';
import { type Mark, readMarks, readMeasured, writeMarks, writeMeasured } from './drawnAnswers';
import { type DrawnCase, isDrawn } from './drawnCase';
import type { DrawnOn } from './drawnOn';
import { type Handle, handlesOfMark, handlesOfMeasured, movedAnswer } from './handles';
import type { BrushSettings, HalfDrawn, MaskTool } from './halfDrawn';
import { MarkSheet } from './markSheet';
import { clicksFor, measuredFrom, newBox, newMark } from './shaping';
import { type Located, mayLieOn, onSlice, ownersOf, sliceOf, type Spot } from './spot';

export interface DrawingEvents extends QuestionEvents {
  /** Told to the reader for a while. */
  say(text: string): void;
  /** What is beside the questions is to be drawn again. */
  refresh(): void;
}

/** The reading on the screen, as far as something is drawn in it. */
export interface DrawnReading {
  readonly sheet: AnswerSheet;
  readonly drawn: DrawnCase;
  readonly readOnly: boolean;
}

const sizes = { least: 1, most: 100 } as const;
/** How near to a handle, in pixels, a hand takes hold of it. */
const reach = { mouse: 8, touch: 20 } as const;

/** What is drawn and how it is changed: marks, measurements and outlines of the reading on the screen. Draws nothing itself. */
export class Drawing implements BegunParts {
  tool: MaskTool = 'brush';
  brush: BrushSettings = { size: 10, around: 50, range: null };
  /** The left button draws. */
  pen = true;
  readonly begun: Begun = new Begun(this);
  private reading: DrawnReading | null = null;
  private readonly chosen = new Map<string, number>();
  private readonly listeners = new Set<() => void>();
  private held: { handle: Handle; readonly stroke: string } | null = null;
  private strokes = 0;
  private mini: MarkSheet | null = null;
  private miniOf = '';

  constructor(
    readonly on: DrawnOn,
    private readonly events: DrawingEvents,
  ) {}

  /** Something that is drawn, or how, has changed. */
  onChange(listener: () => void): void {
    this.listeners.add(listener);
  }

  tell(): void {
    this.listeners.forEach((listener) => listener());
  }

  /** Another case, stage or way of looking at it is on the screen. */
  show(reading: DrawnReading): void {
    if (this.reading?.drawn !== reading.drawn) {
      this.chosen.clear();
      this.mini = null;
      this.held = null;
      this.begun.leave();
      reading.drawn.onChange(() => this.tell());
    }
    this.reading = reading;
    const { half } = this.begun;
    if (half !== null && !reading.readOnly) {
      this.events.goTo(half.question);
    }
  }

  get readOnly(): boolean {
    return this.reading?.readOnly ?? true;
  }

  get drawn(): DrawnCase | null {
    return this.reading?.drawn ?? null;
  }

  /** The question that is answered on the image now; null: the lit question is of another kind. */
  get question(): Question | null {
    const current = this.readOnly ? null : (this.reading?.sheet.current ?? null);
    return current !== null && isDrawn(current) ? current : null;
  }

  /** Every question that is asked and answered on the image. */
  get questions(): readonly Question[] {
    return this.reading?.sheet.asked.filter(isDrawn) ?? [];
  }

  get isHolding(): boolean {
    return this.held !== null;
  }

  /** The series on the screen, as they were acquired. */
  get hung(): readonly HungSeries[] {
    return this.on.all.flatMap(({ hung }) => (hung === null || !isAcquired(hung) ? [] : [hung]));
  }

  get views(): readonly SliceView[] {
    return this.on.all;
  }

  /** Whether the lit question is answered on a viewport: slides and photographs take marks alone. */
  takes({ hung }: SliceView): boolean {
    return hung?.picture === undefined || this.question?.kind === 'marks';
  }

  say(text: string): void {
    this.events.say(text);
  }

  answerOf(question: Question): string | number | undefined {
    return this.reading?.sheet.answers[question.id];
  }

  marksOf(question: Question): Mark[] {
    return readMarks(this.answerOf(question)) ?? [];
  }

  outlineOf(question: Question): OutlineContent | null {
    return this.drawn?.content(question.id, this.answerOf(question)) ?? null;
  }

  selectedOf(question: Question): number | null {
    const count = this.marksOf(question).length;
    const index = this.chosen.get(question.id);
    return count === 0 ? null : Math.min(index ?? count - 1, count - 1);
  }

  /** The answers to the selected mark; null: none is selected. */
  markSheetOf(question: Question): MarkSheet | null {
    const index = this.selectedOf(question);
    const mark = index === null ? undefined : this.marksOf(question)[index];
    if (index === null || mark === undefined) {
      return null;
    }
    if (this.mini === null || this.miniOf !== question.id || this.mini.index !== index || !this.mini.holds(question, mark)) {
      const before = this.mini?.index === index && this.miniOf === question.id ? this.mini.sheet.current?.id : undefined;
      this.miniOf = question.id;
      this.mini = new MarkSheet(question, index, mark, (change, stroke) => {
        const marks = this.marksOf(question);
        const now = marks[index];
        if (now !== undefined) {
          this.write(question, marks.with(index, { ...now, ...change }), stroke === null ? null : `${question.id}-${stroke}`);
        }
      });
      if (before !== undefined) {
        this.mini.sheet.goTo(before);
      }
    }
    return this.mini;
  }

  select(question: Question, index: number): void {
    this.chosen.set(question.id, index);
    this.tell();
  }

  /** Brings the slice of a mark on the screen, in all linked phases. */
  jumpTo(to: Located): void {
    const places = this.views.filter(({ hung }) => hung !== null);
    const active = places.find((view) => view === this.on.active);
    const view = [...(active === undefined ? [] : [active]), ...places].find(({ hung }) => hung !== null && sliceOf(hung, to) !== null);
    const slice = view?.hung === undefined || view.hung === null ? null : sliceOf(view.hung, to);
    if (view !== undefined && slice !== null) {
      this.on.goTo(view, slice, to.at);
    }
  }

  /** Brings the slice of a series on the screen, where something was begun. */
  goToSlice({ series, slice, points }: Pick<HalfDrawn, 'series' | 'slice' | 'points'>): void {
    const view = this.views.find(({ hung }) => hung?.series.index === series && isAcquired(hung));
    if (view !== undefined && view.hung !== null) {
      this.on.goTo(view, storedSlice(view.hung, slice), points.at(-1));
    }
  }

  step(question: Question, by: 1 | -1): void {
    const marks = this.marksOf(question);
    const count = marks.length;
    if (count > 0) {
      const index = ((this.chosen.get(question.id) ?? (by > 0 ? -1 : count)) + by + count) % count;
      this.select(question, index);
      const mark = marks[index];
      if (mark !== undefined) {
        this.jumpTo(mark);
      }
    }
  }

  remove(question: Question, index: number): void {
    const marks = this.marksOf(question).toSpliced(index, 1);
    this.chosen.set(question.id, Math.max(0, Math.min(index, marks.length - 1)));
    if (marks.length === 0) {
      this.events.clear(question.id, null);
    } else {
      this.write(question, marks, null);
    }
  }

  /** The reader says that there is nothing to mark. */
  nothing(question: Question): void {
    const marks = this.marksOf(question);
    if (marks.length > 0) {
      this.events.say('There are marks: remove them first (Delete), or undo.');
    } else {
      this.events.answer(question.id, '[]', null);
    }
  }

  /** Takes the whole answer of a question away. */
  removeDrawn(question: Question): void {
    const index = question.kind === 'marks' ? this.selectedOf(question) : null;
    if (index !== null) {
      this.remove(question, index);
    } else {
      this.events.clear(question.id, null);
    }
  }

  resize(by: 1 | -1): void {
    const { size } = this.brush;
    const next = size + by * (size + Math.min(by, 0) < 10 ? 1 : 5);
    this.brush = { ...this.brush, size: Math.min(sizes.most, Math.max(sizes.least, next)) };
    this.tell();
  }

  use(tool: MaskTool): void {
    this.begun.abandon();
    this.tool = tool;
    this.tell();
  }

  /** What lies under a place can be taken hold of; null: nothing. */
  handleAt(spot: Spot, by: keyof typeof reach = 'mouse'): Handle | null {
    const question = this.question;
    if (question === null || question.kind === 'mask' || this.begun.half !== null) {
      return null;
    }
    const near = this.handlesOn(question, spot)
      .map((handle) => ({ handle, away: away(spot.view.toCanvas(handle.at), spot.point) }))
      .filter(({ away }) => away <= reach[by])
      .sort((a, b) => a.away - b.away);
    return near[0]?.handle ?? null;
  }

  take(handle: Handle): void {
    this.strokes += 1;
    this.held = { handle, stroke: `move-${this.strokes}` };
    const question = this.question;
    if (question?.kind === 'marks') {
      this.select(question, handle.index);
    }
  }

  /** Moves what is held. */
  hold(spot: Spot): void {
    const { held, question } = this;
    const frame = spot.view.hung?.frames[spot.view.slice];
    if (held === null || question === null || frame === undefined || !this.isWithin(question, held.handle, spot)) {
      return;
    }
    const moved = movedAnswer(question, this.answerOf(question), held.handle, spot.at, spot.plane, frame);
    if (moved !== null) {
      held.handle = { ...held.handle, part: moved.part, at: spot.at };
      this.events.answer(question.id, moved.answer, held.stroke);
      this.tell();
    }
  }

  /** Whether a hand that holds a shape is over the slice on which it lies. */
  private isWithin(question: Question, { index, at }: Handle, { view, hung }: Spot): boolean {
    const series = question.kind === 'marks' ? this.marksOf(question)[index]?.series : readMeasured(this.answerOf(question))?.series;
    return (series === undefined || series === null || hung.geometry.hasPlaces || series === hung.series.index) && view.distanceToSlice(at) <= onSlice;
  }

  letGo(): void {
    this.held = null;
    this.tell();
  }

  /** A place was clicked, or the crosshair pressed. */
  tap(spot: Spot): void {
    const question = this.question;
    if (question === null) {
      return;
    }
    const handle = this.handleAt(spot);
    if (handle !== null && question.kind === 'marks') {
      this.select(question, handle.index);
      return;
    }
    if (clicksFor(question) === 1) {
      this.write(question, [...this.marksOf(question), newMark(spot.at, spot.hung)], null);
      this.chosen.set(question.id, this.marksOf(question).length - 1);
      this.tell();
      return;
    }
    this.begun.addPoint(question, spot);
  }

  calibrationOf({ frames }: HungSeries): Calibration {
    return calibrationOf(frames[0] ?? {});
  }

  /** By which series a mark is named in the list: the one that it lies on. */
  ownerOf(place: Located): HungSeries | null {
    const owners = ownersOf(this.hung, place);
    return owners[0] ?? null;
  }

  private handlesOn(question: Question, { view, plane, hung, slice }: Spot): Handle[] {
    if (question.kind === 'marks') {
      return this.marksOf(question).flatMap((mark, i) => (mayLieOn(hung, mark) && view.distanceToSlice(mark.at) <= onSlice ? handlesOfMark(question, mark, i, plane) : []));
    }
    const measured = readMeasured(this.answerOf(question));
    return measured !== null && measured.series === hung.series.index && measured.slice === slice ? handlesOfMeasured(question, measured) : [];
  }

  shape(question: Question, half: HalfDrawn, spot: Spot): void {
    if (question.kind === 'mask') {
      this.writeOutline(question, painted(this.outlineOf(question), half, spot.plane, filled(this.outlineOf(question), half, spot.plane)));
      return;
    }
    if (question.kind === 'marks') {
      const box = newBox(half.points, spot);
      if (box !== null) {
        this.write(question, [...this.marksOf(question), box], null);
        this.chosen.set(question.id, this.marksOf(question).length - 1);
        return;
      }
    } else {
      const measured = measuredFrom(question, half.points, spot);
      if (measured !== null) {
        this.events.answer(question.id, writeMeasured(measured), null);
        return;
      }
    }
    this.events.say('That has no extent. Draw it again.');
  }

  private write(question: Question, marks: readonly Mark[], stroke: string | null): void {
    this.events.answer(question.id, writeMarks(marks), stroke);
  }

  writeOutline(question: Question, content: OutlineContent | null): void {
    if (content === null) {
      this.events.clear(question.id, null);
    } else if (this.drawn !== null) {
      this.events.answer(question.id, this.drawn.outlines.add(content), null);
    }
  }
}
