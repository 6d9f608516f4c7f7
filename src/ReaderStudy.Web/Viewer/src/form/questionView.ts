import type { AnswerValue, Answers, Question } from '../contract';

/** What a question's control tells its panel. */
export interface QuestionEvents {
  /** Changes with the same stroke are undone together. */
  answer(questionId: string, value: AnswerValue, stroke: string | null): void;
  clear(questionId: string, stroke: string | null): void;
  goTo(questionId: string): void;
  /** Takes one of several choices in or out. */
  toggle(questionId: string, choice: string): void;
  /** What stands in the field of a number, answer or not yet. */
  typed(questionId: string, text: string, stroke: string): void;
  /** Opens the aid of a question. */
  aid(questionId: string): void;
}

export interface QuestionState {
  readonly answers: Answers;
  readonly asked: boolean;
  readonly current: boolean;
  /** The answer is shown and cannot be changed. */
  readonly readOnly: boolean;
  /** What was typed and is no answer yet; null: nothing. */
  readonly pending: string | null;
}

/** The control of one question on the page. */
export interface QuestionView {
  readonly question: Question;
  readonly root: HTMLElement;
  /** What takes the keyboard's focus when the question becomes the current one. */
  readonly focusTarget: HTMLElement;
  show(state: QuestionState): void;
}
