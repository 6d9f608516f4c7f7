/** What was made for keys, kept for the keys that were asked for last. */
export class LastUsed<K extends object, V> {
  private readonly made = new Map<K, V>();

  /** @param most So many are kept. */
  constructor(private readonly most: number) {}

  of(key: K, make: () => V): V {
    const value = this.made.get(key) ?? make();
    // A map keeps the order in which its keys came: the newest is the last.
    this.made.delete(key);
    this.made.set(key, value);
    const [oldest] = this.made.keys();
    if (this.made.size > this.most && oldest !== undefined) {
      this.made.delete(oldest);
    }
    return value;
  }

  /** Keeps nothing any more. */
  clear(): void {
    this.made.clear();
  }
}
