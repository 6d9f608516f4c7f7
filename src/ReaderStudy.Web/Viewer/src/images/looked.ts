/** How one stack is looked at, its slice and window apart, against its own fitted view: means the same whatever the size of the viewport. */
export interface LookedAt {
  /** How many times larger than it is fitted. */
  readonly zoom: number;
  /** What stands in the middle of the viewport: so far from the middle of the image along its rows and down its columns, in mm. */
  readonly right: number;
  readonly down: number;
  /** Quarter turns clockwise: 0 to 3. */
  readonly turned: number;
}

/** How an image opens: whole, in the middle, as it was acquired. */
export function isFitted({ zoom, right, down, turned }: LookedAt): boolean {
  return turned === 0 && Math.abs(zoom - 1) < 1e-3 && Math.hypot(right, down) < 0.01;
}

/** Whether one of them is turned. Null: fitted. */
export function isTurned(looked: readonly (LookedAt | null)[]): boolean {
  return looked.some((one) => one !== null && one.turned !== 0);
}
