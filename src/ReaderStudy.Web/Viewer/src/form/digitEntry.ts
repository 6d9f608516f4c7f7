/** Milliseconds after which a digit begins a new number. */
const pause = 1500;

/**
 * Puts typed digits together to a number: 8 then 5 is 85. A digit begins a new number after a pause, in another question, where something else
 * stands than what was typed last, or when the longer number would be above the maximum (with 100 as maximum: 8, 5, 3 ends as 3).
 */
export class DigitEntry {
  private digits = '';
  private of: string | null = null;
  private lastAt = Number.NEGATIVE_INFINITY;
  private strokes = 0;

  constructor(private readonly now: () => number) {}

  /** Names the number that is being typed. */
  get stroke(): string {
    return `digits-${this.strokes}`;
  }

  /**
   * @param of The question that is answered.
   * @param standing What stands there now; null: nothing.
   */
  type(of: string, standing: string | null, digit: string, maximum: number): number {
    const at = this.now();
    const before = this.typedIn(of, standing);
    const longer = before + digit;
    const goesOn = before !== '' && before !== '0' && at - this.lastAt <= pause && Number(longer) <= maximum;
    if (!goesOn) {
      this.strokes += 1;
    }
    this.digits = goesOn ? longer : digit;
    [this.of, this.lastAt] = [of, at];
    return Number(this.digits);
  }

  /** Takes the last digit back; null when none is left, or when what stands there was not typed. */
  erase(of: string, standing: string | null): number | null {
    this.digits = this.typedIn(of, standing).slice(0, -1);
    this.lastAt = this.now();
    return this.digits === '' ? null : Number(this.digits);
  }

  end(): void {
    this.digits = '';
  }

  /** The digits that were typed, as long as they are what stands in the question. */
  private typedIn(of: string, standing: string | null): string {
    return this.of === of && this.digits === standing ? this.digits : '';
  }
}
