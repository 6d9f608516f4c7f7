import type { Answers, Question } from '../contract';
import { offeredChoices } from './asked';

/** The choices of an answer that may hold several. */
export function chosenOf(value: unknown): string[] {
  return typeof value === 'string' && value !== '' ? value.split('|') : [];
}

/** The answer once a choice is taken in or out: in the order of the protocol; what excludes the others stands alone. Null: nothing is left. */
export function toggled(question: Question, choice: string, answers: Answers): string | null {
  const chosen = chosenOf(answers[question.id]);
  const excludes = (id: string): boolean => question.exclusive?.includes(id) === true;
  const wanted = chosen.includes(choice)
    ? chosen.filter((id) => id !== choice)
    : excludes(choice)
      ? [choice]
      : [...chosen.filter((id) => !excludes(id)), choice];
  const ordered = offeredChoices(question, answers).filter((c) => wanted.includes(c.id));
  return ordered.length === 0 ? null : ordered.map((c) => c.id).join('|');
}
