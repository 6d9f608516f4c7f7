import type { ContradictedCheck } from '../api/refusal';
import { button, element, setText } from '../dom/element';

export interface ContradictionActions {
  /** The reader goes back to the answers. */
  change(): void;
  /** The answers stand, by the check's id with the reader's reason. */
  confirm(confirmed: Readonly<Record<string, string>>): void;
}

/** A question, not an alarm: these answers contradict each other; change them, or say why they are right. */
export class ContradictionPanel {
  readonly root: HTMLElement;
  private readonly fields: readonly { readonly id: string; readonly box: HTMLTextAreaElement; readonly row: HTMLElement }[];
  private readonly missing = element('p', 'field-missing', { role: 'status' });
  private readonly because: HTMLButtonElement;

  constructor(
    checks: readonly ContradictedCheck[],
    private readonly actions: ContradictionActions,
  ) {
    this.fields = checks.map(({ id }, i) => {
      const box = element('textarea', 'text-answer', { rows: '2', maxlength: '500', 'aria-describedby': `check-${i}` });
      const row = element('label', 'because', {}, ['It is right, because', box]);
      row.hidden = true;
      box.addEventListener('keydown', (event) => this.keyInReason(event));
      return { id, box, row };
    });
    this.because = button('secondary', 'It is right, because …', 'Enter', () => this.goOn());
    const described = { 'aria-label': 'Answers that contradict each other', 'aria-describedby': 'contradiction-checks' };
    this.root = element('section', 'slot-panel contradiction', { ...described, tabindex: '-1' }, [
      element('div', 'contradiction-checks', { id: 'contradiction-checks', role: 'status' }, [
        ...checks.map(({ message }, i) => element('p', '', { id: `check-${i}` }, [message])),
        checks.length === 0 ? element('p', '', {}, ['These answers contradict each other.']) : null,
      ]),
      ...this.fields.map((f) => f.row),
      this.missing,
      element('div', 'slot-actions', {}, [button('secondary', 'Change my answers', 'Esc', () => this.actions.change()), this.because]),
    ]);
  }

  /** The first time asks for the reason; then locks, once a reason is there. */
  goOn(): void {
    const closed = this.fields.filter((f) => f.row.hidden);
    if (closed.length > 0) {
      closed.forEach((f) => (f.row.hidden = false));
      setText(this.because.querySelector('span') ?? this.because, 'Lock with this reason');
      this.fields[0]?.box.focus();
      return;
    }
    const empty = this.fields.find((f) => f.box.value.trim() === '');
    if (empty !== undefined) {
      setText(this.missing, 'Say why it is right, or change your answers.');
      empty.box.focus();
      return;
    }
    this.actions.confirm(Object.fromEntries(this.fields.map((f) => [f.id, f.box.value.trim()])));
  }

  /** Keys write here; Enter goes on, Escape goes back to the answers. */
  private keyInReason(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.isComposing) {
      return;
    }
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      if (!event.repeat) {
        this.goOn();
      }
    } else if (event.key === 'Escape') {
      event.preventDefault();
      this.actions.change();
    }
  }
}
