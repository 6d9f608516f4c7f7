import { expect, test } from 'vitest';
import { type MainSituation, mainAct } from './mainAct';

const reading: MainSituation = { kind: 'reading', stage: 'only', busy: false, armed: false, complete: true, front: 4, training: false };

test.each<[Partial<MainSituation>, string, string]>([
  [{}, 'complete', 'Lock reading and go on'],
  [{ complete: false }, 'incomplete', 'Lock reading and go on'],
  [{ armed: true }, 'armed', 'Press Enter again to lock'],
  [{ busy: true }, 'locking', 'Locking'],
  [{ stage: 'aided' }, 'complete', 'Lock with AI and go on'],
  [{ kind: 'correcting' }, 'complete', 'Save the correction'],
  [{ kind: 'looking', complete: false }, 'complete', 'Go on with case 4'],
  [{ kind: 'looking', training: true }, 'complete', 'Go on'],
  [{ kind: 'looking', front: null }, 'complete', 'Go on'],
])('%o: %s, %s', (more, state, words) => {
  expect(mainAct({ ...reading, ...more })).toEqual({ state, words });
});
