/** An element with attributes and children, for the runtime's own surface. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export const errorOf = (thrown: unknown): Error => {
  if (thrown instanceof Error) return thrown;
  const text = typeof thrown === 'object' && thrown !== null ? JSON.stringify(thrown) : String(thrown);
  return new Error(text);
};
