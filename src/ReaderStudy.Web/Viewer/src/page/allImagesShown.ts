import type { CaseToRead } from '../contract';

/** Series, and pictures (slides and photographs) beside them. */
export type ImagesKind = 'series' | 'pictures';

/** Tells when all images of a case are on the screen, of which it may have two kinds; once for each case. */
export class AllImagesShown {
  private position: number | null = null;
  private readonly missing = new Set<ImagesKind>();

  constructor(private readonly tell: (position: number) => void) {}

  /** A case is on its way to the screen. */
  expect({ position, series, pictures }: Pick<CaseToRead, 'position' | 'series' | 'pictures'>): void {
    this.position = position;
    this.missing.clear();
    if (series.length > 0) {
      this.missing.add('series');
    }
    if ((pictures ?? []).length > 0) {
      this.missing.add('pictures');
    }
  }

  /** All images of one kind are on the screen. */
  shown(kind: ImagesKind, position: number): void {
    if (position === this.position && this.missing.delete(kind) && this.missing.size === 0) {
      this.tell(position);
    }
  }
}
