import { afterPaint } from '../dom/afterPaint';
import { button, element, setText } from '../dom/element';
import type { QuestionPanel } from '../form/questionPanel';
import type { LockButton } from './lockButton';
import type { StatusLine } from './statusLine';

export interface ColumnActions {
  help(): void;
  instructions(): void;
  /** Null: the study explains no terms. */
  readonly glossary: (() => void) | null;
  side(): void;
  skip(): void;
  /** Looks at the case before. */
  back(): void;
}

export interface ColumnParts {
  /** Said above the place in the session; null: nothing. */
  readonly banner: string | null;
  readonly panel: QuestionPanel;
  readonly lock: LockButton;
  readonly status: StatusLine;
  /** Where the reader's sessions are listed. */
  readonly home: string;
}

/** The questions' column: where in the session, the questions, what is missing, lock, what is saved. */
export class Column {
  readonly root: HTMLElement;
  private readonly place = element('h1', 'case-place');
  private readonly arm = element('p', 'arm');
  private readonly context = element('div', 'context');
  private readonly slot = element('div', 'slot');
  private readonly code = element('span', 'case-code');
  private readonly left = element('span', 'time-left');
  private readonly progress = element('progress', 'case-progress', { 'aria-label': 'Cases done' });
  private readonly notice = element('p', 'notice', { role: 'status', 'aria-live': 'polite' });
  private standing: HTMLElement | null = null;
  private noticeTimer: ReturnType<typeof setTimeout> | null = null;

  private readonly skip: HTMLButtonElement;

  constructor(parts: ColumnParts, actions: ColumnActions) {
    this.skip = button('tool', 'Cannot be evaluated', 'K', actions.skip);
    this.skip.title = 'This case cannot be evaluated: skip it with a reason';
    this.root = element('aside', 'column', { 'aria-label': 'Questions' }, [
      element('header', 'column-head', {}, [
        parts.banner === null ? null : element('p', 'banner', {}, [parts.banner]),
        element('div', 'case-line', {}, [this.place, this.left, this.code]),
        this.progress,
        element('div', 'arm-line', {}, [this.arm, this.skip]),
      ]),
      this.context,
      parts.panel.root,
      element('footer', 'column-foot', {}, [
        this.slot,
        this.notice,
        parts.lock.root,
        parts.status.root,
        element('nav', 'column-tools', { 'aria-label': 'Page' }, [
          button('tool', 'Back', 'B', actions.back),
          button('tool', 'Keys', '?', actions.help),
          button('tool', 'Instructions', 'I', actions.instructions),
          actions.glossary === null ? null : button('tool', 'Terms', 'G', actions.glossary),
          button('tool', 'Side', 'S', actions.side),
          element('a', 'tool', { href: parts.home }, ['Leave']),
        ]),
      ]),
    ]);
  }

  /** @param arm The reading condition of the stage that is on the screen. */
  showCase(position: number, total: number, done: number, code: string, arm: string): void {
    setText(this.place, `Case ${position} of ${total}`);
    // The place again in other words is not worth reading.
    setText(this.code, code === `Case ${position}` ? '' : code);
    this.progress.max = total;
    this.progress.value = done;
    setText(this.arm, arm);
  }

  /** At the reader's own pace; empty: not known yet. */
  showTimeLeft(words: string): void {
    setText(this.left, words);
  }

  /** Whether the case may be skipped; its place is kept. */
  showSkip(possible: boolean): void {
    this.skip.classList.toggle('away', !possible);
    this.skip.disabled = !possible;
  }

  /** What stands above the questions: what is told of the patient, the AI. It may be longer than there is room. */
  showContext(parts: readonly (HTMLElement | null)[]): void {
    const shown = parts.filter((part) => part !== null);
    this.context.replaceChildren(...shown);
    this.context.toggleAttribute('hidden', shown.length === 0);
    if (shown.length > 0) {
      void afterPaint().then(() => this.reachCutOff());
    }
  }

  /** What is cut off must be reached by keyboard. */
  private reachCutOff(): void {
    for (const part of [this.context, ...this.context.querySelectorAll<HTMLElement>('.told-history')]) {
      part.removeAttribute('tabindex');
      if (part.scrollHeight > part.clientHeight + 1) {
        part.tabIndex = 0;
      }
    }
  }

  /** What stands between the questions and the lock as long as the case is shown so: a locked reading, feedback, a correction; null: nothing. */
  showSlot(panel: HTMLElement | null): void {
    this.standing = panel;
    this.ask(null);
  }

  /** Puts a question in the slot's place for a while; null gives the place back. */
  ask(panel: HTMLElement | null): void {
    const shown = panel ?? this.standing;
    this.slot.replaceChildren(...(shown === null ? [] : [shown]));
  }

  /** Says something under the questions; a fading one goes by itself. */
  say(text: string, fades: boolean): void {
    if (this.noticeTimer !== null) {
      clearTimeout(this.noticeTimer);
      this.noticeTimer = null;
    }
    setText(this.notice, text);
    if (fades && text !== '') {
      this.noticeTimer = setTimeout(() => setText(this.notice, ''), 6000);
    }
  }
}
