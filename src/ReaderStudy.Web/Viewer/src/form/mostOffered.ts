import type { Question } from '../contract';

/** The largest number of choices that the question can offer at once, for reserving its room before it is asked. */
export function mostOffered(question: Question): number {
  const choices = question.choices ?? [];
  const always = choices.filter((c) => c.when === null || c.when === undefined).length;
  const perAnswer = new Map<string, number>();
  for (const { when } of choices) {
    for (const value of when?.is ?? []) {
      const key = `${when?.question ?? ''}=${value}`;
      perAnswer.set(key, (perAnswer.get(key) ?? 0) + 1);
    }
  }
  return always + Math.max(0, ...perAnswer.values());
}
