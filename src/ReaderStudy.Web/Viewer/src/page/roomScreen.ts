import type { ReadingApi } from '../api/readingApi';
import type { Question, SessionState, WindowPreset } from '../contract';
import { element } from '../dom/element';
import { answersFromServer } from '../form/asked';
import { answersInWords, namesOf } from '../form/answerWords';
import type { QuestionEvents } from '../form/questionView';
import { QuestionPanel } from '../form/questionPanel';
import { ImageStage } from '../images/imageStage';
import { aiPanel } from './aiPanel';
import type { CaseCorrection } from './caseCorrection';
import type { CaseLook } from './caseLook';
import type { CaseReading } from './caseReading';
import { Column } from './column';
import { helpSheet, instructionsSheet, open } from './dialogs';
import { ImageToolbar } from './imageToolbar';
import type { Command } from './keyMap';
import { LockButton } from './lockButton';
import { correctingPanel, lookPanel } from './lookPanel';
import { rememberedSide, rememberSide, type Side } from './side';
import { StatusLine } from './statusLine';
import { toldPanel } from './toldPanel';
import { toldInWords } from './toldWords';

/** What is on the screen: a stage that is read, a reading that is looked at, or one that is corrected. */
export type Shown = CaseReading | CaseLook | CaseCorrection;

export interface ScreenActions {
  readonly answers: QuestionEvents;
  /** Enter: lock, save the correction, or go on. */
  main(): void;
  skip(): void;
  correct(): void;
  /** Leaves a correction. */
  cancel(): void;
  back(): void;
  imagesShown(position: number): void;
}

/** The page's parts and how a case is drawn on them; decides nothing. */
export class RoomScreen {
  readonly stage: ImageStage;
  readonly status = new StatusLine();
  readonly panel: QuestionPanel;
  readonly column: Column;
  readonly lock: LockButton;
  private readonly toolbar: ImageToolbar;
  private readonly help: HTMLDialogElement;
  private readonly instructions: HTMLDialogElement;
  private readonly windows: readonly WindowPreset[];
  private readonly parts: readonly HTMLElement[];
  private side: Side = rememberedSide();

  constructor(
    readonly root: HTMLElement,
    private readonly session: SessionState,
    home: string,
    private readonly api: ReadingApi,
    private readonly actions: ScreenActions,
  ) {
    this.windows = session.hanging.windows ?? [];
    this.stage = new ImageStage(api, session.hanging, {
      windowChanged: (window) => this.toolbar.showWindow(window),
      linkChanged: (linked) => this.toolbar.showLinked(linked),
      imagesShown: (position) => actions.imagesShown(position),
      prepared: (share) => this.status.showNext(share),
    });
    this.toolbar = new ImageToolbar(this.windows, {
      window: (preset) => this.stage.setWindow(preset),
      fit: () => this.stage.fit(),
      link: () => this.stage.toggleLink(),
      enlarge: () => this.stage.toggleLarge(),
      arrange: (command) => this.stage.arrange(command),
    });
    this.panel = new QuestionPanel(session.questions, actions.answers);
    this.lock = new LockButton(() => actions.main());
    this.help = helpSheet(this.windows);
    this.instructions = instructionsSheet(session.instructions, session.total, session.corrections === true);
    this.column = new Column(
      { banner: session.kind === 'training' ? 'Training case' : null, panel: this.panel, lock: this.lock, status: this.status, home },
      {
        help: () => void open(this.help),
        instructions: () => void this.openInstructions(),
        side: () => this.switchSide(),
        skip: () => actions.skip(),
        back: () => actions.back(),
      },
    );
    this.parts = [element('section', 'images', { 'aria-label': 'Images' }, [this.toolbar.root, this.stage.root]), this.column.root];
    this.root.dataset['side'] = this.side;
    this.showRoom();
  }

  openInstructions(): Promise<void> {
    return open(this.instructions);
  }

  /** A message takes the whole page. */
  showWhole(message: HTMLElement): void {
    this.root.replaceChildren(message);
  }

  /** Draws a case with what belongs to its stage. @param done Cases that are done. */
  show(shown: Shown, done: number): void {
    const { toRead } = shown;
    const { position, stage = 'only', told, ai, unaided } = toRead;
    this.showRoom();
    const inWords = toldInWords(told);
    const copied = shown.kind === 'reading' && shown.copied;
    this.column.say('', false);
    this.showStatus(shown, copied);
    this.column.showCase(position, this.session.total, done, toRead.displayCode, toRead.arm ?? this.session.arm);
    this.column.showSkip(shown.kind === 'reading' && (this.session.skipReasons ?? []).length > 0);
    this.column.showContext([
      inWords === null ? null : toldPanel(inWords),
      ai === undefined ? null : aiPanel(ai, copied ? 'Your unaided answers are filled in: change what you see otherwise now.' : null),
    ]);
    this.column.showSlot(this.slotOf(shown));
    this.panel.newCase();
    const { questions } = this.session;
    this.panel.showUnaided(stage === 'aided' && unaided !== undefined ? answersInWords(questions, answersFromServer(questions, unaided)) : []);
    this.root.dataset['mode'] = shown.kind;
    this.root.dataset['stage'] = stage;
  }

  private slotOf(shown: Shown): HTMLElement | null {
    switch (shown.kind) {
      case 'reading':
        return null;
      case 'looking':
        return lookPanel({
          toRead: shown.toRead,
          skipReasons: this.session.skipReasons ?? [],
          correct: this.mayCorrect(shown) ? () => this.actions.correct() : null,
        });
      case 'correcting':
        return correctingPanel(() => this.actions.cancel());
    }
  }

  private showStatus(shown: Shown, copied: boolean): void {
    if (shown.kind !== 'reading') {
      this.status.showNothing();
      return;
    }
    this.status.showSaving(shown.saver.status, copied);
    if (!this.stage.isShowing(shown.toRead)) {
      this.status.showNext(shown.toRead.position < this.session.total ? 0 : null);
    }
  }

  mayCorrect({ toRead }: Shown): boolean {
    return this.session.corrections === true && this.session.isOpen !== false && toRead.status === 'locked';
  }

  /** Fetches the images of a case ahead. @param wanted Whether its readiness is still to be told. */
  async prepare(position: number, wanted: () => boolean): Promise<void> {
    if (position > this.session.total) {
      return;
    }
    try {
      await this.stage.prepare(await this.api.case(position));
      if (wanted()) {
        this.status.showNext(1);
      }
    } catch {
      // The case is fetched again when it is opened, and says then what is wrong.
    }
  }

  /** Draws the answers, and says what went with a change of them. */
  showAnswers(shown: Shown, cleared: readonly Question[]): void {
    this.panel.show(shown.sheet, shown.kind === 'looking');
    if (cleared.length > 0) {
      this.panel.markCleared(cleared);
      this.column.say(`Cleared, since it no longer fits: ${namesOf(cleared)}`, true);
    }
  }

  /** Obeys what concerns the images or the page alone; false when the command is another's. */
  obey(command: Command): boolean {
    switch (command.kind) {
      case 'scroll':
        this.stage.scroll(command.by);
        return true;
      case 'scroll-to':
        this.stage.scrollTo(command.end);
        return true;
      case 'window': {
        const preset = this.windows[command.preset];
        if (preset !== undefined) {
          this.stage.setWindow(preset);
        }
        return true;
      }
      case 'fit':
        this.stage.fit();
        return true;
      case 'link':
        this.stage.toggleLink();
        return true;
      case 'enlarge':
        this.stage.toggleLarge();
        return true;
      case 'arrange':
        this.stage.arrange(command.how);
        return true;
      case 'help':
        void open(this.help);
        return true;
      case 'instructions':
        void this.openInstructions();
        return true;
      case 'side':
        this.switchSide();
        return true;
      case 'digit':
      case 'erase':
      case 'change':
      case 'lock':
      case 'undo':
      case 'redo':
      case 'skip':
      case 'correct':
      case 'go':
      case 'cancel':
        return false;
    }
  }

  private showRoom(): void {
    if (!this.column.root.isConnected) {
      this.root.replaceChildren(...this.parts);
    }
  }

  private switchSide(): void {
    this.side = this.side === 'left' ? 'right' : 'left';
    this.root.dataset['side'] = this.side;
    rememberSide(this.side);
  }
}
