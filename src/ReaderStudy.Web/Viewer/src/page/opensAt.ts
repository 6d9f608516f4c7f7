const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * When something opens, by the reader's own clock: "It opens on Tuesday 22 Dec 2026 at 09:30 by your clock, in 25 days."
 * @param timeZone The browser's own when it is left out.
 */
export function opensInWords(opensAt: Date, now: Date, timeZone?: string): string {
  const wait = opensAt.getTime() - now.getTime();
  if (wait <= 0) {
    return 'It is open now.';
  }
  const parts = new Map(
    new Intl.DateTimeFormat('en-GB', {
      weekday: 'long',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      ...(timeZone === undefined ? {} : { timeZone }),
    })
      .formatToParts(opensAt)
      .map((p) => [p.type, p.value]),
  );
  const [weekday, date, month, year, hours, minutes] = (['weekday', 'day', 'month', 'year', 'hour', 'minute'] as const).map((part) => parts.get(part) ?? '');
  return `It opens on ${weekday} ${date} ${month} ${year} at ${hours}:${minutes} by your clock, ${waitInWords(wait)}.`;
}

/** Rounded up, so that nobody comes back too early. */
function waitInWords(wait: number): string {
  if (wait >= 2 * day) {
    return `in ${Math.ceil(wait / day)} days`;
  }
  if (wait >= 2 * hour) {
    return `in ${Math.ceil(wait / hour)} hours`;
  }
  const minutes = Math.ceil(wait / minute);
  return minutes === 1 ? 'in a minute' : `in ${minutes} minutes`;
}
