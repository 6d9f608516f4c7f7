import type { Shown } from './roomScreen';

/**
 * Listens to what happens to the page: out of sight, left, back on the network.
 * @param leave Keeps what is not yet kept in the browser.
 */
export function listenToPage(shown: () => Shown | null, leave: () => void): void {
  const reading = () => {
    const now = shown();
    return now?.kind === 'reading' ? now : null;
  };
  document.addEventListener('visibilitychange', () => {
    reading()?.times.visibilityChanged(document.hidden);
    if (document.hidden) {
      leave();
      reading()?.saver.flush(true);
    }
  });
  window.addEventListener('pagehide', () => {
    leave();
    reading()?.drawn.keepNow();
    reading()?.saver.flush(true);
  });
  window.addEventListener('online', () => reading()?.saver.flush());
  // As after signing in again in another tab.
  window.addEventListener('focus', () => reading()?.saver.flush());
  window.addEventListener('beforeunload', (event) => {
    const now = shown();
    if (reading()?.saver.hasUnsaved === true || (now?.kind === 'correcting' && now.changed)) {
      event.preventDefault();
    }
  });
}
