import type { Shown } from './roomScreen';

/** Listens to what happens to the page: out of sight, left, back on the network. */
export function listenToPage(shown: () => Shown | null): void {
  const reading = () => {
    const now = shown();
    return now?.kind === 'reading' ? now : null;
  };
  document.addEventListener('visibilitychange', () => {
    reading()?.times.visibilityChanged(document.hidden);
    if (document.hidden) {
      reading()?.saver.flush(true);
    }
  });
  window.addEventListener('pagehide', () => {
    reading()?.drawn.keepNow();
    reading()?.saver.flush(true);
  });
  window.addEventListener('online', () => reading()?.saver.flush());
  window.addEventListener('beforeunload', (event) => {
    const now = shown();
    if (reading()?.saver.hasUnsaved === true || (now?.kind === 'correcting' && now.changed)) {
      event.preventDefault();
    }
  });
}
