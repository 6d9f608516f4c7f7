import type { ReadRefusal } from '../api/refusal';
import { opensInWords } from './opensAt';

/** What the screen says when a session or case does not open. */
export interface OpeningRefusal {
  readonly title: string;
  /** In the server's words, then when it opens. */
  readonly sentences: readonly string[];
  /** What the way out is called, and where it goes. */
  readonly action: string;
  readonly href: string;
}

const titles: Readonly<Record<string, string>> = {
  'session.washout': 'Not open yet',
  'session.rest': 'Time for a rest',
  'session.period-first': 'Another session comes first',
  'session.one-after-the-other': 'Another session comes first',
  'session.training-first': 'Training comes first',
  'session.instructions-first': 'Read the instructions first',
  'session.site-check-first': 'Check your screen first',
};

/** Rules that the reader keeps on a page of the session. */
const steps: Readonly<Record<string, { readonly action: string; readonly page: string }>> = {
  'session.instructions-first': { action: 'Read the instructions', page: 'instructions' },
  'session.site-check-first': { action: 'Check the screen', page: 'site-check' },
};

/**
 * A rule of opening that the server keeps; null for refusals of another kind, which may be tried again.
 * @param home Where the reader's sessions are listed.
 */
export function openingRefusal({ code, message, opensAt }: ReadRefusal, home: string, sessionId: string, now: Date, timeZone?: string): OpeningRefusal | null {
  const title = titles[code ?? ''] ?? (opensAt === null ? undefined : 'Not open yet');
  if (title === undefined) {
    return null;
  }
  const step = steps[code ?? ''];
  return {
    title,
    sentences: [message ?? 'The server keeps it closed.', ...(opensAt === null ? [] : [opensInWords(opensAt, now, timeZone)])],
    action: step?.action ?? 'Back to my sessions',
    href: step === undefined ? home : `${home}/${encodeURIComponent(sessionId)}/${step.page}`,
  };
}
