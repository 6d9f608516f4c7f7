import type { ReadingApi } from '../api/readingApi';
import { sentenceOf } from '../api/requestFailed';
import type { AiOutput, CaseToRead } from '../contract';
import { button, element } from '../dom/element';
import type { SliceViews } from '../images/sliceView';
import { aiPanel } from '../page/aiPanel';
import type { TextStore } from '../saving/unsavedStore';
import type { AiAct } from './aiActs';
import { AiControls } from './aiControls';
import { AiLog } from './aiLog';
import { type AiChange, AiShowing } from './aiShowing';
import type { AiPart, CaseOverlays, Overlay } from './overlayContract';
import { OverlayPainter } from './overlayPainter';
import { notHung, partsOf } from './overlayWords';

export interface AiOnScreenParts {
  readonly api: ReadingApi;
  readonly sessionId: string;
  readonly views: SliceViews;
  readonly store: TextStore;
  say(text: string, fades: boolean): void;
  /** What stands in `root` is of another size now. */
  changed(): void;
}

/** Pauses before asking again for what the AI drew, in milliseconds. */
const pauses: readonly number[] = [1000, 2000, 4000, 8000];

interface ShownCase {
  readonly toRead: CaseToRead;
  readonly note: string | null;
  ai: AiOutput | null;
  overlays: readonly Overlay[];
  log: AiLog | null;
  controls: AiControls | null;
  /** What was drawn on series that do not hang, in words. */
  away: readonly string[];
  asking: boolean;
}

/** The AI of the case on the screen: asked for where the arm wants that, shown beside and over the images, and every change of that written down. */
export class AiOnScreen {
  /** Empty, and not on the page, while nothing of the AI may be shown or asked for. */
  readonly root = element('div', 'ai-place');
  private readonly showing = new AiShowing();
  private readonly painter: OverlayPainter;
  private shown: ShownCase | null = null;

  constructor(private readonly parts: AiOnScreenParts) {
    this.painter = new OverlayPainter(parts.views, this.showing);
    parts.views.onDrawn(() => this.hangingChanged());
    const leave = (): void => void (document.visibilityState === 'hidden' && this.shown?.log?.flush(true));
    document.addEventListener('visibilitychange', leave);
    window.addEventListener('pagehide', () => void this.shown?.log?.flush(true));
  }

  /** @param note Said below the AI; null: nothing. */
  show(toRead: CaseToRead, note: string | null): void {
    if (this.shown?.toRead === toRead) {
      return;
    }
    void this.shown?.log?.flush();
    this.shown = { toRead, note, ai: toRead.ai ?? null, overlays: [], log: null, controls: null, away: [], asking: false };
    this.painter.show([]);
    this.draw(this.shown);
    if (toRead.ai !== undefined) {
      this.begin(this.shown);
    }
  }

  act(act: AiAct): void {
    const { shown } = this;
    if (shown === null) {
      return;
    }
    if (shown.ai === null) {
      if (act === 'show' && shown.toRead.aiOnRequest === true) {
        void this.ask(shown);
      }
      return;
    }
    const there = partsOf(shown.ai.classes.length > 0, shown.overlays);
    if (act === 'show') {
      this.apply(shown, this.showing.toggleDrawn(there));
    } else if (act === 'opacity') {
      this.apply(shown, this.showing.nextOpacity(there));
    } else if (there.includes(act)) {
      this.apply(shown, this.showing.toggle(act));
    }
  }

  /** The server shows it and writes down that it was asked for. */
  private async ask(shown: ShownCase): Promise<void> {
    if (shown.asking) {
      return;
    }
    shown.asking = true;
    const { position, stage = 'only' } = shown.toRead;
    try {
      const { ai } = await this.parts.api.revealAi(position, stage);
      shown.ai = ai;
      if (this.shown === shown) {
        this.draw(shown);
        this.begin(shown);
        this.parts.say('The AI is shown now; that you asked for it is recorded.', true);
      }
    } catch (error) {
      shown.asking = false;
      if (this.shown === shown) {
        this.parts.say(`The AI is not shown: ${sentenceOf(error)}`, false);
      }
    }
  }

  /** Asks for what the AI drew, and writes down how it is shown. */
  private begin(shown: ShownCase): void {
    const { position, stage = 'only' } = shown.toRead;
    shown.log = new AiLog({
      storeKey: `reading.ai.${this.parts.sessionId}.${position}.${stage}`,
      store: this.parts.store,
      now: () => performance.now(),
      send: (steps, keepalive) => this.parts.api.logAi(position, { stage, steps }, keepalive),
    });
    void this.load(shown, 0);
  }

  private async load(shown: ShownCase, failures: number): Promise<void> {
    let found: CaseOverlays;
    try {
      found = await this.parts.api.overlays(shown.toRead.position);
    } catch (error) {
      const pause = pauses[failures];
      if (this.shown === shown && pause !== undefined) {
        setTimeout(() => void (this.shown === shown && this.load(shown, failures + 1)), pause);
      } else if (this.shown === shown) {
        this.parts.say(`What the AI drew is not shown: ${sentenceOf(error)}`, false);
      }
      return;
    }
    shown.overlays = found.overlays;
    shown.log?.begin(found.logged);
    if (this.shown === shown) {
      shown.log?.add(this.showing.stateOf(partsOf((shown.ai?.classes.length ?? 0) > 0, shown.overlays)));
      this.draw(shown);
      this.painter.show(shown.overlays);
    }
  }

  private apply(shown: ShownCase, changes: readonly AiChange[]): void {
    shown.log?.add(changes);
    this.redraw(shown);
  }

  private redraw(shown: ShownCase): void {
    shown.controls?.show(this.showing);
    this.root.classList.toggle('no-classes', !this.showing.isOn('predictions'));
    this.painter.paintAll();
  }

  private draw(shown: ShownCase): void {
    this.root.replaceChildren(...this.contentOf(shown));
    this.root.toggleAttribute('hidden', this.root.childElementCount === 0);
    this.redraw(shown);
    this.parts.changed();
  }

  private contentOf(shown: ShownCase): HTMLElement[] {
    const { ai, toRead, overlays, note } = shown;
    if (ai === null) {
      return toRead.aiOnRequest === true ? [this.askPanel()] : [];
    }
    const panel = aiPanel(ai, note);
    const there = partsOf(ai.classes.length > 0, overlays);
    shown.controls = there.length === 0 ? null : this.controlsOf(shown, there);
    shown.away = this.awayOf(shown);
    panel.append(
      ...[
        shown.controls?.root ?? null,
        shown.away.length === 0 ? null : element('p', 'ai-note', {}, [`Not on the screen: ${shown.away.join('; ')}.`]),
      ].filter((part) => part !== null),
    );
    return [panel];
  }

  private controlsOf(shown: ShownCase, there: readonly AiPart[]): AiControls {
    let moved = this.showing.opacity;
    return new AiControls(there, shown.overlays, {
      toggle: (part) => this.act(part),
      opacity: (percent, settled) => {
        const changes = this.showing.setOpacity(percent, there);
        if (settled && (changes.length > 0 || percent !== moved)) {
          moved = percent;
          shown.log?.add(this.showing.stateOf(there.filter((part) => part === 'masks' || part === 'activations')));
        }
        this.redraw(shown);
      },
    });
  }

  /** Indices of the series that hang; while images are on their way all of them may. */
  private hungSeries(shown: ShownCase): number[] {
    const { all } = this.parts.views;
    const hung = all.flatMap((view) => (view.hung === null ? [] : [view.hung.series.index]));
    return hung.length > 0 && hung.length === all.length ? hung : shown.toRead.series.map((series) => series.index);
  }

  /** The images came, or hang otherwise now: what is not on the screen is told anew. */
  private hangingChanged(): void {
    const { shown } = this;
    if (shown !== null && shown.overlays.length > 0 && this.awayOf(shown).join() !== shown.away.join()) {
      this.draw(shown);
    }
  }

  private awayOf(shown: ShownCase): string[] {
    return notHung(shown.overlays, this.hungSeries(shown), shown.toRead.series);
  }

  private askPanel(): HTMLElement {
    return element('section', 'ai', { 'aria-label': 'AI' }, [
      button('secondary ai-ask', 'Show the AI', 'Shift A', () => this.act('show')),
      element('p', 'ai-note', {}, ['That you ask for it, and when, is recorded.']),
    ]);
  }
}
