/** Milliseconds after which a digit begins a new number. */
const pause = 1500;

/**
 * Puts typed digits together to a number: 8 then 5 is 85. A digit begins a new number after a pause,
 * or when the longer number would be above the maximum (with 100 as maximum: 8, 5, 3 ends as 3).
 */
export class DigitEntry {
  private digits = '';
  private lastAt = Number.NEGATIVE_INFINITY;
  private strokes = 0;

  constructor(private readonly now: () => number) {}

  /** Names the number that is being typed. */
  get stroke(): string {
    return `digits-${this.strokes}`;
  }

  type(digit: string, maximum: number): number {
    const at = this.now();
    const longer = this.digits + digit;
    const goesOn = this.digits !== '' && this.digits !== '0' && at - this.lastAt <= pause && Number(longer) <= maximum;
    if (!goesOn) {
      this.strokes += 1;
    }
    this.digits = goesOn ? longer : digit;
    this.lastAt = at;
    return Number(this.digits);
  }

  /** Takes the last digit back; null when none is left. */
  erase(): number | null {
    this.digits = this.digits.slice(0, -1);
    this.lastAt = this.now();
    return this.digits === '' ? null : Number(this.digits);
  }

  end(): void {
    this.digits = '';
  }
}
