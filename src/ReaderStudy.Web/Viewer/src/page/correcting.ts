import type { ReadingApi } from '../api/readingApi';
import { sentenceOf } from '../api/requestFailed';
import type { Question, SessionState } from '../contract';
import { CaseCorrection } from './caseCorrection';
import { CaseLook } from './caseLook';
import { askForCorrection } from './correctionSheet';
import type { Confirmed, Contradictions } from './contradictions';
import type { RoomScreen, Shown } from './roomScreen';
import { strokeTime } from '../time/strokeTime';

export interface CorrectingParts {
  readonly api: ReadingApi;
  readonly session: SessionState;
  readonly screen: RoomScreen;
  readonly contradictions: Contradictions;
  readonly show: (shown: Shown) => void;
  readonly setBusy: (busy: boolean) => void;
  readonly answersChanged: (shown: Shown, cleared: readonly Question[]) => void;
}

/** The way of a correction: from a locked reading to new answers, a reason, and back to a locked reading. */
export class Correcting {
  constructor(private readonly parts: CorrectingParts) {}

  begin({ toRead }: CaseLook): void {
    const { session, api, show, answersChanged } = this.parts;
    const correction: CaseCorrection = new CaseCorrection(
      toRead,
      session.questions,
      api,
      (cleared) => answersChanged(correction, cleared),
      strokeTime,
    );
    show(correction);
  }

  leave({ toRead }: CaseCorrection): void {
    this.parts.show(new CaseLook(toRead, this.parts.session.questions, this.parts.api));
  }

  async askWhy(correction: CaseCorrection): Promise<void> {
    if (!correction.changed) {
      this.parts.screen.column.say('Nothing is changed yet. Esc leaves it as it was.', true);
      return;
    }
    await askForCorrection((reason) => this.save(correction, reason, null));
  }

  /** Resolves to what went wrong, or null: it is saved, or a question about it is asked. */
  private async save(correction: CaseCorrection, reason: string, confirmed: Confirmed | null): Promise<string | null> {
    const { api, session, screen, contradictions, show, setBusy } = this.parts;
    setBusy(true);
    try {
      show(new CaseLook(await correction.save(reason, confirmed), session.questions, api));
      screen.column.say('The correction is saved.', true);
      return null;
    } catch (error) {
      setBusy(false);
      const again = async (reasons: Confirmed): Promise<void> => {
        const wrong = await this.save(correction, reason, reasons);
        if (wrong !== null) {
          screen.column.say(wrong, false);
        }
      };
      return contradictions.askAbout(error, (reasons) => void again(reasons)) ? null : `Not saved: ${sentenceOf(error)}`;
    }
  }
}
