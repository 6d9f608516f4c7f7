import type { FrameMetadata, Question } from '../contract';
import { cross, isOver, minus, type SlicePlane, type World } from '../images/slicePlane';
import { type Mark, type Measured, readMarks, readMeasured, writeMarks, writeMeasured } from './drawnAnswers';
import { moveAxisEnd, moveCrossedEnd } from './measuring';
import { cornersOf, middle, plus } from './points';
import { remeasured } from './shaping';

/** What of a shape is taken hold of. */
export interface Handle {
  readonly question: string;
  /** Which mark; 0 of a measurement. */
  readonly index: number;
  /** Which corner or end; `body`: the whole. */
  readonly part: number | 'body';
  readonly at: World;
}

export function handlesOfMark({ id }: Question, { at, box }: Mark, index: number, { across }: SlicePlane): Handle[] {
  const body: Handle = { question: id, index, part: 'body', at };
  return box === null ? [body] : [...cornersOf(box, across).map((corner, part): Handle => ({ question: id, index, part, at: corner })), body];
}

export function handlesOfMeasured({ id }: Question, { points }: Measured): Handle[] {
  return points.map((at, part) => ({ question: id, index: 0, part, at }));
}

/** The answer once a handle was moved, and the part that the hand holds then; null: the shape would have no extent or leave the image, or is no longer there. */
export function movedAnswer(
  question: Question,
  answer: string | number | undefined,
  { index, part }: Handle,
  to: World,
  plane: SlicePlane,
  frame: FrameMetadata,
): { readonly answer: string; readonly part: Handle['part'] } | null {
  if (question.kind === 'marks') {
    const marks = readMarks(answer) ?? [];
    const mark = marks[index];
    return mark === undefined ? null : { answer: writeMarks(marks.with(index, movedMark(mark, part, to, plane.across))), part };
  }
  const measured = readMeasured(answer);
  if (measured === null || part === 'body') {
    return null;
  }
  const points = movedPoints(measured, part, to, plane);
  // The second axis of a bidirectional has turned with the first: it may not leave the image.
  if (measured.shape === 'bidirectional' && part < 2 && !points.every((point) => isOver(plane, point))) {
    return null;
  }
  const again = remeasured({ ...measured, points }, frame);
  // The axes may have changed places, so that the long one stands first.
  return again === null ? null : { answer: writeMeasured(again), part: again.points[part] === points[part] ? part : (part + 2) % 4 };
}

function movedPoints({ shape, points }: Measured, part: number, to: World, { across, down }: SlicePlane): readonly World[] {
  switch (shape) {
    case 'ellipse':
      return moveAxisEnd(points, part, to);
    case 'bidirectional':
      return moveCrossedEnd(points, part, to, cross(across, down));
    default:
      return points.with(part, to);
  }
}

function movedMark(mark: Mark, part: Handle['part'], to: World, across: World): Mark {
  if (mark.box === null) {
    return { ...mark, at: to };
  }
  if (part === 'body') {
    const by = minus(to, mark.at);
    return { ...mark, at: to, box: [plus(mark.box[0], by), plus(mark.box[1], by)] };
  }
  const opposite = cornersOf(mark.box, across)[(part + 2) % 4] ?? to;
  const [, beside, , other] = cornersOf([to, opposite], across);
  // The corner in the hand keeps its number.
  const box = { 0: [to, opposite], 1: [beside, other], 2: [opposite, to], 3: [other, beside] }[part] as [World, World] | undefined;
  return { ...mark, at: middle(opposite, to), box: box ?? mark.box };
}
