import type { MeasureTool } from '../contract';
import { pictureAsSeries } from '../images/hungSeries';
import { numberedPoints, type World } from './points';

/** A place in the patient that the reader marks. */
export interface Mark {
  readonly at: World;
  /** Null: not rated yet. Such a mark is kept in this tab and sent once it is rated. */
  readonly rating: number | null;
  /**
   * The series whose frame it lies on, where frames do not say where they lie; below 0 a slide or photograph (`pictureAsSeries`), whose pixels are
   * its places; null: the place alone says it.
   */
  readonly series: number | null;
  /** Two opposite corners in the plane of the slice; null: a point. */
  readonly box: readonly [World, World] | null;
  /** To what is asked of each mark; a rating as its digits. */
  readonly answers: Readonly<Record<string, string>>;
}

export interface Measured {
  readonly shape: MeasureTool;
  readonly series: number;
  /** As the series is stored, from 0. */
  readonly slice: number;
  readonly points: readonly World[];
  readonly value: number;
  readonly unit: 'mm' | 'mm2' | 'px' | 'px2';
}

/** As the server writes it: thousandths of a mm. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000 + 0;
}

export function writtenPoint([x, y, z]: World): World {
  return [rounded(x), rounded(y), rounded(z)];
}

/** The answer to a question of kind `marks`; an empty list says that there is nothing to mark. */
export function writeMarks(marks: readonly Mark[]): string {
  return JSON.stringify(
    marks.map(({ at, rating, series, box, answers }) => {
      const [x, y, z] = writtenPoint(at);
      const given = Object.entries(answers).filter(([, value]) => value !== '');
      return {
        x,
        y,
        z,
        ...(rating === null ? {} : { rating }),
        ...(series === null ? {} : series < 0 ? { picture: pictureAsSeries(series) } : { series }),
        ...(box === null ? {} : { box: box.map(writtenPoint) }),
        ...(given.length === 0 ? {} : { answers: Object.fromEntries(given.sort(([a], [b]) => (a < b ? -1 : 1))) }),
      };
    }),
  );
}

/** Null: no list of marks. */
export function readMarks(answer: string | number | undefined): Mark[] | null {
  const read = parsed(answer);
  if (!Array.isArray(read)) {
    return null;
  }
  const marks = read.map(markOf);
  return marks.includes(null) ? null : marks.filter((mark) => mark !== null);
}

export function writeMeasured({ shape, series, slice, points, value, unit }: Measured): string {
  return JSON.stringify({ shape, series, slice, points: points.map(writtenPoint), value: rounded(value), unit });
}

/** Null: no measurement. */
export function readMeasured(answer: string | number | undefined): Measured | null {
  const read = parsed(answer);
  if (typeof read !== 'object' || read === null || Array.isArray(read)) {
    return null;
  }
  const { shape, series, slice, points, value, unit } = read as Partial<Measured>;
  const places = numberedPoints(points);
  const complete = shape !== undefined && unit !== undefined && places !== null && [series, slice, value].every((n) => typeof n === 'number');
  return complete ? { shape, unit, points: places, series: Number(series), slice: Number(slice), value: Number(value) } : null;
}

function markOf(read: unknown): Mark | null {
  if (typeof read !== 'object' || read === null) {
    return null;
  }
  const { x, y, z, rating, series, picture, box, answers } = read as Readonly<Record<string, unknown>>;
  const [at] = numberedPoints([[x, y, z]]) ?? [];
  const [first, second] = numberedPoints(box) ?? [];
  if (at === undefined) {
    return null;
  }
  return {
    at,
    rating: typeof rating === 'number' ? rating : null,
    series: typeof picture === 'number' ? pictureAsSeries(picture) : typeof series === 'number' ? series : null,
    box: first === undefined || second === undefined ? null : [first, second],
    answers: Object.fromEntries(Object.entries(answers ?? {}).map(([id, value]) => [id, String(value)])),
  };
}

function parsed(answer: string | number | undefined): unknown {
  try {
    return typeof answer === 'string' ? JSON.parse(answer) : null;
  } catch {
    return null;
  }
}
