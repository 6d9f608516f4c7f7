import type { SessionState } from '../contract';
import { closedMessage } from './messages';
import { otherScreenAsked } from './otherScreen';
import type { RoomScreen } from './roomScreen';
import { hasSeenInstructions, instructionsSeen } from './seenInstructions';

/**
 * What stands before the first case: a screen that was not checked is asked about, and the instructions come when they have not been
 * read in this browser. Resolves to false where the study takes no more readings, which is said then.
 */
export async function mayBegin(session: SessionState, screen: Pick<RoomScreen, 'showWhole' | 'openInstructions'>, home: string): Promise<boolean> {
  const isDone = (session.position ?? null) === null;
  if (session.isOpen === false && !isDone) {
    screen.showWhole(closedMessage(home));
    return false;
  }
  await otherScreenAsked(session, home, (message) => screen.showWhole(message));
  if (!isDone && !hasSeenInstructions(session.sessionId)) {
    await screen.openInstructions();
    instructionsSeen(session.sessionId);
  }
  return true;
}
