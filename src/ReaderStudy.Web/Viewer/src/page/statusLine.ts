import { element, setText } from '../dom/element';
import type { SavingStatus } from '../saving/draftSaver';

/** What is saved and whether the next case is there. */
export class StatusLine {
  private readonly saving = element('p', 'saving', { role: 'status' });
  private readonly next = element('p', 'next-case');
  readonly root = element('div', 'status', {}, [this.saving, this.next]);
  private kind: SavingStatus['kind'] | null = null;

  /** A reading that is only looked at or corrected: nothing is saved on the way. */
  showNothing(): void {
    this.kind = null;
    this.saving.classList.remove('warn');
    setText(this.saving, '');
    setText(this.next, '');
  }

  /** @param copied The answers began as a copy: that nothing was saved yet does not mean that there is none. */
  showSaving(status: SavingStatus, copied = false): void {
    const before = this.kind;
    this.kind = status.kind;
    this.saving.classList.toggle('warn', ['retrying', 'signed-out', 'refused'].includes(status.kind));
    switch (status.kind) {
      case 'unchanged':
        return setText(this.saving, copied ? 'Nothing changed yet' : 'No answer yet');
      case 'pending':
        return setText(this.saving, 'Saving');
      case 'saved':
        return setText(this.saving, `Saved at ${clock(status.at)}`);
      case 'retrying':
        return setText(this.saving, 'Not saved, trying again');
      case 'signed-out':
        // The link stays the same one through every try: it may have the focus.
        return before === 'signed-out' ? undefined : this.saving.replaceChildren('Not saved: you have been signed out. ', signIn(), ', then come back.');
      case 'refused':
        return setText(this.saving, status.code === 'reading.overtaken' ? 'Not saved' : `Not saved: ${status.reason}`);
    }
  }

  /** `share` of the next case that is loaded, from 0 to 1; null: this is the last case. */
  showNext(share: number | null): void {
    setText(this.next, share === null ? 'Last case' : share >= 1 ? 'Next case ready' : `Next case ${Math.floor(share * 100)} %`);
  }
}

/** In another tab: what stands on this page stays. */
function signIn(): HTMLElement {
  return element('a', '', { href: '/account/sign-in', target: '_blank', rel: 'noopener' }, ['Sign in in another tab']);
}

function clock(at: Date): string {
  return [at.getHours(), at.getMinutes(), at.getSeconds()].map((n) => String(n).padStart(2, '0')).join(':');
}
