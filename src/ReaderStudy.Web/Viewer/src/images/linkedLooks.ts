import { Enums, type StackViewport } from '@cornerstonejs/core';
import { followed } from './followedLook';
import { imagePlaneOf } from './imagePlane';
import type { LookedAt } from './looked';
import { lookAt, lookedAt } from './lookedAt';

/** A viewport as far as it is zoomed, shifted and turned with others. */
export interface LinkedView {
  readonly viewport: StackViewport;
  /** Whether the size of its pixels is known in mm. */
  readonly inMillimetres: boolean;
}

/**
 * Viewports that are zoomed, shifted and turned together: what the reader does to one is done to those of its name, each against its own fitted view. What
 * changes otherwise, as when a stack is hung, is nobody else's business.
 */
export class LinkedLooks {
  /** By place; null: alone. */
  private names: readonly (string | null)[] = [];
  /** The viewport on which a button of the mouse is held, and how it was looked at when it was last followed. */
  private inHand: { readonly place: number; readonly looked: LookedAt | null } | null = null;
  private following = false;

  /** @param views By place. @param changed The reader has zoomed, shifted or turned. */
  constructor(
    private readonly views: () => readonly LinkedView[],
    private readonly changed: () => void,
  ) {
    window.addEventListener('mouseup', () => this.letGo());
  }

  /** Those of one name go together. */
  together(names: readonly (string | null)[]): void {
    this.names = names;
  }

  /** Follows what the mouse does on a viewport. */
  watch(element: HTMLElement, place: number): void {
    element.addEventListener('mousedown', () => this.take(place), { capture: true });
    element.addEventListener(Enums.Events.CAMERA_MODIFIED, () => this.drawnBy(place));
    // What moves with another slice was not moved by the reader.
    element.addEventListener(Enums.Events.STACK_NEW_IMAGE, () => this.inHand?.place === place && this.take(place));
  }

  /** Another stack is on its way. */
  letGo(): void {
    this.inHand = null;
  }

  /** Does to a viewport what the reader has asked for by a key or a finger. */
  byHand(place: number, change: (viewport: StackViewport) => void): void {
    const view = this.views()[place];
    if (view !== undefined) {
      const before = lookedAt(view.viewport);
      this.apart(() => change(view.viewport));
      this.lead(place, before);
    }
  }

  /** Changes viewports without any of them following. */
  apart(change: () => void): void {
    const outer = this.following;
    this.following = true;
    try {
      change();
    } finally {
      this.following = outer;
    }
  }

  private take(place: number): void {
    const view = this.views()[place];
    this.inHand = view === undefined ? null : { place, looked: lookedAt(view.viewport) };
  }

  private drawnBy(place: number): void {
    if (!this.following && this.inHand?.place === place) {
      const before = this.inHand.looked;
      this.take(place);
      this.lead(place, before);
    }
  }

  private lead(place: number, from: LookedAt | null): void {
    const views = this.views();
    const leader = views[place];
    const [plane, to] = leader === undefined ? [null, null] : [imagePlaneOf(leader.viewport), lookedAt(leader.viewport)];
    if (leader === undefined || plane === null || from === null || to === null) {
      return;
    }
    const name = this.names[place] ?? null;
    this.apart(() =>
      views.forEach(({ viewport, inMillimetres }, other) => {
        const [own, ownPlane] = [lookedAt(viewport), imagePlaneOf(viewport)];
        if (other !== place && name !== null && this.names[other] === name && own !== null && ownPlane !== null) {
          lookAt(viewport, followed({ looked: own, plane: ownPlane }, { from, to, plane }, inMillimetres && leader.inMillimetres));
        }
      }),
    );
    this.changed();
  }
}
