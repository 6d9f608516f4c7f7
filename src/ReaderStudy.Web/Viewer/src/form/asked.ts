import type { Answers, AnswerValue, Choice, Condition, Question } from '../contract';
import { type Mark, readMarks, readMeasured } from '../marks/drawnAnswers';
import { canonicalNumber } from './numberAnswer';

function holds(condition: Condition | null | undefined, answers: Answers): boolean {
  if (condition === null || condition === undefined) {
    return true;
  }
  const answer = answers[condition.question];
  if (answer === undefined) {
    return false;
  }
  const { atLeast, atMost } = condition;
  if (isBound(atLeast) || isBound(atMost)) {
    const rating = Number(answer);
    return !Number.isNaN(rating) && rating >= (atLeast ?? Number.NEGATIVE_INFINITY) && rating <= (atMost ?? Number.POSITIVE_INFINITY);
  }
  return String(answer)
    .split('|')
    .some((one) => condition.is.includes(one));
}

function isBound(value: number | null | undefined): boolean {
  return typeof value === 'number';
}

/** The questions that are asked, given the answers so far. */
export function askedQuestions(questions: readonly Question[], answers: Answers): Question[] {
  return questions.filter((q) => holds(q.when, answers));
}

/** The choices that a question offers, given the answers so far. */
export function offeredChoices(question: Question, answers: Answers): Choice[] {
  return (question.choices ?? []).filter((c) => holds(c.when, answers));
}

/** Whether the answer is one of the choices. */
export function isOneChoice(question: Question): boolean {
  return question.kind === 'choice' || question.kind === 'ordinal';
}

/** Whether the value can answer the question: offered choices, a number in range, a text that is not blank. */
export function canAnswer(question: Question, value: AnswerValue, answers: Answers): boolean {
  switch (question.kind) {
    case 'choice':
    case 'ordinal':
      return offeredChoices(question, answers).some((c) => c.id === value);
    case 'multiple':
      return canAnswerSeveral(question, String(value), answers);
    case 'rating': {
      const { minimum, maximum } = rangeOf(question, answers);
      return Number.isInteger(value) && Number(value) >= minimum && Number(value) <= maximum;
    }
    case 'number':
      return canonicalNumber(String(value), question.decimals ?? 0) === value && Number(value) >= minimumOf(question) && Number(value) <= maximumOf(question);
    case 'text':
      return typeof value === 'string' && value.trim() !== '';
    case 'marks':
      return readMarks(value) !== null;
    case 'measure':
      return readMeasured(value) !== null;
    case 'mask':
      return typeof value === 'string' && value !== '';
  }
}

function canAnswerSeveral(question: Question, value: string, answers: Answers): boolean {
  const chosen = value.split('|');
  const inOrder = offeredChoices(question, answers)
    .map((c) => c.id)
    .filter((id) => chosen.includes(id));
  return value !== '' && inOrder.join('|') === value && (chosen.length === 1 || !chosen.some((id) => question.exclusive?.includes(id) === true));
}

/** Where a rating may lie with these answers: on the side that was decided, or on the whole scale. */
export function rangeOf(question: Question, answers: Answers): { readonly minimum: number; readonly maximum: number } {
  return question.sides?.find((side) => holds(side.when, answers)) ?? { minimum: minimumOf(question), maximum: maximumOf(question) };
}

export function minimumOf(question: Question): number {
  return question.minimum ?? 0;
}

export function maximumOf(question: Question): number {
  return question.maximum ?? 100;
}

export interface Kept {
  readonly answers: Answers;
  /** Questions whose answers went, because they are no longer asked or the choice is no longer offered. */
  readonly cleared: readonly string[];
}

/** Keeps the answers that still stand. Dropping one can drop another, so this goes on until nothing changes. */
export function keepAnswersThatStand(questions: readonly Question[], answers: Answers): Kept {
  let kept: Answers = answers;
  const cleared: string[] = [];
  for (;;) {
    const gone = Object.keys(kept).find((id) => {
      const question = askedQuestions(questions, kept).find((q) => q.id === id);
      const value = kept[id];
      return question === undefined || value === undefined || !canAnswer(question, value, kept);
    });
    if (gone === undefined) {
      return { answers: kept, cleared };
    }
    cleared.push(gone);
    kept = Object.fromEntries(Object.entries(kept).filter(([id]) => id !== gone));
  }
}

/** The required questions that are asked and have no answer, in their order. */
export function missingAnswers(questions: readonly Question[], answers: Answers): Question[] {
  return askedQuestions(questions, answers).filter((q) => {
    const answer = answers[q.id];
    return answer === undefined ? (q.required ?? true) : q.kind === 'marks' && (readMarks(answer) ?? []).some((mark) => isOpen(q, mark));
  });
}

/** Whether a mark is not rated yet, or lacks an answer to what is asked of each mark. */
export function isOpen({ perMark = [] }: Question, { rating, answers }: Mark): boolean {
  return rating === null || missingAnswers(perMark, answersFromServer(perMark, answers)).length > 0;
}

/** The answers as the server tells them: a rating's digits become a number. */
export function answersFromServer(questions: readonly Question[], told: Readonly<Record<string, AnswerValue>>): Answers {
  const ratings = new Set(questions.filter((q) => q.kind === 'rating').map((q) => q.id));
  return Object.fromEntries(Object.entries(told).map(([id, value]) => [id, ratings.has(id) ? Number(value) : value]));
}
