/**
 * When the stroke or click that is being handled was made, in milliseconds by the clock of `performance.now()`; outside of one: now. A page that
 * is busy handles strokes late, and two that were made together far apart.
 */
export function strokeTime(): number {
  const now = performance.now();
  const made = (globalThis as { readonly event?: Pick<Event, 'timeStamp'> | undefined }).event?.timeStamp ?? now;
  return Math.min(made, now);
}
