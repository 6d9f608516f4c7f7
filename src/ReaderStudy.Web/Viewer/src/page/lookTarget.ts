export interface LookTarget {
  /** The case to open; null: none. */
  readonly position: number | null;
  /** Why none; empty: the end of the session. */
  readonly why: string;
}

/**
 * Where looking at the case before or after leads. Nobody looks ahead of the case to read now.
 * @param here The case on the screen; null: the session's end.
 * @param front The case to read now; null when every case is done.
 */
export function lookTarget(here: number | null, by: -1 | 1, front: number | null, total: number): LookTarget {
  const position = (here ?? total + 1) + by;
  if (position < 1) {
    return { position: null, why: 'This is the first case.' };
  }
  if (position > (front ?? total)) {
    return { position: null, why: front === null ? '' : 'This is the case to read now.' };
  }
  return { position, why: '' };
}
