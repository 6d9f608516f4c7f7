import type { LookedAt } from '../images/looked';
import type { TextStore } from './unsavedStore';

interface KeptWindow {
  readonly center: number;
  readonly width: number;
}

/** What the reader looked at in a case, so that a reload or a crash leads back to it. */
export interface ViewOfCase {
  readonly position: number;
  /** By place: the slice, from 0. */
  readonly slices: readonly number[];
  readonly linked: boolean;
  /** By place, in HU. */
  readonly windows: readonly (KeptWindow | null)[];
  /** By place: zoom, shift and turns; null: fitted. */
  readonly looked: readonly (LookedAt | null)[];
}

/** The view of the case that was last on the screen of a session, kept in the browser. It holds places in the case alone. */
export class KeptView {
  private readonly key: string;
  private waiting: ReturnType<typeof setTimeout> | null = null;
  private latest: ViewOfCase | null = null;

  constructor(
    private readonly store: TextStore,
    sessionId: string,
  ) {
    this.key = `reading.view.${sessionId}`;
  }

  /** Written a moment later: scrolling changes it many times a second. */
  keep(view: ViewOfCase): void {
    this.latest = view;
    this.waiting ??= setTimeout(() => this.write(), 250);
  }

  /** Writes what waits, as when the page is being left. */
  write(): void {
    if (this.waiting !== null) {
      clearTimeout(this.waiting);
      this.waiting = null;
    }
    if (this.latest !== null) {
      try {
        this.store.setItem(this.key, JSON.stringify(this.latest));
      } catch {
        // Without a store a reload begins at the opening slice.
      }
    }
  }

  /** The view of a case; null when another was seen last, or none. */
  find(position: number): ViewOfCase | null {
    // A reader may come back to a case faster than what was last looked at is written.
    this.write();
    try {
      const view = JSON.parse(this.store.getItem(this.key) ?? 'null') as Partial<ViewOfCase> | null;
      return view?.position === position && Array.isArray(view.slices) && view.slices.every(Number.isInteger)
        ? { position, slices: view.slices, linked: view.linked !== false, windows: Array.isArray(view.windows) ? view.windows.map(windowIn) : [], looked: Array.isArray(view.looked) ? view.looked.map(lookedIn) : [] }
        : null;
    } catch {
      return null;
    }
  }
}

function windowIn(window: KeptWindow | null): KeptWindow | null {
  return window && Number.isFinite(window.center) && Number.isFinite(window.width) && window.width > 0 ? window : null;
}

function lookedIn(looked: LookedAt | null): LookedAt | null {
  const { zoom = 0, right, down, turned = -1 } = looked ?? {};
  return zoom > 0 && [zoom, right, down].every(Number.isFinite) && [0, 1, 2, 3].includes(turned) ? looked : null;
}
