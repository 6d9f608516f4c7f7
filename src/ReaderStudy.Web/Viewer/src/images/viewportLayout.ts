import { type Grid, gridFor } from './gridLayout';

/** A place for viewports that is so many times as wide as high, and so many pixels wide, reaches over two screens; `style/twoScreens.css` asks the same. */
const timesAsWide = 3;
const fewestPixels = 3000;

/** What the questions, which stand where the screens meet, leave of half of the width, about. */
const freeShare = 0.87;

export function isOnTwoScreens(width: number, height: number): boolean {
  return width >= fewestPixels && width >= timesAsWide * height;
}

/** Of two screens the one that shows a viewport: the first half of them, and the middle one, stand on the left. */
export function screenOf(place: number, count: number): 0 | 1 {
  return place < Math.ceil(count / 2) ? 0 : 1;
}

/** Lays viewports out so that images come out largest; over two screens each has its own, so that none lies across the edge between them. */
export function layOutViewports(root: HTMLElement, viewports: readonly HTMLElement[], width: number, height: number): void {
  const isWide = isOnTwoScreens(width, height);
  root.classList.toggle('two-screens', isWide);
  if (!isWide) {
    const { columns, rows } = gridFor(viewports.length, width, height);
    root.style.gridTemplateColumns = `repeat(${columns}, minmax(0, 1fr))`;
    root.style.gridTemplateRows = `repeat(${rows}, minmax(0, 1fr))`;
    return;
  }
  const onScreen = [0, 1].map((screen) => viewports.filter((_, place) => screenOf(place, viewports.length) === screen));
  onScreen.forEach((shown, screen) => {
    const grid = gridFor(shown.length, (width / 2) * freeShare, height);
    shown.forEach((viewport, i) => {
      viewport.classList.toggle('second', screen === 1);
      putInto(viewport, grid, i);
    });
  });
}

/** As shares of its screen. */
function putInto(viewport: HTMLElement, { columns, rows }: Grid, i: number): void {
  const shares = { '--x': (i % columns) / columns, '--y': Math.floor(i / columns) / rows, '--w': 1 / columns, '--h': 1 / rows };
  for (const [name, share] of Object.entries(shares)) {
    viewport.style.setProperty(name, String(share));
  }
}
