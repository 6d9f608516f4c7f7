import type { ReadingApi } from '../api/readingApi';
import { sentenceOf } from '../api/requestFailed';
import type { CaseToRead, LockedReading, Question, SessionState } from '../contract';
import type { SavingStatus } from '../saving/draftSaver';
import { KeptView } from '../saving/keptView';
import type { UnsavedStore } from '../saving/unsavedStore';
import { asksForNewPage } from './amendment';
import { answerEvents } from './answerEvents';
import { answerByKey } from './answerKeys';
import type { CaseCorrection } from './caseCorrection';
import type { CaseReading } from './caseReading';
import { Contradictions } from './contradictions';
import { Correcting } from './correcting';
import { closeSheets } from './dialogs';
import type { Command } from './keyMap';
import { Locking } from './locking';
import { lookTarget } from './lookTarget';
import { MainPress } from './mainPress';
import { mayBegin } from './mayBegin';
import { elsewhereMessage, failureMessage } from './messages';
import { OnePage } from './onePage';
import { openedAs } from './openedAs';
import { OwnKeys } from './ownKeys';
import { listenToPage } from './pageEvents';
import { leaveBehind, stopReading } from './resting';
import { listenToKeys } from './roomKeys';
import { RoomScreen, type Shown } from './roomScreen';
import { sessionEnd } from './sessionEnd';
import { Sitting } from './sitting';
import { Standing } from './standing';
import { TimeLeft } from './timeLeft';
import { isFinal } from './stageWords';
import { SeenRecorder } from '../seen/seenRecorder';
import { TwoTabs } from './twoTabs';

/** One session's page for its whole life: cases are swapped in place, and the server says what comes next. */
export class ReadingRoom {
  private readonly screen: RoomScreen;
  private readonly sitting: Sitting;
  private readonly contradictions: Contradictions;
  private readonly correcting: Correcting;
  private readonly locking: Locking;
  private readonly twoTabs: TwoTabs;
  private readonly main: MainPress;
  private readonly onePage: OnePage;
  private readonly keptView: KeptView;
  private readonly keys = new OwnKeys(localStorage);
  private readonly answers = answerEvents(
    (act) => this.whileAnswering(act),
    () => this.screen.panel.focusCurrent(),
  );
  private readonly timeLeft: TimeLeft;
  private readonly seen: SeenRecorder | undefined;
  private shown: Shown | null = null;
  private busy = false;
  /** Another tab or device reads on; nothing is done here any more. */
  private resting = false;
  private readonly standing: Standing;

  constructor(
    root: HTMLElement,
    private readonly api: ReadingApi,
    private readonly session: SessionState,
    private readonly unsaved: UnsavedStore,
    private readonly home: string,
  ) {
    this.standing = new Standing(session, api);
    this.sitting = new Sitting(sessionStorage, session.sessionId, session.breakAfterCases ?? null, () => Date.now());
    this.timeLeft = new TimeLeft(localStorage, session.sessionId, () => Date.now());
    this.screen = new RoomScreen(root, session, home, api, this.keys, {
      answers: this.answers,
      main: () => this.main.press(),
      skip: () => this.skip(),
      correct: () => this.correct(),
      cancel: () => this.cancel(),
      back: () => void this.look(-1),
      imagesShown: (position) => {
        if (this.shown?.kind === 'reading' && this.shown.toRead.position === position) {
          this.shown.times.imagesShown();
        }
      },
      lookChanged: () => {
        this.seen?.changed();
        this.keepView();
      },
    });
    this.seen = new SeenRecorder({
      api,
      look: () => [...this.screen.stage.onScreen(), ...this.screen.slides.onScreen()],
      rendering: () => (this.screen.stage.root.dataset['rendering'] === 'gpu' ? 'gpu' : 'cpu'),
    });
    this.contradictions = new Contradictions(this.screen);
    this.correcting = new Correcting({
      api,
      session,
      screen: this.screen,
      contradictions: this.contradictions,
      show: (shown) => this.show(shown),
      setBusy: (busy) => this.setBusy(busy),
      answersChanged: (shown, cleared) => this.answersChanged(shown, cleared),
    });
    this.keptView = new KeptView(localStorage, session.sessionId);
    this.onePage = new OnePage({ api, sessionId: session.sessionId, elsewhere: () => void this.elsewhere() });
    this.twoTabs = new TwoTabs({ api, screen: this.screen, reload: (why) => this.reload(why) });
    this.locking = new Locking({
      screen: this.screen,
      contradictions: this.contradictions,
      skipReasons: session.skipReasons ?? [],
      setBusy: (busy) => this.setBusy(busy),
      armedChanged: () => this.main.show(),
      caseDone: (toRead, locked) => this.caseDone(toRead, locked),
      overtaken: (reading) => this.twoTabs.ask(reading),
      reload: (why) => this.reload(why),
    });
    this.main = new MainPress({
      screen: this.screen,
      contradictions: this.contradictions,
      twoTabs: this.twoTabs,
      correcting: this.correcting,
      locking: this.locking,
      now: () => ({ shown: this.shown, busy: this.busy, front: this.standing.front }),
      training: session.kind === 'training',
      goOn: () => void this.goOn(),
    });
    listenToKeys({ table: () => this.keys.table, obey: (command) => this.obey(command) });
    listenToPage(() => this.shown, () => this.keptView.write());
  }

  /** Opens the case that is to be read now; the instructions come first when they have not been read in this browser. */
  async begin(): Promise<void> {
    if (!(await mayBegin(this.session, this.screen, this.home))) {
      return;
    }
    void this.onePage.take();
    await this.goOn();
  }

  /** Another tab or device reads on: what is unsaved here goes to the server, and this page rests. */
  private async elsewhere(): Promise<void> {
    const { shown } = this;
    this.resting = true;
    this.busy = true;
    this.shown = null;
    this.seen?.follow(null);
    closeSheets();
    this.screen.showWhole(elsewhereMessage(this.home, await leaveBehind(shown), () => location.reload()));
  }

  private keepView(): void {
    const view = this.screen.stage.view.now;
    if (this.shown?.kind === 'reading' && view !== null) {
      this.keptView.keep({ position: this.shown.toRead.position, ...view });
    }
  }

  /** Opens the case that is to be read now, or ends the session. */
  private async goOn(): Promise<void> {
    if (this.resting) {
      return;
    }
    const position = this.standing.front;
    if (position === null) {
      return this.finish();
    }
    this.busy = true;
    try {
      await this.openCase(await this.api.case(position));
    } catch (error) {
      if (this.resting) {
        return;
      }
      this.busy = false;
      stopReading(this.shown);
      this.shown = null;
      this.seen?.follow(null);
      this.screen.showOver(failureMessage(error, { home: this.home, sessionId: this.session.sessionId, again: () => void this.goOn() }));
    }
  }

  private async finish(): Promise<void> {
    this.shown = null;
    this.seen?.follow(null);
    this.busy = false;
    const message = await sessionEnd(this.api, this.session, this.home, () => void this.look(-1));
    if (!this.resting) {
      this.screen.showWhole(message);
    }
  }

  private async openCase(toRead: CaseToRead): Promise<void> {
    const { position } = toRead;
    if (this.shown?.kind === 'reading') {
      await this.shown.saver.leave();
    }
    if (this.resting) {
      return;
    }
    if (!isFinal(toRead) && asksForNewPage(this.session, toRead, sessionStorage)) {
      location.reload();
      return;
    }
    if (isFinal(toRead) && position === this.standing.front) {
      // It was finished in another tab.
      await this.standing.ask();
      if (this.resting) {
        return;
      }
    }
    const stays = this.screen.stage.isShowing(toRead) && this.screen.slides.isShowing(toRead);
    if (!stays) {
      this.screen.stage.cover();
      this.screen.slides.cover();
    }
    const opened = openedAs(toRead, {
      api: this.api,
      questions: this.session.questions,
      unsaved: this.unsaved,
      onStatus: (reading, status) => this.savingChanged(reading, status),
      onChange: (reading, cleared) => this.answersChanged(reading, cleared),
    });
    const before = stays || opened.kind !== 'reading' ? null : this.keptView.find(position);
    this.show(opened);
    if (stays) {
      // The same images: the stage or the mode has changed, not what the reader looks at.
      if (opened.kind === 'reading') {
        opened.times.imagesShown();
      }
    } else {
      await Promise.all([this.screen.slides.show(toRead), this.screen.stage.show(toRead, before?.looked)]);
    }
    if (this.shown !== opened) {
      return;
    }
    if (before !== null) {
      this.screen.stage.view.restore(before);
    }
    this.screen.root.dataset['shown'] = String(position);
    if (!stays && position === this.standing.front) {
      void this.screen.prepare(position + 1, () => this.shown?.toRead.position === position);
    }
  }

  private show(shown: Shown): void {
    if (this.resting) {
      return;
    }
    this.shown = shown;
    this.main.newCase();
    this.busy = false;
    this.contradictions.end();
    this.twoTabs.end();
    this.locking.disarm();
    this.screen.show(shown, this.standing.done);
    if (shown.kind === 'reading') {
      this.timeLeft.begin(shown.toRead.position);
    }
    this.screen.column.showTimeLeft(this.timeLeft.words(this.session.total - this.standing.done));
    this.seen?.follow(shown);
    this.answersChanged(shown, []);
  }

  private answersChanged(shown: Shown | null, cleared: readonly Question[]): void {
    if (shown === null || shown !== this.shown) {
      return;
    }
    this.contradictions.end();
    this.locking.disarm();
    this.screen.showAnswers(shown, cleared);
    this.main.show();
  }

  private savingChanged(reading: CaseReading, status: SavingStatus): void {
    if (reading !== this.shown) {
      return;
    }
    this.screen.status.showSaving(status);
    if (status.kind === 'refused') {
      this.locking.draftRefused(reading, status);
    }
  }

  /** A stage is locked or the case skipped: the AI of the same case, feedback, the next case, or the end. */
  private async caseDone({ position }: CaseToRead, { next }: LockedReading): Promise<void> {
    const revealed = this.standing.goesOnWith(next ?? null, position);
    if (!revealed) {
      this.timeLeft.done(position);
    }
    const suggestion = revealed ? null : this.sitting.caseDone();
    if (!revealed && this.session.kind === 'training') {
      const locked = await this.api.case(position).catch(() => null);
      if (locked?.feedback !== undefined) {
        await this.openCase(locked);
        return;
      }
    }
    await this.goOn();
    if (revealed) {
      this.screen.column.say('The AI is shown now.', true);
    } else if (suggestion !== null && this.standing.front !== null) {
      this.screen.column.say(suggestion, false);
    }
  }

  /** Looks at the case before or after this one, as far as it was read. */
  private async look(by: -1 | 1): Promise<void> {
    const { column } = this.screen;
    if (this.busy || this.resting) {
      return;
    }
    if (this.shown?.kind === 'correcting') {
      column.say('Save the correction, or leave it with Esc first.', true);
      return;
    }
    const { position, why } = lookTarget(this.shown?.toRead.position ?? null, by, this.standing.front, this.session.total);
    if (position === null) {
      return why === '' ? this.goOn() : column.say(why, true);
    }
    this.busy = true;
    try {
      await this.openCase(await this.api.case(position));
    } catch (error) {
      this.setBusy(false);
      column.say(`Case ${position} is not shown: ${sentenceOf(error)}`, false);
    }
  }

  private skip(): void {
    if (this.shown?.kind === 'reading' && !this.busy) {
      void this.locking.skip(this.shown);
    }
  }

  private correct(): void {
    const looked = this.shown;
    if (looked?.kind === 'looking' && !this.busy && this.screen.mayCorrect(looked)) {
      this.correcting.begin(looked);
    }
  }

  /** The server has something newer than this page: asks where reading goes on, and opens that. */
  private async reload(why: string): Promise<void> {
    if (this.shown?.kind === 'reading') {
      this.shown.saver.giveUp();
    }
    await this.standing.ask();
    await this.goOn();
    this.screen.column.say(why, false);
  }

  private setBusy(busy: boolean): void {
    this.busy = busy || this.resting;
    this.seen?.pause(busy);
    this.main.show();
  }

  private whileAnswering(act: (answering: CaseReading | CaseCorrection) => void): void {
    if (this.shown !== null && this.shown.kind !== 'looking' && !this.busy) {
      act(this.shown);
    }
  }

  private obey(command: Command): void {
    if (this.resting) {
      return;
    }
    const shown = this.shown;
    const answering = shown !== null && shown.kind !== 'looking' && !this.busy;
    if (this.screen.desk.obey(command) || this.screen.obey(command) || (answering && answerByKey(command, shown))) {
      return;
    }
    switch (command.kind) {
      case 'lock':
        return this.main.press();
      case 'aid':
        return this.answers.aid(shown?.sheet.current?.id ?? '');
      case 'skip':
        return this.skip();
      case 'correct':
        return this.correct();
      case 'go':
        return void this.look(command.by);
      case 'cancel':
        return this.cancel();
      default:
        return undefined;
    }
  }

  private cancel(): void {
    if (this.contradictions.asking) {
      this.contradictions.change();
    } else if (this.shown?.kind === 'correcting' && !this.busy) {
      this.correcting.leave(this.shown);
    } else {
      this.locking.disarm();
    }
  }
}
