import type { ReadingApi } from '../api/readingApi';
import { sentenceOf } from '../api/requestFailed';
import type { CaseToRead, LockedReading, Question, SessionState } from '../contract';
import { namesOf } from '../form/answerWords';
import type { SavingStatus } from '../saving/draftSaver';
import { KeptView } from '../saving/keptView';
import type { UnsavedStore } from '../saving/unsavedStore';
import { asksForNewPage } from './amendment';
import { answerEvents } from './answerEvents';
import { answerByKey } from './answerKeys';
import type { CaseCorrection } from './caseCorrection';
import { CaseLook } from './caseLook';
import { CaseReading } from './caseReading';
import { Contradictions } from './contradictions';
import { Correcting } from './correcting';
import type { Command } from './keyMap';
import { Locking, over, overtaken } from './locking';
import { lookTarget } from './lookTarget';
import { mainAct } from './mainAct';
import { closedMessage, elsewhereMessage, failureMessage } from './messages';
import { OnePage } from './onePage';
import { OwnKeys } from './ownKeys';
import { listenToPage } from './pageEvents';
import { listenToKeys } from './roomKeys';
import { RoomScreen, type Shown } from './roomScreen';
import { hasSeenInstructions, instructionsSeen } from './seenInstructions';
import { sessionEnd } from './sessionEnd';
import { otherScreenAsked } from './otherScreen';
import { Sitting } from './sitting';
import { TimeLeft } from './timeLeft';
import { isFinal } from './stageWords';
import { SeenRecorder } from '../seen/seenRecorder';
import { TwoTabs } from './twoTabs';

/** How long a locked case stands before Enter goes on, so that the stroke that locked does not pass it over; in milliseconds. */
const settling = 400;

/** One session's page for its whole life: cases are swapped in place, and the server says what comes next. */
export class ReadingRoom {
  private readonly screen: RoomScreen;
  private readonly sitting: Sitting;
  private readonly contradictions: Contradictions;
  private readonly correcting: Correcting;
  private readonly locking: Locking;
  private readonly twoTabs: TwoTabs;
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
  private shownAt = 0;
  private busy = false;
  /** The case to read now; null when every case is done. */
  private front: number | null;
  private done: number;

  constructor(
    root: HTMLElement,
    private readonly api: ReadingApi,
    private readonly session: SessionState,
    private readonly unsaved: UnsavedStore,
    private readonly home: string,
  ) {
    this.front = session.position ?? null;
    this.done = session.locked;
    this.sitting = new Sitting(sessionStorage, session.sessionId, session.breakAfterCases ?? null, () => Date.now());
    this.timeLeft = new TimeLeft(localStorage, session.sessionId, () => Date.now());
    this.screen = new RoomScreen(root, session, home, api, this.keys, {
      answers: this.answers,
      main: () => this.pressMain(),
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
      look: () => this.screen.stage.onScreen(),
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
      armedChanged: () => this.showMain(),
      caseDone: (toRead, locked) => this.caseDone(toRead, locked),
      overtaken: (reading) => this.twoTabs.ask(reading),
      reload: (why) => this.reload(why),
    });
    listenToKeys({ table: () => this.keys.table, obey: (command) => this.obey(command) });
    listenToPage(
      () => this.shown,
      () => this.keptView.write(),
    );
  }

  /** Opens the case that is to be read now; the instructions come first when they have not been read in this browser. */
  async begin(): Promise<void> {
    if (this.session.isOpen === false && this.front !== null) {
      this.screen.showWhole(closedMessage(this.home));
      return;
    }
    await otherScreenAsked(this.session, this.home, (message) => this.screen.showWhole(message));
    if (!hasSeenInstructions(this.session.sessionId) && this.front !== null) {
      await this.screen.openInstructions();
      instructionsSeen(this.session.sessionId);
    }
    void this.onePage.take();
    await this.goOn();
  }

  /** Another tab or device reads on: what is unsaved here goes to the server, and this page rests. */
  private async elsewhere(): Promise<void> {
    const { shown } = this;
    this.shown = null;
    this.busy = true;
    let saved = true;
    if (shown?.kind === 'reading') {
      await shown.saver.leave();
      saved = !shown.hasUnsaved;
    }
    this.screen.showWhole(elsewhereMessage(this.home, saved, () => location.reload()));
  }

  private keepView(): void {
    const view = this.screen.stage.view;
    if (this.shown?.kind === 'reading' && view !== null) {
      this.keptView.keep({ position: this.shown.toRead.position, ...view });
    }
  }

  /** Opens the case that is to be read now, or ends the session. */
  private async goOn(): Promise<void> {
    const position = this.front;
    if (position === null) {
      await this.finish();
      return;
    }
    this.busy = true;
    try {
      await this.openCase(await this.api.case(position));
    } catch (error) {
      this.busy = false;
      this.shown = null;
      const way = { home: this.home, sessionId: this.session.sessionId, again: () => void this.goOn() };
      this.screen.root.append(failureMessage(error, way));
    }
  }

  private async finish(): Promise<void> {
    this.shown = null;
    this.seen?.follow(null);
    this.busy = false;
    this.screen.showWhole(await sessionEnd(this.api, this.session, this.home, () => void this.look(-1)));
  }

  private async openCase(toRead: CaseToRead): Promise<void> {
    const { position } = toRead;
    if (this.shown?.kind === 'reading') {
      await this.shown.saver.leave();
    }
    if (!isFinal(toRead) && asksForNewPage(this.session, toRead, sessionStorage)) {
      location.reload();
      return;
    }
    if (isFinal(toRead) && position === this.front) {
      // It was finished in another tab.
      await this.askStanding();
    }
    const stays = this.screen.stage.isShowing(toRead) && this.screen.slides.isShowing(toRead);
    if (!stays) {
      this.screen.stage.cover();
      this.screen.slides.cover();
    }
    const { questions } = this.session;
    let opened: Shown | null = null;
    opened = isFinal(toRead)
      ? new CaseLook(toRead, questions, this.api)
      : new CaseReading(toRead, {
          api: this.api,
          questions,
          unsaved: this.unsaved,
          onStatus: (status) => this.savingChanged(opened, status),
          onChange: (cleared) => this.answersChanged(opened, cleared),
        });
    this.show(opened);
    if (stays) {
      // The same images: the stage or the mode has changed, not what the reader looks at.
      if (opened.kind === 'reading') {
        opened.times.imagesShown();
      }
    } else {
      await Promise.all([this.screen.slides.show(toRead), this.screen.stage.show(toRead)]);
    }
    if (this.shown !== opened) {
      return;
    }
    const before = stays || opened.kind !== 'reading' ? null : this.keptView.find(position);
    if (before !== null) {
      this.screen.stage.restore(before);
    }
    this.screen.root.dataset['shown'] = String(position);
    if (!stays && position === this.front) {
      void this.screen.prepare(position + 1, () => this.shown?.toRead.position === position);
    }
  }

  private show(shown: Shown): void {
    this.shown = shown;
    this.shownAt = performance.now();
    this.busy = false;
    this.contradictions.end();
    this.twoTabs.end();
    this.locking.disarm();
    this.screen.show(shown, this.done);
    if (shown.kind === 'reading') {
      this.timeLeft.begin(shown.toRead.position);
    }
    this.screen.column.showTimeLeft(this.timeLeft.words(this.session.total - this.done));
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
    this.showMain();
  }

  private savingChanged(reading: Shown | null, status: SavingStatus): void {
    if (reading === null || reading !== this.shown) {
      return;
    }
    this.screen.status.showSaving(status);
    if (status.kind !== 'refused') {
      return;
    }
    if (status.code === overtaken && reading.kind === 'reading') {
      this.twoTabs.ask(reading);
    } else if (over.includes(status.code)) {
      void this.reload(status.reason);
    }
  }

  /** Enter: locks, saves the correction, or goes on, whatever the button says. */
  private pressMain(): void {
    const shown = this.shown;
    if (shown === null || this.busy) {
      return;
    }
    if (shown.kind === 'looking') {
      if (performance.now() - this.shownAt > settling) {
        void this.goOn();
      }
      return;
    }
    if (this.contradictions.asking) {
      this.contradictions.goOn();
      return;
    }
    if (this.twoTabs.asking && shown.kind === 'reading') {
      this.twoTabs.ask(shown);
      return;
    }
    const [first] = shown.sheet.missing;
    if (first !== undefined) {
      shown.sheet.goTo(first.id);
      this.screen.column.say(`Still to answer: ${namesOf(shown.sheet.missing)}`, true);
    } else if (shown.kind === 'correcting') {
      void this.correcting.askWhy(shown);
    } else {
      this.locking.press(shown);
    }
  }

  /** A stage is locked or the case skipped: the AI of the same case, feedback, the next case, or the end. */
  private async caseDone({ position }: CaseToRead, { next }: LockedReading): Promise<void> {
    this.front = next ?? null;
    const revealed = this.front === position;
    if (!revealed) {
      this.timeLeft.done(position);
    }
    const suggestion = revealed ? null : this.sitting.caseDone();
    this.done += revealed ? 0 : 1;
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
    } else if (suggestion !== null && this.front !== null) {
      this.screen.column.say(suggestion, false);
    }
  }

  /** Looks at the case before or after this one, as far as it was read. */
  private async look(by: -1 | 1): Promise<void> {
    const { column } = this.screen;
    if (this.busy) {
      return;
    }
    if (this.shown?.kind === 'correcting') {
      column.say('Save the correction, or leave it with Esc first.', true);
      return;
    }
    const { position, why } = lookTarget(this.shown?.toRead.position ?? null, by, this.front, this.session.total);
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
    await this.askStanding();
    await this.goOn();
    this.screen.column.say(why, false);
  }

  /** Asks where reading goes on; without an answer what was known holds. */
  private async askStanding(): Promise<void> {
    const state = await this.api.state().catch(() => null);
    if (state !== null) {
      this.front = state.position ?? null;
      this.done = state.locked;
    }
  }

  private setBusy(busy: boolean): void {
    this.busy = busy;
    this.seen?.pause(busy);
    this.showMain();
  }

  private showMain(): void {
    const shown = this.shown;
    if (shown !== null) {
      const { state, words } = mainAct({
        kind: shown.kind,
        stage: shown.toRead.stage ?? 'only',
        busy: this.busy,
        armed: this.locking.armed,
        complete: shown.sheet.missing.length === 0,
        front: this.front,
        training: this.session.kind === 'training',
      });
      this.screen.lock.show(state, words);
    }
  }

  private whileAnswering(act: (answering: CaseReading | CaseCorrection) => void): void {
    if (this.shown !== null && this.shown.kind !== 'looking' && !this.busy) {
      act(this.shown);
    }
  }

  private obey(command: Command): void {
    const shown = this.shown;
    const answering = shown !== null && shown.kind !== 'looking' && !this.busy;
    if (this.screen.desk.obey(command) || this.screen.obey(command) || (answering && answerByKey(command, shown))) {
      return;
    }
    switch (command.kind) {
      case 'lock':
        return this.pressMain();
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
