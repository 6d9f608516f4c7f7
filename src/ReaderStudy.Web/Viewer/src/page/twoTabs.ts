import type { ReadingApi } from '../api/readingApi';
import { sentenceOf } from '../api/requestFailed';
import { button, element } from '../dom/element';
import type { CaseReading } from './caseReading';
import type { RoomScreen } from './roomScreen';
import { isFinal } from './stageWords';

export interface TwoTabsParts {
  readonly screen: Pick<RoomScreen, 'column' | 'panel'>;
  readonly api: Pick<ReadingApi, 'case'>;
  /** Gives the page's answers up for those of the server. */
  readonly reload: (why: string) => Promise<void>;
}

/**
 * Other answers to the case on the screen were saved by another tab or browser. Nothing is written over them, and nothing that stands on this
 * page is thrown away, before the reader has said which of the two count.
 */
export class TwoTabs {
  private asked: HTMLElement | null = null;

  constructor(private readonly parts: TwoTabsParts) {}

  get asking(): boolean {
    return this.asked !== null;
  }

  ask(reading: CaseReading): void {
    if (this.asked === null) {
      const { column } = this.parts.screen;
      this.asked = element('section', 'slot-panel overtaken', { role: 'alert', 'aria-label': 'Answers in another tab', tabindex: '-1' }, [
        element('p', '', {}, [
          'Other answers to this case were saved in another tab or browser. Yours are on this page and are not saved. Which ones count? Then close the other tab.',
        ]),
        element('div', 'slot-actions', {}, [
          button('secondary', 'Show the saved ones', null, () => void this.takeTheirs()),
          button('secondary', 'Save the ones on this page', null, () => void this.keepMine(reading)),
        ]),
      ]);
      column.say('', false);
      column.ask(this.asked);
    }
    this.asked.focus();
  }

  end(): void {
    if (this.asked !== null) {
      this.asked = null;
      this.parts.screen.column.ask(null);
    }
  }

  private takeTheirs(): Promise<void> {
    this.end();
    return this.parts.reload('These are the answers that were saved in the other tab.');
  }

  private async keepMine(reading: CaseReading): Promise<void> {
    const { screen, api, reload } = this.parts;
    const { position, stage = 'only' } = reading.toRead;
    try {
      const there = await api.case(position);
      if (isFinal(there) || (there.stage ?? 'only') !== stage) {
        this.end();
        await reload('The other tab has locked this case meanwhile.');
        return;
      }
      this.end();
      reading.saver.insist(there.clientSequence);
      screen.panel.focusCurrent();
    } catch (error) {
      screen.column.say(`Not saved: ${sentenceOf(error)}`, false);
    }
  }
}
