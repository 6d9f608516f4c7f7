/** Does something at once, and what is asked of it in the same frame once more, at the beginning of the next. */
export class OncePerFrame {
  private request: number | null = null;
  private again = false;

  constructor(private readonly act: () => void) {}

  ask(): void {
    if (this.request !== null) {
      this.again = true;
      return;
    }
    this.again = false;
    this.request = requestAnimationFrame(() => {
      this.request = null;
      if (this.again) {
        this.ask();
      }
    });
    this.act();
  }
}
