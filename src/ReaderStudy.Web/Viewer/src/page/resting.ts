import type { LeftBehind } from './messages';
import type { Shown } from './roomScreen';

/** Stops the case on the page, which could not be shown: opened again it is another, which goes on with what the server has and this tab kept. */
export function stopReading(shown: Shown | null): void {
  if (shown?.kind === 'reading') {
    shown.saver.stop();
  }
}

/** Leaves the case on the screen because another page reads on. Resolves once the server was asked to take what it did not have yet. */
export async function leaveBehind(shown: Shown | null): Promise<LeftBehind> {
  switch (shown?.kind) {
    case 'reading':
      await shown.saver.leave();
      return shown.hasUnsaved ? 'kept' : 'saved';
    case 'correcting':
      // A correction is made whole or not at all.
      return shown.changed ? 'correction-lost' : 'saved';
    default:
      return 'saved';
  }
}
