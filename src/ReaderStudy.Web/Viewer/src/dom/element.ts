type Child = Node | string | null;

/** A new element with a class, attributes and children; the page's only way to make markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  attributes: Readonly<Record<string, string>> = {},
  children: readonly Child[] = [],
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (className !== '') {
    made.className = className;
  }
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** A button that a mouse click does not focus, so that Enter goes on meaning what it meant. */
export function button(className: string, label: string, key: string | null, onClick: () => void): HTMLButtonElement {
  const made = element('button', className, { type: 'button' }, [
    element('span', '', {}, [label]),
    key === null ? null : keyLabel(key),
  ]);
  made.addEventListener('pointerdown', (event) => event.preventDefault());
  made.addEventListener('click', onClick);
  return made;
}

/** Sets a text only when it differs, so that screen readers do not repeat it. */
export function setText(node: HTMLElement, text: string): void {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

let keyLabels: ReadonlyMap<string, string> = new Map();

/** Says which key stands on controls from now on, by the key that the program gave them; what is on the page follows. */
export function setKeyLabels(now: ReadonlyMap<string, string>): void {
  keyLabels = now;
  if (typeof document !== 'undefined') {
    document.querySelectorAll<HTMLElement>('kbd[data-key]').forEach((kbd) => setText(kbd, ownKeyOf(kbd.dataset['key'] ?? '')));
  }
}

/** The key of a control, as the person has it. */
export function keyLabel(key: string): HTMLElement {
  return element('kbd', '', { 'aria-hidden': 'true', 'data-key': key }, [ownKeyOf(key)]);
}

/** What the key that the program gave a control is to the person. */
export function ownKeyOf(key: string): string {
  return keyLabels.get(key) ?? key;
}
