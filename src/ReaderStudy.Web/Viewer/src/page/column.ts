import { button, element, setText } from '../dom/element';
import type { QuestionPanel } from '../form/questionPanel';
import type { LockButton } from './lockButton';
import type { StatusLine } from './statusLine';

export interface ColumnActions {
  help(): void;
  instructions(): void;
  side(): void;
}

export interface ColumnParts {
  readonly arm: string;
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
  private readonly code = element('span', 'case-code');
  private readonly progress = element('progress', 'case-progress', { 'aria-label': 'Cases locked' });
  private readonly notice = element('p', 'notice', { role: 'status', 'aria-live': 'polite' });
  private noticeTimer: ReturnType<typeof setTimeout> | null = null;

  constructor(parts: ColumnParts, actions: ColumnActions) {
    this.root = element('aside', 'column', { 'aria-label': 'Questions' }, [
      element('header', 'column-head', {}, [
        element('div', 'case-line', {}, [this.place, this.code]),
        this.progress,
        element('p', 'arm', {}, [parts.arm]),
      ]),
      parts.panel.root,
      element('footer', 'column-foot', {}, [
        this.notice,
        parts.lock.root,
        parts.status.root,
        element('nav', 'column-tools', { 'aria-label': 'Page' }, [
          button('tool', 'Keys', '?', actions.help),
          button('tool', 'Instructions', 'I', actions.instructions),
          button('tool', 'Side', 'S', actions.side),
          element('a', 'tool', { href: parts.home }, ['Leave']),
        ]),
      ]),
    ]);
  }

  showCase(position: number, total: number, locked: number, code: string): void {
    setText(this.place, `Case ${position} of ${total}`);
    // The place again in other words is not worth reading.
    setText(this.code, code === `Case ${position}` ? '' : code);
    this.progress.max = total;
    this.progress.value = locked;
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
