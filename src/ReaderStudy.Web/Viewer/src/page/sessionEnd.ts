import type { ReadingApi } from '../api/readingApi';
import type { SessionState } from '../contract';
import { finishedMessage } from './messages';
import { trainingResult, whatFollowsTraining } from './trainingResult';

/** The screen after the last case; after training with its result, which is counted from what each case's feedback says. */
export async function sessionEnd(api: Pick<ReadingApi, 'case'>, session: SessionState, home: string, lookBack: () => void): Promise<HTMLElement> {
  if (session.kind !== 'training') {
    return finishedMessage(session, home, null, lookBack);
  }
  const positions = Array.from({ length: session.total }, (_, i) => i + 1);
  const feedback = await Promise.all(positions.map((p) => api.case(p).then((c) => c.feedback ?? null, () => null)));
  return finishedMessage(session, home, [trainingResult(session.total, feedback), whatFollowsTraining], lookBack);
}
