import { RequestFailed } from '../api/requestFailed';
import { button, element } from '../dom/element';

/** The screen after the last case. */
export function finishedMessage(total: number, home: string): HTMLElement {
  return element('section', 'whole-page', {}, [
    element('h1', '', {}, ['This session is finished']),
    element('p', '', {}, [total === 1 ? 'The case is locked. Thank you.' : `All ${total} cases are locked. Thank you.`]),
    element('a', 'primary', { href: home }, ['Back to my sessions']),
  ]);
}

/** The screen of a session whose study takes no more readings. */
export function closedMessage(home: string): HTMLElement {
  return element('section', 'whole-page', {}, [
    element('h1', '', {}, ['Reading is closed']),
    element('p', '', {}, ['The study takes no more readings. What you locked is kept.']),
    element('a', 'primary', { href: home }, ['Back to my sessions']),
  ]);
}

/** What went wrong while a case was opened, over the page, with the way out. */
export function failureMessage(error: unknown, again: () => void): HTMLElement {
  const signedOut = error instanceof RequestFailed && error.kind === 'signed-out';
  const message = element('section', 'whole-page over', { role: 'alert' }, [
    element('h1', '', {}, [signedOut ? 'You have been signed out' : 'The case could not be opened']),
    element('p', '', {}, [
      signedOut ? 'Sign in in another tab, then come back here. Nothing you locked is lost.' : error instanceof Error ? error.message : 'Nothing you answered is lost.',
    ]),
    button('primary', 'Try again', null, () => {
      message.remove();
      again();
    }),
  ]);
  return message;
}
