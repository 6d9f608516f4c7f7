import './style/readingRoom.css';
import { ReadingApi } from './api/readingApi';
import { failureMessage } from './page/messages';
import { ReadingRoom } from './page/readingRoom';
import { SturdyStore } from './saving/sturdyStore';
import { UnsavedStore } from './saving/unsavedStore';

async function start(root: HTMLElement, sessionId: string): Promise<void> {
  const token = document.querySelector<HTMLMetaElement>('meta[name=request-verification-token]')?.content ?? '';
  const home = document.body.dataset['home'] ?? '/';
  const api = new ReadingApi(sessionId, token);
  try {
    const session = await api.state();
    const room = new ReadingRoom(root, api, session, new UnsavedStore(new SturdyStore(sessionStorage, localStorage), sessionId), home);
    await room.begin();
  } catch (error) {
    root.replaceChildren(failureMessage(error, { home, sessionId, again: () => void start(root, sessionId) }));
  }
}

const root = document.getElementById('reading-room');
const sessionId = document.body.dataset['session'];
if (root !== null && sessionId !== undefined) {
  void start(root, sessionId);
}
