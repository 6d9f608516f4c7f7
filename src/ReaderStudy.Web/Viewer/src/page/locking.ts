import { codeOf, sentenceOf } from '../api/requestFailed';
import type { CaseToRead, LockedReading, SkipReason } from '../contract';
import type { CaseReading } from './caseReading';
import type { Confirmed, Contradictions } from './contradictions';
import type { RoomScreen } from './roomScreen';
import { askForSkip } from './skipSheet';
import { TwoStrokes } from './twoStrokes';
import { strokeTime } from '../time/strokeTime';

export interface LockingParts {
  readonly screen: RoomScreen;
  readonly contradictions: Contradictions;
  readonly skipReasons: readonly SkipReason[];
  /** Nothing else is done meanwhile. */
  readonly setBusy: (busy: boolean) => void;
  /** The first stroke begins or ends to wait. */
  readonly armedChanged: () => void;
  readonly caseDone: (toRead: CaseToRead, locked: LockedReading) => Promise<void>;
  /** The server has other answers to the open case than this page knows of. */
  readonly overtaken: (reading: CaseReading) => void;
  /** The server has something newer than the page. */
  readonly reload: (why: string) => Promise<void>;
}

/** Another tab saved other answers: the reader says which ones count. */
const overtaken = 'reading.overtaken';

/** The case was locked elsewhere, or another stage has begun: what is on this page is over. */
const over: readonly (string | null)[] = [
  'reading.no-edit-after-lock',
  'reading.reveal-after-lock',
  'reading.stage',
  'session.in-order',
];

/** The two ends of a reading: locked in two strokes, or skipped with a reason. */
export class Locking {
  private readonly strokes: TwoStrokes;

  constructor(private readonly parts: LockingParts) {
    this.strokes = new TwoStrokes(() => performance.now(), parts.armedChanged, strokeTime);
  }

  get armed(): boolean {
    return this.strokes.armed;
  }

  disarm(): void {
    this.strokes.disarm();
  }

  press(reading: CaseReading): void {
    this.parts.screen.column.say('', false);
    if (this.strokes.press()) {
      void this.lock(reading, null);
    }
  }

  async skip(reading: CaseReading): Promise<void> {
    const { skipReasons, caseDone } = this.parts;
    if (skipReasons.length === 0) {
      return;
    }
    this.strokes.disarm();
    let skipped: LockedReading | null = null;
    await askForSkip(skipReasons, async (chosen) => {
      skipped = await reading.skip(chosen);
    });
    if (skipped !== null) {
      await caseDone(reading.toRead, skipped);
    }
  }

  /** The server did not take a draft: another tab was faster, or the case is over. Other refusals are only told. */
  draftRefused(reading: CaseReading, { code, reason }: { readonly code: string | null; readonly reason: string }): void {
    if (code === overtaken) {
      this.parts.overtaken(reading);
    } else if (over.includes(code)) {
      void this.parts.reload(reason);
    }
  }

  private async lock(reading: CaseReading, confirmed: Confirmed | null): Promise<void> {
    const { screen, contradictions, setBusy, caseDone, reload } = this.parts;
    setBusy(true);
    try {
      await caseDone(reading.toRead, await reading.lock(confirmed));
    } catch (error) {
      setBusy(false);
      if (codeOf(error) === overtaken) {
        this.parts.overtaken(reading);
      } else if (over.includes(codeOf(error))) {
        await reload(sentenceOf(error));
      } else if (!contradictions.askAbout(error, (reasons) => void this.lock(reading, reasons))) {
        screen.column.say(`Not locked: ${sentenceOf(error)}`, false);
      }
    }
  }
}
