import type { TextStore } from './unsavedStore';

/**
 * Keeps in the tab and in the browser: a reload finds what the tab kept, and after a crash, or in a new tab, what the browser kept. What is
 * forgotten is forgotten in both.
 */
export class SturdyStore implements TextStore {
  constructor(
    private readonly tab: TextStore,
    private readonly browser: TextStore,
  ) {}

  getItem(key: string): string | null {
    return this.tab.getItem(key) ?? this.browser.getItem(key);
  }

  setItem(key: string, value: string): void {
    this.tab.setItem(key, value);
    this.browser.setItem(key, value);
  }

  removeItem(key: string): void {
    this.tab.removeItem(key);
    this.browser.removeItem(key);
  }
}
