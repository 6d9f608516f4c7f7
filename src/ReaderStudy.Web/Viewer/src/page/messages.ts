import { RequestFailed } from '../api/requestFailed';
import type { SessionState } from '../contract';
import { button, element } from '../dom/element';
import { type OpeningRefusal, openingRefusal } from './openingRefusal';

function wholePage(title: string, sentences: readonly string[], ways: readonly HTMLElement[]): HTMLElement {
  // It can take the focus itself: Tab goes on to its ways, and Enter does nothing unasked.
  return element('section', 'whole-page', { role: 'alert', tabindex: '-1' }, [
    element('h1', '', {}, [title]),
    ...sentences.map((sentence) => element('p', '', {}, [sentence])),
    element('nav', 'ways', { 'aria-label': 'Go on' }, ways),
  ]);
}

const wayTo = (href: string, words: string): HTMLElement => element('a', 'primary', { href }, [words]);

/**
 * The screen after the last case.
 * @param result Said instead of the thanks, as after training; null: thanks.
 */
export function finishedMessage(session: SessionState, home: string, result: readonly string[] | null, lookBack: () => void): HTMLElement {
  const { total, kind, sign, sessionId } = session;
  const thanks = total === 1 ? 'The case is done. Thank you.' : `All ${total} cases are done. Thank you.`;
  return wholePage(kind === 'training' ? 'The training is finished' : 'This session is finished', result ?? [thanks], [
    button('secondary', 'Look at the last case again', 'B', lookBack),
    ...(sign === true
      ? [element('a', 'secondary', { href: home }, ['Back to my sessions']), wayTo(`${home}/${encodeURIComponent(sessionId)}/sign`, 'Sign my readings')]
      : [wayTo(home, 'Back to my sessions')]),
  ]);
}

/** The screen of a session whose study takes no more readings. */
export function closedMessage(home: string): HTMLElement {
  return wholePage('Reading is closed', ['The study takes no more readings. What you locked is kept.'], [wayTo(home, 'Back to my sessions')]);
}

/** What became of what was done on a page that rests: the server has all of it; some is kept in this browser; a begun correction is gone. */
export type LeftBehind = 'saved' | 'kept' | 'correction-lost';

const leftInWords: Readonly<Record<LeftBehind, string>> = {
  saved: 'What you answered here is saved.',
  kept: 'Your last answers could not be saved; they are kept in this browser and come back when you read on here.',
  'correction-lost': 'The correction that you had begun here is not saved; the reading stands as it was locked.',
};

/**
 * The screen of a page whose session goes on in another tab or on another device.
 * @param left What became of what was done here.
 * @param readHere Takes the session back.
 */
export function elsewhereMessage(home: string, left: LeftBehind, readHere: () => void): HTMLElement {
  return wholePage(
    'You read on elsewhere',
    [
      'This session was opened in another tab or on another device, so this page rests.',
      leftInWords[left],
    ],
    [button('primary', 'Read on here', null, readHere), element('a', 'secondary', { href: home }, ['Back to my sessions'])],
  );
}

function refusedMessage({ title, sentences, action, href }: OpeningRefusal): HTMLElement {
  return wholePage(title, sentences, [wayTo(href, action)]);
}

/** What the page needs to lead the way out of a failure. */
export interface WayOut {
  readonly home: string;
  readonly sessionId: string;
  readonly again: () => void;
}

/**
 * What went wrong while the session or a case was opened, over the page, with the way out: a rule that keeps it closed, or trouble that may pass.
 * Where the program itself is what failed, only loading the page anew fetches it again.
 */
export function failureMessage(error: unknown, { home, sessionId, again }: WayOut): HTMLElement {
  const refusal = error instanceof RequestFailed ? error.refusal : null;
  const rule = refusal === null ? null : openingRefusal(refusal, home, sessionId, new Date());
  if (rule !== null) {
    const message = refusedMessage(rule);
    message.classList.add('over');
    return message;
  }
  const signedOut = error instanceof RequestFailed && error.kind === 'signed-out';
  const way = error instanceof RequestFailed ? { words: 'Try again', go: again } : { words: 'Load the page again', go: () => location.reload() };
  const message = element('section', 'whole-page over', { role: 'alert', tabindex: '-1' }, [
    element('h1', '', {}, [signedOut ? 'You have been signed out' : 'The case could not be opened']),
    element('p', '', {}, [
      signedOut
        ? 'Sign in in another tab, then come back here. Nothing you locked is lost.'
        : error instanceof RequestFailed
          ? error.message
          : 'A part of the page did not come, or does not work. Nothing you answered is lost.',
    ]),
    element('nav', 'ways', { 'aria-label': 'Go on' }, [
      button('primary again', way.words, null, () => {
        message.remove();
        way.go();
      }),
      element('a', 'secondary', { href: home }, ['Back to my sessions']),
    ]),
  ]);
  return message;
}

/** Goes on by keyboard from a message that is on the page now: from what tries again, where it has that. */
export function focusMessage(message: HTMLElement): void {
  (message.querySelector<HTMLElement>('button.again') ?? message).focus();
}
