/** Turns wheel movement into whole slices: a notch of a mouse wheel is one, a trackpad's small steps add up. */
export class WheelSteps {
  private rest = 0;

  /** `deltaMode` as in WheelEvent: 0 pixels, 1 lines, 2 pages. */
  steps(deltaY: number, deltaMode: number): number {
    if (deltaMode !== 0 || Math.abs(deltaY) >= 50) {
      this.rest = 0;
      return Math.sign(deltaY);
    }
    if (Math.sign(deltaY) !== Math.sign(this.rest)) {
      this.rest = 0;
    }
    this.rest += deltaY / 30;
    const whole = Math.trunc(this.rest);
    this.rest -= whole;
    return whole === 0 ? 0 : whole;
  }
}
