/** Milliseconds after which a stroke begins a new number. */
const pause = 1500;

/** Puts strokes together to a number that may have a sign and a decimal point; after a pause a new one begins. */
export class TypedNumber {
  private text = '';
  private of: string | null = null;
  private lastAt = Number.NEGATIVE_INFINITY;
  private strokes = 0;

  constructor(private readonly now: () => number) {}

  /** Names the number that is being typed. */
  get stroke(): string {
    return `number-${this.strokes}`;
  }

  /** @param of The question that is answered. */
  type(of: string, sign: string): string {
    const at = this.now();
    if (this.of !== of || at - this.lastAt > pause || this.text === '') {
      this.strokes += 1;
      this.text = '';
    }
    [this.of, this.lastAt] = [of, at];
    this.text += sign;
    return this.text;
  }

  /** Takes the last stroke back; null when none is left. */
  erase(of: string): string | null {
    this.text = this.of === of ? this.text.slice(0, -1) : '';
    this.lastAt = this.now();
    return this.text === '' ? null : this.text;
  }

  end(): void {
    this.text = '';
  }
}
