import { RequestFailed } from '../api/requestFailed';
import { ContradictionPanel } from './contradictionPanel';
import type { RoomScreen } from './roomScreen';

export type Confirmed = Readonly<Record<string, string>>;

/** Asks about answers that contradict each other, between the questions and the lock. */
export class Contradictions {
  private panel: ContradictionPanel | null = null;

  constructor(private readonly screen: Pick<RoomScreen, 'column' | 'panel'>) {}

  get asking(): boolean {
    return this.panel !== null;
  }

  /** Asks when that is what the server said; false when it said something else. */
  askAbout(error: unknown, confirm: (reasons: Confirmed) => void): boolean {
    if (!(error instanceof RequestFailed) || error.code !== 'reading.contradiction') {
      return false;
    }
    this.panel = new ContradictionPanel(error.refusal?.checks ?? [], {
      change: () => this.change(),
      confirm: (reasons) => {
        this.end();
        confirm(reasons);
      },
    });
    this.screen.column.say('', false);
    this.screen.column.ask(this.panel.root);
    this.panel.root.focus();
    return true;
  }

  goOn(): void {
    this.panel?.goOn();
  }

  /** The reader goes back to the answers. */
  change(): void {
    this.end();
    this.screen.panel.focusCurrent();
  }

  end(): void {
    if (this.panel !== null) {
      this.panel = null;
      this.screen.column.ask(null);
    }
  }
}
