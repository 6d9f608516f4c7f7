import type { AnswerValue, Answers, Question } from '../contract';

/** What a question's control tells its panel. */
export interface QuestionEvents {
  /** Changes with the same stroke are undone together. */
  answer(questionId: string, value: AnswerValue, stroke: string | null): void;
  clear(questionId: string, stroke: string | null): void;
  goTo(questionId: string): void;
}

export interface QuestionState {
  readonly answers: Answers;
  readonly asked: boolean;
  readonly current: boolean;
  /** The answer is shown and cannot be changed. */
  readonly readOnly: boolean;
}

/** The control of one question on the page. */
export interface QuestionView {
  readonly question: Question;
  readonly root: HTMLElement;
  /** What takes the keyboard's focus when the question becomes the current one. */
  readonly focusTarget: HTMLElement;
  show(state: QuestionState): void;
}
