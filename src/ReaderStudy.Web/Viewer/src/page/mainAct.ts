import type { LockState } from './lockButton';
import { lockWords } from './stageWords';
import type { Stage } from '../contract';

/** What is on the screen, as far as it decides what Enter does. */
export interface MainSituation {
  readonly kind: 'reading' | 'looking' | 'correcting';
  readonly stage: Stage;
  readonly busy: boolean;
  readonly armed: boolean;
  /** Everything that is asked is answered. */
  readonly complete: boolean;
  /** The case to read now; null when every case is done. */
  readonly front: number | null;
  readonly training: boolean;
}

/** How the column's main button looks and what it says. */
export function mainAct({ kind, stage, busy, armed, complete, front, training }: MainSituation): { readonly state: LockState; readonly words: string } {
  const ready = complete ? 'complete' : 'incomplete';
  switch (kind) {
    case 'reading':
      return busy
        ? { state: 'locking', words: 'Locking' }
        : armed
          ? { state: 'armed', words: 'Press Enter again to lock' }
          : { state: ready, words: lockWords(stage) };
    case 'correcting':
      return busy ? { state: 'locking', words: 'Saving' } : { state: ready, words: 'Save the correction' };
    case 'looking':
      return { state: busy ? 'locking' : 'complete', words: front === null || training ? 'Go on' : `Go on with case ${front}` };
  }
}
