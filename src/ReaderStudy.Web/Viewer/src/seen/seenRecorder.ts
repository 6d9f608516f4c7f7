import type { ReadingApi } from '../api/readingApi';
import { RequestFailed } from '../api/requestFailed';
import type { CaseToRead } from '../contract';
import { afterPaint } from '../dom/afterPaint';
import { OncePerFrame } from '../dom/oncePerFrame';
import type { OnScreen, PictureOnScreen, SeenScreen } from './seenBatch';
import { SeenLog } from './seenLog';
import { SeenSender } from './seenSender';

/** How often a page tells what it showed; in milliseconds. */
const every = 20_000;

/** After so long what is drawn is what was asked for; in milliseconds. */
const settled = 50;

export interface SeenRecorderParts {
  readonly api: ReadingApi;
  /** What is in the viewports now, and which slides and photographs beside them. */
  readonly look: () => readonly (OnScreen | PictureOnScreen)[];
  readonly rendering: () => 'cpu' | 'gpu';
}

/** What of the page's state it follows: cases are recorded while they are read, and only then. */
export interface Followed {
  readonly kind: string;
  readonly toRead: CaseToRead;
}

/** Records what is on the screen while a case is read, and tells the server. */
export class SeenRecorder {
  private readonly sender: SeenSender;
  private readonly looking = new OncePerFrame(() => this.look());
  private lookAgain: ReturnType<typeof setTimeout> | undefined;
  private reading: { readonly shown: Followed; readonly log: SeenLog } | null = null;

  constructor(private readonly parts: SeenRecorderParts) {
    this.sender = new SeenSender({
      page: nameOfPage(),
      send: (position, batch, keepalive) => parts.api.seen(position, batch, keepalive),
      isRefusal: (error) => error instanceof RequestFailed && error.kind === 'refused',
    });
    document.addEventListener('visibilitychange', () => {
      this.reading?.log.visibilityChanged(document.hidden);
      if (document.hidden) {
        this.leave();
      }
    });
    window.addEventListener('pagehide', () => this.leave());
    for (const kind of ['pointerdown', 'pointermove', 'wheel', 'keydown']) {
      window.addEventListener(kind, () => this.reading?.log.input(), { capture: true, passive: true });
    }
    setInterval(() => this.tick(), every);
  }

  /** This is on the page now; what was there before is told. */
  follow(shown: Followed | null): void {
    if (this.reading?.shown !== shown) {
      this.queue();
      // The next case comes first.
      void afterPaint().then(() => this.sender.run());
      this.reading = shown?.kind === 'reading' ? { shown, log: new SeenLog(() => performance.now(), document.hidden) } : null;
    }
    this.reading?.log.pause(false);
    this.changed();
  }

  /** Other slices, windows or viewports are on the screen. Cornerstone says so before window and scale of a new slice are what is drawn: looks again then. */
  changed(): void {
    this.looking.ask();
    clearTimeout(this.lookAgain);
    this.lookAgain = setTimeout(() => this.look(), settled);
  }

  private look(): void {
    this.reading?.log.show(this.parts.look());
  }

  /** A case is being locked, or the page is busy with something else than reading. */
  pause(paused: boolean): void {
    this.reading?.log.pause(paused);
    if (paused) {
      // Sent once the server has done what the page is busy with.
      this.queue();
    }
  }

  private tick(): void {
    this.changed();
    if (this.sender.isIdle) {
      this.tell();
    } else {
      void this.sender.run();
    }
  }

  private tell(): void {
    this.queue();
    void this.sender.run();
  }

  private leave(): void {
    this.queue();
    this.sender.leave();
  }

  private queue(): void {
    const content = this.reading?.log.take();
    if (this.reading !== null && content !== null && content !== undefined) {
      const { position, stage = 'only' } = this.reading.shown.toRead;
      this.sender.add(position, stage, content, this.screen());
    }
  }

  private screen(): SeenScreen {
    return {
      width: screen.width,
      height: screen.height,
      pageWidth: innerWidth,
      pageHeight: innerHeight,
      ratio: Math.round(devicePixelRatio * 1000) / 1000,
      rendering: this.parts.rendering(),
    };
  }
}

function nameOfPage(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
