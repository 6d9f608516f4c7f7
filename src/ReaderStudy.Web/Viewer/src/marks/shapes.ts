import type { Question } from '../contract';
import { shownPlane } from '../images/shownPlane';
import type { SliceView } from '../images/sliceView';
import { measureInWords } from './calibration';
import { type Mark, readMeasured } from './drawnAnswers';
import type { Drawing } from './drawing';
import { ellipseLine } from './measuring';
import { cornersOf, type World } from './points';
import { clicksFor, nextPoint } from './shaping';
import { mayBeSeenOn, nearnessOf, ownersOf } from './spot';

/** One line of a shape as it is drawn over a viewport. */
export interface Shape {
  readonly points: readonly World[];
  readonly closed: boolean;
  /** On the slice itself: solid; near it: dashed; begun and not finished. */
  readonly look: 'own' | 'near' | 'begun';
  readonly selected: boolean;
  /** A mere place, drawn as a small ring. */
  readonly isPoint: boolean;
  readonly label: string;
  /** Where a hand can take hold. */
  readonly grips: readonly World[];
}

/** Everything of the reading that is drawn as lines over a viewport. @param hover Where the pointer is on it; null: elsewhere. */
export function shapesOn(drawing: Drawing, view: SliceView, hover: World | null): Shape[] {
  return [...drawing.questions.flatMap((question) => (question.kind === 'marks' ? marksOn(drawing, question, view) : measuredOn(drawing, question, view))), ...begunOn(drawing, view, hover)];
}

function marksOn(drawing: Drawing, question: Question, view: SliceView): Shape[] {
  const isLit = drawing.question?.id === question.id || drawing.readOnly;
  return drawing.marksOf(question).flatMap((mark, i): Shape[] => {
    const look = view.hung === null || !mayBeSeenOn(view.hung, mark) ? 'away' : nearnessOf(view, [mark.at], ownersOf(drawing.hung, mark));
    return look === 'away' ? [] : [markShape(view, mark, { look, selected: isLit && drawing.selectedOf(question) === i, label: String(i + 1), grips: isLit && !drawing.readOnly && look === 'own' })];
  });
}

function markShape(view: SliceView, { at, box }: Mark, { look, selected, label, grips }: Pick<Shape, 'look' | 'selected' | 'label'> & { readonly grips: boolean }): Shape {
  const across = view.hung?.geometry.rowDirection ?? [1, 0, 0];
  const points = box === null ? [at] : cornersOf(box, across);
  return { points, closed: box !== null, look, selected, isPoint: box === null, label, grips: grips && selected && box !== null ? [...points, at] : [] };
}

function measuredOn(drawing: Drawing, question: Question, view: SliceView): Shape[] {
  const measured = question.kind === 'measure' && view.hung?.picture === undefined ? readMeasured(drawing.answerOf(question)) : null;
  if (measured === null) {
    return [];
  }
  const { points, series, shape, value, unit } = measured;
  const look = nearnessOf(view, points, drawing.hung.filter((hung) => hung.series.index === series));
  if (look === 'away') {
    return [];
  }
  const isLit = drawing.question?.id === question.id;
  const base = { closed: false, look, selected: isLit, isPoint: false, label: '', grips: isLit && look === 'own' ? points : [] };
  const first: Shape = { ...base, points, label: measureInWords(value, unit) };
  switch (shape) {
    case 'length':
      return [first];
    case 'polygon':
      return [{ ...first, closed: true, grips: points.length > 40 ? [] : base.grips }];
    case 'ellipse':
      return [{ ...first, points: ellipseLine(points), closed: true }];
    case 'bidirectional':
      return [
        { ...first, points: points.slice(0, 2) },
        { ...base, points: points.slice(2), grips: [] },
      ];
  }
}

/** The begun shape, with its next line to where the pointer or the crosshair is. */
function begunOn(drawing: Drawing, view: SliceView, hover: World | null): Shape[] {
  const { question } = drawing;
  const { half } = drawing.begun;
  const here = half !== null && view.hung?.series.index === half.series && half.points.every((point) => view.distanceToSlice(point) <= 0.05);
  if (half === null || !here || drawing.begun.isStroking) {
    return [];
  }
  const base = { look: 'begun', selected: true, isPoint: false, label: '', grips: half.points.slice(0, 1) } as const;
  const plane = view.hung === null ? null : shownPlane(view.hung, view.slice);
  const next = hover === null || question === null || plane === null ? hover : nextPoint(question, half.points, hover, plane);
  const points = next === null ? half.points : [...half.points, next];
  const [first, second] = points;
  if (question?.kind === 'marks' && first !== undefined && second !== undefined) {
    return [{ ...base, points: cornersOf([first, second], view.hung?.geometry.rowDirection ?? [1, 0, 0]), closed: true }];
  }
  if (question?.tool === 'bidirectional') {
    return [
      { ...base, points: points.slice(0, 2), closed: false },
      { ...base, points: points.slice(2), closed: false, grips: [] },
    ];
  }
  if (question?.tool === 'ellipse' && first !== undefined && second !== undefined) {
    return [{ ...base, points: cornersOf([first, second], view.hung?.geometry.rowDirection ?? [1, 0, 0]), closed: true }];
  }
  return [{ ...base, points, closed: question !== null && clicksFor(question) === null && points.length > 2 }];
}
