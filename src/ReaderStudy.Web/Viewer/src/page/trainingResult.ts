import type { Feedback } from '../contract';

/** What a reader hears at the end of a training session; whether the gate is open is the server's to say, on the page of the sessions. */
export function trainingResult(total: number, feedback: readonly (Feedback | null)[]): string {
  const told = feedback.filter((f) => f !== null);
  if (told.length === 0) {
    return total === 1 ? 'The training case is done.' : `All ${total} training cases are done.`;
  }
  const right = told.filter((f) => f.right).length;
  return told.length === 1 ? `The training case was ${right === 1 ? 'right' : 'not right'}.` : `${right} of ${told.length} training cases were right.`;
}

export const whatFollowsTraining = 'My sessions shows whether reading is open now or the training is to be taken again.';
