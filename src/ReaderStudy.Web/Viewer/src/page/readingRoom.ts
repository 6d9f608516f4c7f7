import type { ReadingApi } from '../api/readingApi';
import { RequestFailed } from '../api/requestFailed';
import type { CaseToRead, Question, SessionState, WindowPreset } from '../contract';
import { element } from '../dom/element';
import { QuestionPanel } from '../form/questionPanel';
import { ImageStage } from '../images/imageStage';
import type { UnsavedStore } from '../saving/unsavedStore';
import { CaseReading } from './caseReading';
import { Column } from './column';
import { helpSheet, instructionsSheet, open } from './dialogs';
import { ImageToolbar } from './imageToolbar';
import { type Command, commandOf } from './keyMap';
import { LockButton } from './lockButton';
import { closedMessage, failureMessage, finishedMessage } from './messages';
import { hasSeenInstructions, instructionsSeen } from './seenInstructions';
import { rememberedSide, rememberSide, type Side } from './side';
import { StatusLine } from './statusLine';

/** How long an armed lock waits for its second stroke. */
const armedFor = 5000;
/** Two strokes closer than this are one bouncing key. */
const bounce = 200;

/** One session's page for its whole life: cases are swapped in place. */
export class ReadingRoom {
  private readonly stage: ImageStage;
  private readonly toolbar: ImageToolbar;
  private readonly panel: QuestionPanel;
  private readonly lockButton = new LockButton(() => this.pressLock());
  private readonly status = new StatusLine();
  private readonly column: Column;
  private readonly help: HTMLDialogElement;
  private readonly instructions: HTMLDialogElement;
  private readonly windows: readonly WindowPreset[];
  private reading: CaseReading | null = null;
  private side: Side = rememberedSide();
  private armedAt: number | null = null;
  private armTimer: ReturnType<typeof setTimeout> | null = null;
  private locking = false;
  private locked: number;

  constructor(
    private readonly root: HTMLElement,
    private readonly api: ReadingApi,
    private readonly session: SessionState,
    private readonly unsaved: UnsavedStore,
    private readonly home: string,
  ) {
    this.windows = session.hanging.windows ?? [];
    this.locked = session.locked;
    this.stage = new ImageStage(api, session.hanging, {
      windowChanged: (window) => this.toolbar.showWindow(window),
      linkChanged: (linked) => this.toolbar.showLinked(linked),
      imagesShown: (position) => {
        if (this.reading?.toRead.position === position) {
          this.reading.times.imagesShown();
        }
      },
      prepared: (share) => this.status.showNext(share),
    });
    this.toolbar = new ImageToolbar(this.windows, {
      window: (preset) => this.stage.setWindow(preset),
      fit: () => this.stage.fit(),
      link: () => this.stage.toggleLink(),
      enlarge: () => this.stage.toggleLarge(),
    });
    this.panel = new QuestionPanel(session.questions, {
      answer: (id, value, stroke) => this.whileReading((r) => void r.sheet.answer(id, value, stroke)),
      clear: (id, stroke) => this.whileReading((r) => r.sheet.clear(id, stroke)),
      goTo: (id) => this.whileReading((r) => r.sheet.goTo(id)),
    });
    this.help = helpSheet(this.windows);
    this.instructions = instructionsSheet(session.instructions, session.total);
    this.column = new Column(
      { arm: session.arm, panel: this.panel, lock: this.lockButton, status: this.status, home },
      { help: () => void open(this.help), instructions: () => void open(this.instructions), side: () => this.switchSide() },
    );
    this.root.replaceChildren(element('section', 'images', { 'aria-label': 'Images' }, [this.toolbar.root, this.stage.root]), this.column.root);
    this.root.dataset['side'] = this.side;
    this.listen();
  }

  /** Opens the case that is to be read now; the instructions come first when they have not been read in this browser. */
  async begin(): Promise<void> {
    if (this.session.isOpen === false && typeof this.session.position === 'number') {
      this.root.replaceChildren(closedMessage(this.home));
      return;
    }
    if (!hasSeenInstructions(this.session.sessionId) && typeof this.session.position === 'number') {
      await open(this.instructions);
      instructionsSeen(this.session.sessionId);
    }
    await this.goTo(this.session.position ?? null);
  }

  private async goTo(position: number | null): Promise<void> {
    if (position === null) {
      this.reading = null;
      this.root.replaceChildren(finishedMessage(this.session.total, this.home));
      return;
    }
    try {
      await this.openCase(await this.api.case(position));
    } catch (error) {
      this.reading = null;
      this.root.append(failureMessage(error, () => void this.goTo(position)));
    }
  }

  private async openCase(toRead: CaseToRead): Promise<void> {
    this.panel.newCase();
    const reading = new CaseReading(toRead, {
      api: this.api,
      questions: this.session.questions,
      unsaved: this.unsaved,
      onStatus: (status) => this.status.showSaving(status),
      onChange: (cleared) => this.answersChanged(cleared),
    });
    this.reading = reading;
    this.locking = false;
    this.column.say('', false);
    this.column.showCase(toRead.position, this.session.total, this.locked, toRead.displayCode);
    this.status.showSaving(reading.saver.status);
    this.status.showNext(toRead.position < this.session.total ? 0 : null);
    this.answersChanged([]);
    await this.stage.show(toRead);
    this.root.dataset['shown'] = String(toRead.position);
    void this.prepareNext(toRead.position + 1);
  }

  private async prepareNext(position: number): Promise<void> {
    if (position > this.session.total) {
      return;
    }
    try {
      const next = await this.api.case(position);
      await this.stage.prepare(next);
      if (this.reading?.toRead.position === position - 1) {
        this.status.showNext(1);
      }
    } catch {
      // The case is fetched again when it is opened, and says then what is wrong.
    }
  }

  private answersChanged(cleared: readonly Question[]): void {
    this.whileReading((reading) => {
      this.disarm();
      this.panel.show(reading.sheet);
      if (cleared.length > 0) {
        this.panel.markCleared(cleared);
        this.column.say(`Cleared, since it no longer fits: ${namesOf(cleared)}`, true);
      }
      this.showLock();
    });
  }

  private pressLock(): void {
    const reading = this.reading;
    if (reading === null || this.locking) {
      return;
    }
    const missing = reading.sheet.missing;
    const [first] = missing;
    if (first !== undefined) {
      reading.sheet.goTo(first.id);
      this.column.say(`Still to answer: ${namesOf(missing)}`, true);
      return;
    }
    const now = performance.now();
    if (this.armedAt === null) {
      this.arm(now);
    } else if (now - this.armedAt > bounce) {
      void this.lock(reading);
    }
  }

  private async lock(reading: CaseReading): Promise<void> {
    this.disarm();
    this.locking = true;
    this.showLock();
    try {
      const { next } = await reading.lock();
      this.locked += 1;
      this.stage.cover();
      await this.goTo(next ?? null);
    } catch (error) {
      this.locking = false;
      this.showLock();
      const signedOut = error instanceof RequestFailed && error.kind === 'signed-out';
      const reason = error instanceof Error ? error.message : 'The server refused.';
      this.column.say(
        signedOut ? 'Not locked: you have been signed out. Your answers are kept in this tab; sign in in another tab, then lock again.' : `Not locked: ${reason}`,
        false,
      );
    }
  }

  private arm(now: number): void {
    this.armedAt = now;
    this.armTimer = setTimeout(() => this.disarm(), armedFor);
    this.column.say('', false);
    this.showLock();
  }

  private disarm(): void {
    if (this.armTimer !== null) {
      clearTimeout(this.armTimer);
      this.armTimer = null;
    }
    this.armedAt = null;
    this.showLock();
  }

  private showLock(): void {
    const complete = this.reading !== null && this.reading.sheet.missing.length === 0;
    this.lockButton.show(this.locking ? 'locking' : this.armedAt !== null ? 'armed' : complete ? 'complete' : 'incomplete');
  }

  private whileReading(act: (reading: CaseReading) => void): void {
    if (this.reading !== null && !this.locking) {
      act(this.reading);
    }
  }

  private switchSide(): void {
    this.side = this.side === 'left' ? 'right' : 'left';
    this.root.dataset['side'] = this.side;
    rememberSide(this.side);
  }

  private listen(): void {
    document.addEventListener('keydown', (event) => this.keyPressed(event));
    document.addEventListener('visibilitychange', () => {
      this.reading?.times.visibilityChanged(document.hidden);
      if (document.hidden) {
        this.reading?.saver.flush(true);
      }
    });
    window.addEventListener('pagehide', () => this.reading?.saver.flush(true));
    window.addEventListener('online', () => this.reading?.saver.flush());
    window.addEventListener('beforeunload', (event) => {
      if (this.reading?.saver.hasUnsaved === true) {
        event.preventDefault();
      }
    });
  }

  private keyPressed(event: KeyboardEvent): void {
    const target = event.target instanceof HTMLElement ? event.target : null;
    if (document.querySelector('dialog[open]') !== null || event.isComposing) {
      return;
    }
    const command = commandOf(event);
    if (target instanceof HTMLTextAreaElement) {
      this.keyInText(event, command, target);
      return;
    }
    const onControl = target !== null && target.closest('.tool, .lock') !== null;
    if (command === null || (command.kind === 'lock' && onControl)) {
      return;
    }
    event.preventDefault();
    this.obey(command);
  }

  /** In a text field keys write; only Escape and Ctrl+Enter are ours. */
  private keyInText(event: KeyboardEvent, command: Command | null, field: HTMLTextAreaElement): void {
    if (command?.kind === 'cancel') {
      field.blur();
    } else if (command?.kind === 'lock' && event.ctrlKey) {
      event.preventDefault();
      this.pressLock();
    }
  }

  private obey(command: Command): void {
    switch (command.kind) {
      case 'digit':
        return this.whileReading((r) => r.typeDigit(command.digit));
      case 'erase':
        return this.whileReading((r) => r.erase());
      case 'change':
        return this.whileReading((r) => r.changeRating(command.by));
      case 'lock':
        return this.pressLock();
      case 'undo':
        return this.whileReading((r) => void r.sheet.undo());
      case 'redo':
        return this.whileReading((r) => void r.sheet.redo());
      case 'scroll':
        return this.stage.scroll(command.by);
      case 'scroll-to':
        return this.stage.scrollTo(command.end);
      case 'window': {
        const preset = this.windows[command.preset];
        return preset === undefined ? undefined : this.stage.setWindow(preset);
      }
      case 'fit':
        return this.stage.fit();
      case 'link':
        return this.stage.toggleLink();
      case 'enlarge':
        return this.stage.toggleLarge();
      case 'help':
        return void open(this.help);
      case 'instructions':
        return void open(this.instructions);
      case 'side':
        return this.switchSide();
      case 'cancel':
        return this.disarm();
    }
  }
}

function namesOf(questions: readonly Question[]): string {
  return questions.map((q) => q.text.replace(/[?:]\s*$/, '')).join('; ');
}
