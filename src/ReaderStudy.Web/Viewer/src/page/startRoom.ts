import type { ReadingApi } from '../api/readingApi';
import type { SessionState } from '../contract';
import { SturdyStore } from '../saving/sturdyStore';
import { UnsavedStore } from '../saving/unsavedStore';
import { failureMessage, focusMessage } from './messages';
import { ReadingRoom } from './readingRoom';

export interface RoomStart {
  readonly root: HTMLElement;
  readonly sessionId: string;
  readonly api: ReadingApi;
  readonly home: string;
  /** As the page brought it; null: it is asked for. */
  readonly session: SessionState | null;
}

/** Builds the room and opens the case to read now; what goes wrong takes the page, with the way out. */
export async function startRoom({ root, sessionId, api, home, session }: RoomStart): Promise<void> {
  try {
    const state = session ?? (await api.state());
    // After a training case its feedback comes first.
    api.opensNext = state.kind !== 'training';
    const room = new ReadingRoom(root, api, state, new UnsavedStore(new SturdyStore(sessionStorage, localStorage), sessionId), home);
    await room.begin();
  } catch (error) {
    const again = (): void => void startRoom({ root, sessionId, api, home, session: null });
    const message = failureMessage(error, { home, sessionId, again });
    root.replaceChildren(message);
    focusMessage(message);
  }
}
