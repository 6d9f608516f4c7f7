import type { SessionState } from '../contract';

/** The state of the session that came with the page itself; null when there is none, or none that can be read. */
export function sessionOfPage(text: string | null | undefined): SessionState | null {
  try {
    const state: unknown = JSON.parse(text ?? 'null');
    return typeof state === 'object' && state !== null && 'questions' in state && 'hanging' in state ? (state as SessionState) : null;
  } catch {
    return null;
  }
}
