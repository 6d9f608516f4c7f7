import type { ReadingApi } from '../api/readingApi';
import type { Question, SessionState, WindowPreset } from '../contract';
import { element } from '../dom/element';
import { answersFromServer } from '../form/asked';
import { answersInWords, namesOf } from '../form/answerWords';
import type { QuestionEvents } from '../form/questionView';
import { QuestionPanel } from '../form/questionPanel';
import { ImageStage } from '../images/imageStage';
import { lookByKeys } from '../images/lookByKeys';
import { DrawingDesk } from '../marks/drawingDesk';
import { AiOnScreen } from '../overlays/aiOnScreen';
import { SlideStage } from '../slides/slideStage';
import { AllImagesShown } from './allImagesShown';
import type { CaseCorrection } from './caseCorrection';
import type { CaseLook } from './caseLook';
import type { CaseReading } from './caseReading';
import { Column } from './column';
import { instructionsSheet, open } from './dialogs';
import { GlossarySheet } from './glossarySheet';
import { HelpSheet } from './helpSheet';
import { ImageToolbar } from './imageToolbar';
import type { Command } from './keyMap';
import { LockButton } from './lockButton';
import { correctingPanel, lookPanel } from './lookPanel';
import { focusMessage } from './messages';
import type { OwnKeys } from './ownKeys';
import { rememberedSide, rememberSide, type Side } from './side';
import { StatusLine } from './statusLine';
import { toldPanel } from './toldPanel';
import { toldInWords } from './toldWords';

/** The next case is not asked for before this one has stood for so long, in milliseconds. */
const quietBeforeNext = 150;

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
  lookChanged(): void;
}

/** The page's parts and how a case is drawn on them; decides nothing. */
export class RoomScreen {
  readonly stage: ImageStage;
  readonly slides: SlideStage;
  readonly status = new StatusLine();
  readonly panel: QuestionPanel;
  readonly desk: DrawingDesk;
  readonly column: Column;
  readonly lock: LockButton;
  private readonly toolbar: ImageToolbar;
  private readonly allImages: AllImagesShown;
  /** Made when first asked for, as are the next two. */
  private help: HelpSheet | null = null;
  private instructions: HTMLDialogElement | null = null;
  private glossary: GlossarySheet | null = null;
  private readonly windows: readonly WindowPreset[];
  private readonly parts: readonly HTMLElement[];
  private onScreen: Shown | null = null;
  private readonly ai: AiOnScreen;
  private told: HTMLElement | null = null;
  private side: Side = rememberedSide();

  constructor(
    readonly root: HTMLElement,
    private readonly session: SessionState,
    home: string,
    private readonly api: ReadingApi,
    private readonly keys: OwnKeys,
    private readonly actions: ScreenActions,
  ) {
    this.windows = session.hanging.windows ?? [];
    this.allImages = new AllImagesShown((position) => actions.imagesShown(position));
    this.stage = new ImageStage(api, session.hanging, {
      windowChanged: (window) => this.toolbar.showWindow(window),
      linkChanged: (linked) => this.toolbar.showLinked(linked),
      picturesShown: (position) => {
        this.root.dataset['pictures'] = String(position);
      },
      imagesShown: (position) => this.allImages.shown('series', position),
      prepared: (share) => this.status.showNext(share),
      lookChanged: () => actions.lookChanged(),
    });
    this.ai = new AiOnScreen({
      api,
      sessionId: session.sessionId,
      views: this.stage.slices,
      store: sessionStorage,
      say: (text, fades) => this.column.say(text, fades),
      changed: () => this.showContext(),
    });
    this.slides = new SlideStage(api, {
      imagesShown: (position) => this.allImages.shown('pictures', position),
      lookChanged: () => actions.lookChanged(),
    });
    this.toolbar = new ImageToolbar(this.windows, {
      window: (preset) => this.stage.setWindow(preset),
      turn: () => this.stage.turnImage(),
      fit: () => this.stage.fit(),
      link: () => this.stage.toggleLink(),
      enlarge: () => this.stage.toggleLarge(),
      arrange: (command) => this.stage.arrange(command),
    });
    this.desk = new DrawingDesk(this.stage, this.slides, { ...actions.answers, say: (text) => this.column.say(text, true), refresh: () => this.refresh() });
    this.panel = new QuestionPanel(session.questions, actions.answers, (question, titleId) => this.desk.viewOf(question, titleId));
    this.lock = new LockButton(() => actions.main());
    this.column = new Column(
      { banner: session.kind === 'training' ? 'Training case' : null, panel: this.panel, lock: this.lock, status: this.status, home },
      {
        help: () => this.openHelp(),
        instructions: () => void this.openInstructions(),
        glossary: (session.glossary ?? []).length === 0 ? null : () => this.openGlossary(),
        side: () => this.switchSide(),
        skip: () => actions.skip(),
        back: () => actions.back(),
      },
    );
    this.parts = [element('section', 'images', { 'aria-label': 'Images' }, [this.toolbar.root, this.stage.root, this.slides.root]), this.column.root];
    this.root.dataset['side'] = this.side;
    this.showRoom();
  }

  openInstructions(): Promise<void> {
    const { instructions, total, corrections } = this.session;
    this.instructions ??= instructionsSheet(instructions, total, corrections === true);
    return open(this.instructions);
  }

  private openHelp(): void {
    this.help ??= new HelpSheet(this.keys, this.windows);
    this.help.open();
  }

  private openGlossary(): void {
    this.glossary ??= new GlossarySheet(this.session.glossary ?? []);
    this.glossary.open();
  }

  /** A message takes the whole page. */
  showWhole(message: HTMLElement): void {
    this.root.replaceChildren(message);
    focusMessage(message);
  }

  /** A message stands over the room. */
  showOver(message: HTMLElement): void {
    this.root.append(message);
    focusMessage(message);
  }

  /** Draws a case with what belongs to its stage. @param done Cases that are done. */
  show(shown: Shown, done: number): void {
    const { toRead } = shown;
    const { position, stage = 'only', told, unaided } = toRead;
    this.showRoom();
    this.allImages.expect(toRead);
    const inWords = toldInWords(told);
    const copied = shown.kind === 'reading' && shown.copied;
    this.column.say('', false);
    this.showStatus(shown, copied);
    this.column.showCase(position, this.session.total, done, toRead.displayCode, toRead.arm ?? this.session.arm);
    this.column.showSkip(shown.kind === 'reading' && (this.session.skipReasons ?? []).length > 0);
    this.told = inWords === null ? null : toldPanel(inWords);
    this.ai.show(toRead, copied ? 'Your unaided answers are filled in: change what you see otherwise now.' : null);
    this.showContext();
    this.column.showSlot(this.slotOf(shown));
    this.panel.newCase();
    const { questions } = this.session;
    this.panel.showUnaided(stage === 'aided' && unaided !== undefined ? answersInWords(questions, answersFromServer(questions, unaided)) : []);
    this.onScreen = shown;
    this.desk.show({ sheet: shown.sheet, drawn: shown.drawn, readOnly: shown.kind === 'looking' });
    this.root.dataset['mode'] = shown.kind;
    this.root.dataset['stage'] = stage;
  }

  private showContext(): void {
    this.column.showContext([this.told, this.ai.root.hidden ? null : this.ai.root]);
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
    await new Promise((resolve) => setTimeout(resolve, quietBeforeNext));
    if (!wanted()) {
      return;
    }
    try {
      const next = await this.api.case(position);
      await Promise.all([this.stage.prepare(next), this.slides.prepare(next)]);
      if (wanted()) {
        this.status.showNext(1);
      }
    } catch {
      // The case is fetched again when it is opened, and says then what is wrong.
    }
  }

  /** Draws the controls of the answers again, where something other than an answer has changed. */
  private refresh(): void {
    if (this.onScreen !== null) {
      this.panel.show(this.onScreen.sheet, this.onScreen.kind === 'looking');
    }
  }

  /** Draws the answers, and says what went with a change of them. */
  showAnswers(shown: Shown, cleared: readonly Question[]): void {
    this.panel.show(shown.sheet, shown.kind === 'looking');
    this.desk.redraw();
    if (cleared.length > 0) {
      this.panel.markCleared(cleared);
      this.column.say(`Cleared, since it no longer fits: ${namesOf(cleared)}`, true);
    }
  }

  /** Obeys what concerns the images or the page alone; false when the command is another's. */
  obey(command: Command): boolean {
    if (this.slides.obey(command)) {
      return true;
    }
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
      case 'view':
        this.stage.view.travel(command.back);
        return true;
      case 'glossary':
        this.openGlossary();
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
      case 'ai':
        this.ai.act(command.act);
        return true;
      case 'play':
        this.stage.togglePlay();
        return true;
      case 'speed':
        this.stage.changeSpeed(command.by);
        return true;
      case 'zoom':
      case 'pan':
      case 'window-step':
        lookByKeys(this.stage, command);
        return true;
      case 'turn':
        this.stage.turnImage();
        return true;
      case 'next-picture':
        return true;
      case 'help':
        this.openHelp();
        return true;
      case 'instructions':
        void this.openInstructions();
        return true;
      case 'side':
        this.switchSide();
        return true;
      case 'draw':
      case 'digit':
      case 'erase':
      case 'change':
      case 'aid':
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
    this.stage.grid.sideChanged();
  }
}
