import type { Answers, AnswerValue, Question } from '../contract';
import { askedQuestions, canAnswer, isOneChoice, keepAnswersThatStand, missingAnswers } from './asked';

interface Step {
  readonly before: Answers;
  after: Answers;
  /** Steps of one stroke (the digits of a number, a drag) are undone together. */
  readonly stroke: string | null;
}

export interface SheetChange {
  readonly cleared: readonly Question[];
  /** See `answer`. */
  readonly stroke: string | null;
}

/** The answers to one case: what is asked, which question is the current one, undo and redo. Draws nothing. */
export class AnswerSheet {
  private values: Answers;
  private done: Step[] = [];
  private undone: Step[] = [];
  private currentId: string | null;
  /** By question: what was typed and is no answer yet. It stays until it is one, or is taken back. */
  private readonly typing = new Map<string, string>();
  private readonly listeners = new Set<(change: SheetChange) => void>();

  constructor(
    readonly questions: readonly Question[],
    answers: Answers,
  ) {
    this.values = keepAnswersThatStand(questions, answers).answers;
    // Where nothing must be answered, what may be is begun with.
    this.currentId = this.missing[0]?.id ?? this.asked.find((q) => this.values[q.id] === undefined)?.id ?? this.firstOpenId();
  }

  get answers(): Answers {
    return this.values;
  }

  get asked(): Question[] {
    return askedQuestions(this.questions, this.values);
  }

  get missing(): Question[] {
    return missingAnswers(this.questions, this.values);
  }

  /** The question that keys answer; null when nothing is asked. */
  get current(): Question | null {
    return this.asked.find((q) => q.id === this.currentId) ?? this.asked.at(-1) ?? null;
  }

  /** What was typed for a question and is no answer yet; null: nothing. */
  pendingOf(questionId: string): string | null {
    return this.typing.get(questionId) ?? null;
  }

  /** Asked questions in which something is typed that is no answer yet. */
  get unfinished(): Question[] {
    return this.asked.filter((q) => (this.pendingOf(q.id) ?? '') !== '');
  }

  onChange(listener: (change: SheetChange) => void): void {
    this.listeners.add(listener);
  }

  goTo(questionId: string): void {
    if (this.currentId !== questionId && this.asked.some((q) => q.id === questionId)) {
      this.currentId = questionId;
      this.tell([]);
    }
  }

  /** Answers a question; a choice moves on to the next open question. Returns false when the value cannot answer it. */
  answer(questionId: string, value: AnswerValue, stroke: string | null = null): boolean {
    const question = this.asked.find((q) => q.id === questionId);
    if (question === undefined || !canAnswer(question, value, this.values)) {
      return false;
    }
    this.currentId = questionId;
    this.typing.delete(questionId);
    this.apply({ ...this.values, [questionId]: value }, stroke);
    if (isOneChoice(question)) {
      this.moveOn();
    }
    return true;
  }

  /** What is typed answers the question, or stays on the page until it does; the answer that it takes the place of is gone. */
  typed(questionId: string, value: AnswerValue | null, text: string, stroke: string): void {
    if (value === null || !this.answer(questionId, value, stroke)) {
      this.typing.set(questionId, text);
      if (!this.drop(questionId, stroke)) {
        this.tell([]);
      }
    }
  }

  /** Takes an answer back, and what was typed in its place. */
  clear(questionId: string, stroke: string | null = null): void {
    const waited = this.typing.delete(questionId);
    if (!this.drop(questionId, stroke) && waited) {
      this.tell([]);
    }
  }

  undo(): boolean {
    return this.travel(this.done, this.undone, (step) => step.before);
  }

  redo(): boolean {
    return this.travel(this.undone, this.done, (step) => step.after);
  }

  /** False when there was no answer. */
  private drop(questionId: string, stroke: string | null): boolean {
    if (this.values[questionId] === undefined) {
      return false;
    }
    this.currentId = questionId;
    this.apply(Object.fromEntries(Object.entries(this.values).filter(([id]) => id !== questionId)), stroke);
    return true;
  }

  private apply(wanted: Answers, stroke: string | null): void {
    const { answers, cleared } = keepAnswersThatStand(this.questions, wanted);
    const last = this.done.at(-1);
    if (sameAnswers(answers, this.values)) {
      this.tell([]);
      return;
    }
    if (last !== undefined && stroke !== null && last.stroke === stroke) {
      last.after = answers;
    } else {
      this.done.push({ before: this.values, after: answers, stroke });
    }
    this.undone = [];
    this.values = answers;
    this.forgetUnasked();
    this.tell(cleared, stroke);
  }

  private travel(from: Step[], to: Step[], side: (step: Step) => Answers): boolean {
    const step = from.pop();
    if (step === undefined) {
      return false;
    }
    to.push(step);
    this.values = side(step);
    const touched = this.questions.filter((q) => step.before[q.id] !== step.after[q.id]);
    // What is typed where the reader is goes with the stroke; what waits in other questions stays.
    [this.currentId ?? '', ...touched.map((q) => q.id)].forEach((id) => this.typing.delete(id));
    this.forgetUnasked();
    this.currentId = touched[0]?.id ?? this.currentId;
    this.tell([]);
    return true;
  }

  private forgetUnasked(): void {
    const asked = this.asked.map((q) => q.id);
    [...this.typing.keys()].filter((id) => !asked.includes(id)).forEach((id) => this.typing.delete(id));
  }

  private moveOn(): void {
    const asked = this.asked;
    const here = asked.findIndex((q) => q.id === this.currentId);
    const next = asked.slice(here + 1).find((q) => this.values[q.id] === undefined);
    const nextId = next?.id ?? this.firstOpenId();
    if (nextId !== null && nextId !== this.currentId) {
      this.currentId = nextId;
      this.tell([]);
    }
  }

  private firstOpenId(): string | null {
    return this.missing[0]?.id ?? this.asked.at(-1)?.id ?? null;
  }

  private tell(clearedIds: readonly string[], stroke: string | null = null): void {
    const cleared = this.questions.filter((q) => clearedIds.includes(q.id));
    this.listeners.forEach((listener) => listener({ cleared, stroke }));
  }
}

export function sameAnswers(a: Answers, b: Answers): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((k) => a[k] === b[k]);
}
