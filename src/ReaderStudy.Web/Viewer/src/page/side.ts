const key = 'reading.side';

/** On which side the questions stand; the reader's choice, remembered in this browser. */
export type Side = 'left' | 'right';

export function rememberedSide(): Side {
  try {
    return localStorage.getItem(key) === 'left' ? 'left' : 'right';
  } catch {
    return 'right';
  }
}

export function rememberSide(side: Side): void {
  try {
    localStorage.setItem(key, side);
  } catch {
    // Without a store the side holds until the page is left.
  }
}
