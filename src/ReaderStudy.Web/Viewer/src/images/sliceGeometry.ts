import type { DicomElement, FrameMetadata } from '../contract';

type Vector = readonly [number, number, number];

/** Where the slices of a series lie in the patient. */
export interface SeriesGeometry {
  /** Position of each slice along the series' normal, mm. */
  readonly positions: readonly number[];
  /** The middles of the first and of the last slice, in patient coordinates. */
  readonly middles: readonly [Vector, Vector];
  /** Unit vector across the slices, in patient coordinates. */
  readonly normal: Vector;
  readonly rowDirection: Vector;
  readonly columnDirection: Vector;
  /** Series with the same frame of reference share one coordinate system; empty when unknown. */
  readonly frameOfReference: string;
  /** Every frame says where it lies; otherwise a frame counts as its number, and what is marked on one names its series. */
  readonly hasPlaces: boolean;
}

export function geometryOf(frames: readonly FrameMetadata[]): SeriesGeometry {
  const first = frames[0];
  const orientation = first === undefined || !hasPlace(first) ? [] : numbers(first['00200037']);
  const rowDirection = vector(orientation.slice(0, 3)) ?? [1, 0, 0];
  const columnDirection = vector(orientation.slice(3, 6)) ?? [0, 1, 0];
  const normal = cross(rowDirection, columnDirection);
  const positions = frames.map((frame, index) => {
    const corner = hasPlace(frame) ? vector(numbers(frame['00200032'])) : null;
    return corner === null ? (frameIndex(frame) ?? index) : dot(corner, normal);
  });
  const middles = [middleOf(first, rowDirection, columnDirection), middleOf(frames.at(-1), rowDirection, columnDirection)] as const;
  const frameOfReference = String(first?.['00200052']?.Value?.[0] ?? '');
  return { positions, middles, normal, rowDirection, columnDirection, frameOfReference, hasPlaces: frames.every(hasPlace) };
}

/** Whether a frame says where it lies in the patient: position and orientation. */
export function hasPlace(frame: FrameMetadata): boolean {
  const [position, orientation] = [numbers(frame['00200032']), numbers(frame['00200037'])];
  return position.length === 3 && orientation.length === 6 && [...position, ...orientation].every(Number.isFinite);
}

/** Which frame of its series it is, from 0, as the server counts; null: it does not say. */
export function frameIndex(frame: FrameMetadata): number | null {
  const [number] = numbers(frame['00200013']);
  return number === undefined ? null : number - 1;
}

/** Whether two series' slices can be matched by position: they have places, the same coordinate system and (nearly) the same plane. */
export function shareSpace(a: SeriesGeometry, b: SeriesGeometry): boolean {
  return shareFrame(a, b) && Math.abs(dot(a.normal, b.normal)) > 0.98;
}

/** Whether a slice of one series lies along one of the other from edge to edge: the same coordinate system and the same plane but for rounding. */
export function shareSlices(a: SeriesGeometry, b: SeriesGeometry): boolean {
  return shareFrame(a, b) && Math.abs(dot(a.normal, b.normal)) > 0.9999;
}

function shareFrame(a: SeriesGeometry, b: SeriesGeometry): boolean {
  return a.hasPlaces && b.hasPlaces && a.frameOfReference !== '' && a.frameOfReference === b.frameOfReference;
}

/** Of a slice that does not say where it lies: the origin. */
function middleOf(frame: FrameMetadata | undefined, rowDirection: Vector, columnDirection: Vector): Vector {
  const corner = vector(numbers(frame?.['00200032'])) ?? [0, 0, 0];
  const [rowSpacing = 1, columnSpacing = 1] = numbers(frame?.['00280030']);
  const [rows = 1, columns = 1] = [numbers(frame?.['00280010'])[0], numbers(frame?.['00280011'])[0]];
  const [across, down] = [((columns - 1) / 2) * columnSpacing, ((rows - 1) / 2) * rowSpacing];
  const along = (i: 0 | 1 | 2): number => corner[i] + rowDirection[i] * across + columnDirection[i] * down;
  return [along(0), along(1), along(2)];
}

/**
 * Whether the stack has to be turned round to be read as radiologists do: axial slices from the head down, coronal ones from the front,
 * sagittal ones from the patient's right.
 */
export function runsAgainstReading({ normal, positions }: SeriesGeometry): boolean {
  const way = Math.sign((positions.at(-1) ?? 0) - (positions[0] ?? 0));
  const [x, y, z] = normal;
  const [ax, ay, az] = [Math.abs(x), Math.abs(y), Math.abs(z)];
  const onward = az >= ax && az >= ay ? -z : ay >= ax ? y : x;
  return way * onward < 0;
}

/**
 * Letters at the left, right, top and bottom edge: R(ight), L(eft), A(nterior), P(osterior), H(ead), F(oot) of the patient.
 * @param turned By how many quarters the image is turned clockwise.
 */
export function edgeLetters(geometry: SeriesGeometry, turned = 0): { left: string; right: string; top: string; bottom: string } {
  const [across, along] = [letter(geometry.rowDirection), letter(geometry.columnDirection)];
  // Clockwise from the top; a quarter turn brings what was at the left to the top.
  const [top, right, bottom, left] = [0, 1, 2, 3].map((edge) => [opposite(along), across, along, opposite(across)][(edge - turned + 4) % 4] ?? '') as [string, string, string, string];
  return { left, right, top, bottom };
}

const opposites: Readonly<Record<string, string>> = { L: 'R', R: 'L', P: 'A', A: 'P', H: 'F', F: 'H' };

function opposite(of: string): string {
  return opposites[of] ?? '';
}

/** DICOM's patient axes grow to the left, posterior and head (PS3.3 C.7.6.2.1.1). */
function letter(direction: Vector): string {
  const [x, y, z] = direction.map(Math.abs) as [number, number, number];
  if (x >= y && x >= z) {
    return direction[0] > 0 ? 'L' : 'R';
  }
  if (y >= z) {
    return direction[1] > 0 ? 'P' : 'A';
  }
  return direction[2] > 0 ? 'H' : 'F';
}

export function numbers(element: DicomElement | undefined): number[] {
  return (element?.Value ?? []).map(Number);
}

function vector(values: readonly number[]): Vector | null {
  const [x, y, z] = values;
  return x === undefined || y === undefined || z === undefined || [x, y, z].some(Number.isNaN) ? null : [x, y, z];
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

/** Whether rows lie as far apart as columns, by Pixel Spacing or Pixel Aspect Ratio (PS3.3 C.7.6.3.1.7); they do where neither is said. */
export function hasSquarePixels(frame: FrameMetadata): boolean {
  return ['00280030', '00280034'].every((tag) => {
    const [down, across] = numbers(frame[tag]);
    return down === across;
  });
}
