import type { AnswerSheet } from './answerSheet';
import { maximumOf, minimumOf, offeredChoices } from './asked';
import { DigitEntry } from './digitEntry';

/** What keys do to the current question of a sheet. */
export class AnswerEntry {
  private readonly digits: DigitEntry;

  constructor(
    private readonly sheet: AnswerSheet,
    now: () => number,
  ) {
    this.digits = new DigitEntry(now);
  }

  /** A digit answers the current question: the choice with that number, or the next digit of a rating. */
  typeDigit(digit: string): void {
    const question = this.sheet.current;
    if (question?.kind === 'choice') {
      const choice = offeredChoices(question, this.sheet.answers)[Number(digit) - 1];
      if (choice !== undefined) {
        this.digits.end();
        this.sheet.answer(question.id, choice.id);
      }
    } else if (question?.kind === 'rating') {
      const value = this.digits.type(digit, maximumOf(question));
      this.sheet.answer(question.id, value, this.digits.stroke);
    }
  }

  /** Takes back the last digit of a rating, or the answer of a choice. */
  erase(): void {
    const question = this.sheet.current;
    if (question === null || question.kind === 'text') {
      return;
    }
    const value = question.kind === 'rating' ? this.digits.erase() : null;
    if (value === null || !this.sheet.answer(question.id, value, this.digits.stroke)) {
      this.sheet.clear(question.id);
    }
  }

  /** Moves the current rating; the first move sets it to the middle. */
  changeRating(by: number): void {
    const question = this.sheet.current;
    if (question?.kind !== 'rating') {
      return;
    }
    this.digits.end();
    const [low, high] = [minimumOf(question), maximumOf(question)];
    const value = this.sheet.answers[question.id];
    const next = typeof value === 'number' ? value + by : Math.round((low + high) / 2);
    this.sheet.answer(question.id, Math.min(high, Math.max(low, next)), `arrows-${question.id}`);
  }
}
