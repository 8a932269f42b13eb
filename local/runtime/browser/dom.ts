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

/** rpx and vh in an inline style. */
export function inlineUnits(style: string): string {
  if (!style.includes('rpx') && !style.includes('vh')) return style;
  return style.replace(
    /(url\((?:"[^"]*"|'[^']*'|[^)]*)\))|(-?(?:\d+\.?\d*|\.\d+))(rpx|vh)\b/g,
    (whole, url: string | undefined, amount: string, unit: string) => {
      if (url !== undefined) return whole;
      if (unit === 'vh') return `calc(var(--page-vh, 1vh) * ${amount})`;
      return `${Number((Number(amount) / 7.5).toFixed(5))}vw`;
    },
  );
}
