import { definition } from './definition';

/** 深色: the system's choice where app.json says `darkmode`, with the `@names` of theme.json. */

export type Theme = 'light' | 'dark';

const query = matchMedia('(prefers-color-scheme: dark)');

export function currentTheme(): Theme {
  return definition().app.darkmode === true && query.matches ? 'dark' : 'light';
}

export function listenForTheme(changed: (theme: Theme) => void): void {
  query.addEventListener('change', () => {
    if (definition().app.darkmode === true) changed(currentTheme());
  });
}

/** A colour, image or word of a JSON, `@name` looked up. */
export function themed(value: unknown): string {
  if (typeof value !== 'string') return '';
  if (!value.startsWith('@')) return value;
  return definition().theme?.[currentTheme()]?.[value.slice(1)] ?? '';
}
