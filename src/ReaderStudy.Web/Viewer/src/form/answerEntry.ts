import type { AnswerSheet } from './answerSheet';
import { isOneChoice, offeredChoices, rangeOf } from './asked';
import { DigitEntry } from './digitEntry';
import { canonicalNumber } from './numberAnswer';
import { toggled } from './several';
import { TypedNumber } from './typedNumber';

/** What keys do to the current question of a sheet. */
export class AnswerEntry {
  private readonly digits: DigitEntry;
  private readonly number: TypedNumber;

  constructor(
    private readonly sheet: AnswerSheet,
    now: () => number,
  ) {
    this.digits = new DigitEntry(now);
    this.number = new TypedNumber(now);
  }

  /** A digit answers the current question: the choice with that number, or the next digit of a rating or number, which may have a point and a sign. */
  typeDigit(digit: string): void {
    const question = this.sheet.current;
    if (question?.kind === 'number') {
      const text = this.number.type(question.id, digit);
      this.sheet.typed(question.id, canonicalNumber(text, question.decimals ?? 0), text, this.number.stroke);
    } else if (!/^[0-9]$/.test(digit) || question === null) {
      return;
    } else if (question.kind === 'multiple') {
      this.digits.end();
      this.toggle(question.id, offeredChoices(question, this.sheet.answers)[Number(digit) - 1]?.id);
    } else if (isOneChoice(question)) {
      const choice = offeredChoices(question, this.sheet.answers)[Number(digit) - 1];
      if (choice !== undefined) {
        this.digits.end();
        this.sheet.answer(question.id, choice.id);
      }
    } else if (question.kind === 'rating') {
      const value = this.digits.type(question.id, this.standing(question.id), digit, rangeOf(question, this.sheet.answers).maximum);
      this.sheet.typed(question.id, value, String(value), this.digits.stroke);
    }
  }

  /** Takes one of several choices in or out. */
  toggle(questionId: string, choice: string | undefined): void {
    const question = this.sheet.asked.find((q) => q.id === questionId);
    if (question === undefined || choice === undefined) {
      return;
    }
    const value = toggled(question, choice, this.sheet.answers);
    if (value === null) {
      this.sheet.clear(question.id);
    } else {
      this.sheet.answer(question.id, value);
    }
  }

  /** What stands in the field of a number. */
  typeText(questionId: string, text: string, stroke: string): void {
    const question = this.sheet.asked.find((q) => q.id === questionId);
    this.number.end();
    if (question !== undefined) {
      this.sheet.typed(questionId, canonicalNumber(text, question.decimals ?? 0), text, stroke);
    }
  }

  /** Takes back the last digit of a rating, or the answer of a choice. */
  erase(): void {
    const question = this.sheet.current;
    if (question === null || question.kind === 'text') {
      return;
    }
    if (question.kind === 'number') {
      const text = this.number.erase(question.id);
      if (text === null) {
        this.sheet.clear(question.id);
      } else {
        this.sheet.typed(question.id, canonicalNumber(text, question.decimals ?? 0), text, this.number.stroke);
      }
      return;
    }
    const value = question.kind === 'rating' ? this.digits.erase(question.id, this.standing(question.id)) : null;
    if (value === null) {
      this.sheet.clear(question.id);
    } else {
      this.sheet.typed(question.id, value, String(value), this.digits.stroke);
    }
  }

  /** Moves the current rating or number; the first move sets it to the middle. */
  changeRating(by: number): void {
    const question = this.sheet.current;
    if (question?.kind !== 'rating' && question?.kind !== 'number') {
      return;
    }
    this.digits.end();
    this.number.end();
    const { minimum, maximum } = rangeOf(question, this.sheet.answers);
    const { [question.id]: value } = this.sheet.answers;
    const next = Math.min(maximum, Math.max(minimum, value === undefined ? Math.round((minimum + maximum) / 2) : Number(value) + by));
    const answer = question.kind === 'rating' ? next : canonicalNumber(next.toFixed(question.decimals ?? 0), question.decimals ?? 0);
    this.sheet.answer(question.id, answer ?? next, `arrows-${question.id}`);
  }

  /** The digits that stand in a rating, answer or not yet; null: none. */
  private standing(id: string): string | null {
    const { [id]: answer } = this.sheet.answers;
    return this.sheet.pendingOf(id) ?? (answer === undefined ? null : String(answer));
  }
}
