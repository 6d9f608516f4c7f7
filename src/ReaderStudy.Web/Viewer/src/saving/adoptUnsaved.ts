/**
 * Takes into the tab what another tab of the browser has not saved yet, before the server is asked: while the answer is on its way the other tab
 * may save it and forget it, and the page would begin with neither. What the server has by then holds all the same.
 */
export function adoptUnsaved(sessionId: string, tab: Storage, browser: Storage): void {
  try {
    const ours = Array.from({ length: browser.length }, (_, i) => browser.key(i) ?? '').filter((key) => key.startsWith(`reading.${sessionId}.`));
    for (const key of ours) {
      const text = browser.getItem(key);
      if (text !== null && tab.getItem(key) === null) {
        tab.setItem(key, text);
      }
    }
  } catch {
    // Without a store there is nothing to take.
  }
}
