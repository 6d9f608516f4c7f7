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
    key === null ? null : element('kbd', '', { 'aria-hidden': 'true' }, [key]),
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
