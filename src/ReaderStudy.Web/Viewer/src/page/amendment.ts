import type { CaseToRead, SessionState } from '../contract';
import type { TextStore } from '../saving/unsavedStore';

/**
 * Whether the page must be loaded anew: the protocol was amended while it was open, and this case is read by other questions than the page has.
 * True once for a case and a version only, so that a page never loads in a circle.
 */
export function asksForNewPage(session: SessionState, { position, protocolVersion }: CaseToRead, store: TextStore): boolean {
  if (protocolVersion === undefined || session.protocolVersion === undefined || protocolVersion === session.protocolVersion) {
    return false;
  }
  const key = `reading.amended.${session.sessionId}`;
  const asked = `${position} ${protocolVersion}`;
  try {
    if (store.getItem(key) === asked) {
      return false;
    }
    store.setItem(key, asked);
    return true;
  } catch {
    // Without a store it could go on for ever.
    return false;
  }
}
