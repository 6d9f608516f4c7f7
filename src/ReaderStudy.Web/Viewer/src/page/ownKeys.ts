import { setKeyLabels } from '../dom/element';
import type { TextStore } from '../saving/unsavedStore';
import { type Binding, bindings, type KeyTable, shownKey, tableOf } from './keyMap';

const storeKey = 'reading.keys';
/** Keys that stay what they are: those that type answers, move the focus and close sheets, and what browsers keep for themselves. */
const taken = /^(?:Ctrl\+)?(?:Shift\+)?(?:[0-9.,-]|Tab|Enter|Escape|F[0-9]+|Shift|Control|Alt|Meta|AltGraph|CapsLock|Dead|Unidentified)$/;

/** The person's keys: the standard ones, with those that they gave to commands themselves. Kept in this browser. */
export class OwnKeys {
  private own: Readonly<Record<string, readonly string[]>>;
  private known: readonly Binding[] = bindings;
  private current: KeyTable;

  constructor(private readonly store: TextStore) {
    this.own = this.read();
    this.current = this.renew();
  }

  get table(): KeyTable {
    return this.current;
  }

  /** Every command with the keys that it has now. */
  get list(): readonly Binding[] {
    return this.known;
  }

  get changed(): boolean {
    return Object.keys(this.own).length > 0;
  }

  /** Why the key cannot be given to a command; null: it can. */
  refusal(key: string): string | null {
    if (taken.test(key)) {
      return `${shownKey(key)} keeps its meaning. Press another key.`;
    }
    return key.startsWith('Ctrl+') && !this.current.has(key) ? 'The browser keeps what is pressed with Ctrl. Press another key.' : null;
  }

  /** The other command that has the key; null: none. */
  holderOf(key: string, id: string): Binding | null {
    const holder = this.current.get(key);
    return holder === undefined || holder.id === id ? null : holder;
  }

  /** Gives the key to a command, which keeps of its others those with Ctrl, and takes it from the command that had it. */
  give(id: string, key: string): void {
    const holder = this.holderOf(key, id);
    if (holder?.fixed === true) {
      return;
    }
    const others = holder === null ? {} : { [holder.id]: holder.keys.filter((k) => k !== key) };
    const kept = this.known.find((b) => b.id === id)?.keys.filter((k) => k.startsWith('Ctrl+') && k !== key) ?? [];
    this.write({ ...this.own, ...others, [id]: [key, ...kept] });
  }

  reset(): void {
    this.write({});
  }

  private write(own: Readonly<Record<string, readonly string[]>>): void {
    this.own = own;
    this.current = this.renew();
    try {
      this.store.setItem(storeKey, JSON.stringify(own));
    } catch {
      // Without a store they hold until the page is left.
    }
  }

  private renew(): KeyTable {
    const given = new Set(Object.values(this.own).flat());
    // A key that the person gave away is not taken back by a command that has come since.
    this.known = bindings.map((b) => (b.fixed === true ? b : { ...b, keys: this.own[b.id] ?? b.keys.filter((key) => !given.has(key)) }));
    const labels = bindings.flatMap((binding, i) => {
      const [first] = binding.keys;
      return first === undefined ? [] : [[shownKey(first), shownKey(this.known[i]?.keys[0] ?? '')] as const];
    });
    setKeyLabels(new Map(labels));
    return tableOf(this.known);
  }

  private read(): Readonly<Record<string, readonly string[]>> {
    try {
      const kept: unknown = JSON.parse(this.store.getItem(storeKey) ?? '{}');
      const entries = Object.entries(kept ?? {}).filter(
        (entry): entry is [string, string[]] => Array.isArray(entry[1]) && entry[1].every((key) => typeof key === 'string' && !taken.test(key)),
      );
      return Object.fromEntries(entries);
    } catch {
      return {};
    }
  }
}
