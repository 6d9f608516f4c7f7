import { ReadingApi } from '../api/readingApi';
import type { Hanging } from '../contract';
import { roomCode } from '../dom/laterCode';
import { isTurned } from '../images/looked';
import { openingPictures } from '../images/openingPictures';
import { adoptUnsaved } from '../saving/adoptUnsaved';
import { KeptView } from '../saving/keptView';
import { hasSeenInstructions } from './seenInstructions';
import { sessionOfPage } from './sessionOfPage';
import { rememberedSide } from './side';
import { isFinal } from './stageWords';

/** A first picture that takes longer than this is waited for no more: the room starts, and shows it when it comes. In milliseconds. */
const patience = 3000;

/**
 * Opens the page: the pictures of the case to read now first, with as little program as they need, then the room around them. Where the
 * instructions come first, no case is opened before they were read.
 */
export async function enter(root: HTMLElement, sessionId: string): Promise<void> {
  const token = document.querySelector<HTMLMetaElement>('meta[name=request-verification-token]')?.content ?? '';
  const home = document.body.dataset['home'] ?? '/';
  adoptUnsaved(sessionId, sessionStorage, localStorage);
  const api = new ReadingApi(sessionId, token);
  const session = sessionOfPage(document.getElementById('session-state')?.textContent);
  const position = session?.position ?? null;
  const isShown = session !== null && position !== null && session.isOpen !== false && hasSeenInstructions(sessionId);
  // The pictures are as the images open: one that the reader had turned comes turned.
  if (isShown && !isTurned(new KeptView(localStorage, sessionId).find(position)?.looked ?? [])) {
    root.dataset['side'] = rememberedSide();
    const pictures = firstPictures(root, api, position, session.hanging).catch(() => undefined);
    await Promise.race([pictures, new Promise((resolve) => setTimeout(resolve, patience))]);
    // Asked for while they come onto the screen; what is wrong with it is told below.
    roomCode().catch(() => undefined);
    await nextPaint();
  }
  const { startRoom } = await roomCode();
  await startRoom({ root, sessionId, api, home, session });
}

async function firstPictures(root: HTMLElement, api: ReadingApi, position: number, hanging: Hanging): Promise<void> {
  const toRead = await api.case(position, true);
  // A case that was finished elsewhere meanwhile is asked about again before it is shown.
  if (!isFinal(toRead)) {
    await openingPictures(root, api, toRead, hanging);
  }
}

/** Once what was drawn is on the screen; at once where nothing is painted, as in a hidden tab. */
function nextPaint(): Promise<void> {
  return document.hidden ? Promise.resolve() : new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}
