/** In the patient's coordinates, mm: towards the left, the back, the head. */
export type Vector = readonly [number, number, number];

export function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

export function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

export function scaled(a: Vector, by: number): Vector {
  return [a[0] * by, a[1] * by, a[2] * by];
}

export function sum(...of: readonly Vector[]): Vector {
  return of.reduce((all, one) => [all[0] + one[0], all[1] + one[1], all[2] + one[2]], [0, 0, 0]);
}

export function minus(a: Vector, b: Vector): Vector {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

export function length(a: Vector): number {
  return Math.sqrt(dot(a, a));
}

export function vectorOf(values: readonly number[]): Vector | null {
  const [x, y, z] = values;
  return x === undefined || y === undefined || z === undefined || [x, y, z].some(Number.isNaN) ? null : [x, y, z];
}
