import type { Question } from '../contract';
import { OncePerFrame } from '../dom/oncePerFrame';
import type { QuestionView } from '../form/questionView';
import type { HungSeries } from '../images/caseImages';
import type { ImageStage } from '../images/imageStage';
import type { SliceView } from '../images/sliceView';
import { OutlineLayer } from '../outlines/outlineLayer';
import type { Command } from '../page/keyMap';
import type { SlideStage } from '../slides/slideStage';
import { Crosshair } from './crosshair';
import type { DrawCommand } from './drawKeys';
import { Drawing, type DrawingEvents, type DrawnReading } from './drawing';
import { DrawnOn } from './drawnOn';
import type { MaskTool } from './halfDrawn';
import { MarksView } from './marksView';
import { MaskView } from './maskView';
import { MeasureView } from './measureView';
import { drawShapes } from './overlay';
import { PointerInput } from './pointerInput';
import { shapesOn } from './shapes';
import { halfStep } from './spot';

export const maskTools: readonly MaskTool[] = ['brush', 'erase', 'threshold', 'line'];

/** Drawing on the images: hears the pointer and the keys, and shows what is drawn over the images and beside the questions. */
export class DrawingDesk {
  readonly drawing: Drawing;
  private readonly crosshair: Crosshair;
  private readonly pointer: PointerInput;
  private readonly outlines = new OutlineLayer();
  private readonly views: QuestionView[] = [];
  private request: number | null = null;
  private readonly refreshing = new OncePerFrame(() => this.changed());
  private hung: readonly HungSeries[] = [];
  private readonly on: DrawnOn;

  constructor(
    stage: ImageStage,
    slides: SlideStage,
    private readonly events: DrawingEvents,
  ) {
    this.on = new DrawnOn(stage, slides);
    this.drawing = new Drawing(this.on, events);
    this.crosshair = new Crosshair(this.drawing);
    this.pointer = new PointerInput(this.drawing, () => this.redraw());
    slides.isHeld = () => this.pointer.holds;
    this.drawing.onChange(() => this.changed());
    this.on.onDrawn((view) => {
      this.noticeSeries();
      this.drawing.begun.resumeStroke(view);
      this.draw(view);
    });
  }

  /** The control of a question that is answered on the image; null: it is another's. */
  viewOf(question: Question, titleId: string): QuestionView | null {
    const view = this.makeView(question, titleId);
    if (view !== null) {
      this.views.push(view);
    }
    return view;
  }

  show(reading: DrawnReading): void {
    this.drawing.show(reading);
    this.crosshair.hide();
    this.changed();
  }

  /** The answers have changed, or which question is lit. */
  redraw(): void {
    this.request ??= requestAnimationFrame(() => {
      this.request = null;
      this.on.roots.forEach((root) => root.classList.toggle('drawing', this.pointer.isOn));
      this.on.all.forEach((view) => this.draw(view));
    });
  }

  /** Obeys what concerns the drawing; false: the command is another's. */
  obey(command: Command): boolean {
    const { drawing, crosshair } = this;
    const question = drawing.question;
    if (command.kind === 'draw') {
      const isOurs = command.act !== 'remove' || question !== null;
      if (isOurs) {
        this.obeyDraw(command);
      }
      return isOurs;
    }
    if (command.kind === 'cancel') {
      const done = this.giveUp() || crosshair.hide();
      this.redraw();
      return done;
    }
    if (command.kind === 'lock' && drawing.begun.half !== null) {
      // Nothing is locked over a shape that was begun.
      if (!drawing.begun.finish()) {
        drawing.say('A shape was begun and is not finished: finish it, or give it up with Esc.');
      }
      return true;
    }
    if (question === null) {
      return false;
    }
    switch (command.kind) {
      case 'undo':
        return drawing.begun.takeBack();
      case 'scroll':
        return Math.abs(command.by) === 1 && this.moveCrosshair(0, command.by);
      case 'change':
        return this.moveCrosshair(command.by, 0) || this.onMark(question, (mark) => mark.entry.changeRating(command.by));
      case 'digit':
        this.onMark(question, (mark) => mark.entry.typeDigit(command.digit));
        return true;
      case 'erase':
        return this.onMark(question, (mark) => mark.entry.erase());
      default:
        return false;
    }
  }

  private obeyDraw(command: DrawCommand): void {
    const { drawing, crosshair } = this;
    const question = drawing.question ?? (drawing.readOnly ? (drawing.questions[0] ?? null) : null);
    switch (command.act) {
      case 'slice':
        return this.on.scroll(command.by);
      case 'nudge':
        return this.moveCrosshair(0, command.by) ? undefined : this.on.scroll(Math.sign(command.by));
      case 'next':
      case 'previous':
        return question?.kind === 'marks' ? drawing.step(question, command.act === 'next' ? 1 : -1) : undefined;
      default:
    }
    if (question === null || drawing.readOnly) {
      return;
    }
    switch (command.act) {
      case 'crosshair':
        crosshair.toggle();
        break;
      case 'other-phase':
        crosshair.otherPhase();
        break;
      case 'press':
        this.press(question);
        break;
      case 'tool':
        drawing.use(maskTools[(maskTools.indexOf(drawing.tool) + 1) % maskTools.length] ?? 'brush');
        break;
      case 'larger':
      case 'smaller':
        drawing.resize(command.act === 'larger' ? 1 : -1);
        break;
      case 'remove':
        drawing.removeDrawn(question);
        break;
      case 'none':
        if (question.kind === 'marks') {
          drawing.nothing(question);
        }
        break;
      case 'pen':
        drawing.pen = !drawing.pen;
        break;
    }
    this.changed();
  }

  /** Lets go of what is held, or gives up what was begun; false: neither. */
  private giveUp(): boolean {
    if (this.drawing.isHolding) {
      this.drawing.letGo();
      return true;
    }
    return this.drawing.begun.abandon();
  }

  /** What a click or a press does at the pointer, at the crosshair. */
  private press(question: Question): void {
    const { drawing, crosshair } = this;
    if (this.on.active !== null && !drawing.takes(this.on.active)) {
      drawing.say('Outlines and measurements are drawn on stacks of images, not on slides and photographs.');
      return;
    }
    if (!crosshair.isShown) {
      crosshair.toggle();
      return;
    }
    const spot = crosshair.spot();
    if (spot === null) {
      return;
    }
    if (drawing.isHolding) {
      drawing.letGo();
    } else if (question.kind === 'mask' && drawing.tool !== 'line') {
      if (drawing.begun.isStroking) {
        drawing.begun.endStroke();
      } else {
        drawing.begun.beginStroke(spot);
      }
    } else {
      const handle = drawing.handleAt(spot);
      if (handle === null) {
        drawing.tap(spot);
      } else {
        drawing.take(handle);
      }
    }
  }

  private moveCrosshair(columns: number, rows: number): boolean {
    const { drawing, crosshair } = this;
    if (!crosshair.isShown || drawing.question === null) {
      return false;
    }
    crosshair.move(columns, rows);
    const spot = crosshair.spot();
    if (spot !== null && drawing.isHolding) {
      drawing.hold(spot);
    } else if (spot !== null && drawing.begun.isStroking) {
      drawing.begun.goOnStroke(spot);
    }
    this.redraw();
    return true;
  }

  private onMark(question: Question, act: (mark: NonNullable<ReturnType<Drawing['markSheetOf']>>) => void): boolean {
    const mark = question.kind === 'marks' ? this.drawing.markSheetOf(question) : null;
    if (mark === null) {
      return false;
    }
    act(mark);
    this.changed();
    return true;
  }

  private changed(): void {
    this.events.refresh();
    this.redraw();
  }

  /** The list of marks names series, and measurements say how their pixels are known: both wait for the images. */
  private noticeSeries(): void {
    const { hung } = this.drawing;
    if (hung.length !== this.hung.length || hung.some((one, i) => one !== this.hung[i])) {
      const { half } = this.drawing.begun;
      const isNew = half !== null && hung.some((one) => one.series.index === half.series && !this.hung.includes(one));
      this.hung = hung;
      if (half !== null && isNew && !this.drawing.readOnly) {
        // What was begun goes on where it was.
        this.drawing.goToSlice(half);
      }
      if (this.views.length > 0) {
        this.refreshing.ask();
      }
    }
  }

  private draw(view: SliceView): void {
    if (view.hung === null) {
      drawShapes(view, [], { crosshair: null, brush: null });
      this.outlines.draw(view, [], [], 0);
      return;
    }
    const { drawing, pointer, crosshair } = this;
    const cross = drawing.question === null ? null : crosshair.spot();
    const at = pointer.isOn && pointer.hover?.view === view ? pointer.hover : null;
    const on = at ?? (cross?.view === view ? cross : null);
    drawShapes(view, shapesOn(drawing, view, on?.at ?? null), { crosshair: cross?.view === view ? cross.point : null, brush: on === null ? null : this.brushAt(view, on.at) });
    const { painting } = drawing.begun;
    const layers = drawing.questions
      .filter(({ kind }) => kind === 'mask')
      .map((question) => {
        const { half, bitmap } = painting ?? {};
        const isPainted = half !== undefined && bitmap !== undefined && half.question === question.id;
        return { content: drawing.outlineOf(question), painting: isPainted ? { series: half.series, slice: half.slice, bitmap } : null };
      });
    this.outlines.draw(view, layers, drawing.hung, halfStep(view.hung, view.slice));
  }

  /** The ring that shows how large the brush is, in pixels of the screen. */
  private brushAt(view: SliceView, at: Parameters<SliceView['toCanvas']>[0]): { at: readonly [number, number]; across: number; down: number; turn: number } | null {
    const { drawing } = this;
    const geometry = view.hung?.geometry;
    if (drawing.question?.kind !== 'mask' || drawing.tool === 'line' || geometry === undefined) {
      return null;
    }
    const radius = drawing.brush.size / 2;
    const [x, y] = view.toCanvas(at);
    const away = (direction: readonly [number, number, number]): readonly [number, number] => {
      const [ax, ay] = view.toCanvas([at[0] + direction[0] * radius, at[1] + direction[1] * radius, at[2] + direction[2] * radius]);
      return [ax - x, ay - y];
    };
    const [across, down] = [away(geometry.rowDirection), away(geometry.columnDirection)];
    return { at: [x, y], across: Math.hypot(...across), down: Math.hypot(...down), turn: (Math.atan2(across[1], across[0]) * 180) / Math.PI };
  }

  private makeView(question: Question, titleId: string): QuestionView | null {
    switch (question.kind) {
      case 'marks':
        return new MarksView(question, titleId, this.drawing);
      case 'mask':
        return new MaskView(question, titleId, this.drawing);
      case 'measure':
        return new MeasureView(question, titleId, this.drawing);
      default:
        return null;
    }
  }
}
