import type { Answers, AnswerValue, Question } from '../contract';

/** An answer as its reader would say it: the choice's label, the number, the text. */
export function answerInWords(question: Question, value: AnswerValue): string {
  return question.choices?.find((c) => c.id === value)?.label ?? String(value);
}

export interface AnswerInWords {
  readonly questionId: string;
  readonly words: string;
}

/** The answers that were given, in the order of their questions. */
export function answersInWords(questions: readonly Question[], answers: Answers): AnswerInWords[] {
  return questions.flatMap((question) => {
    const value = answers[question.id];
    return value === undefined ? [] : [{ questionId: question.id, words: answerInWords(question, value) }];
  });
}

/** What questions are called in a sentence: without their mark at the end. */
export function namesOf(questions: readonly Question[]): string {
  return questions.map((q) => q.text.replace(/[?:]\s*$/, '')).join('; ');
}
