import { lineAt } from './problems';

/** One file naming another. */
export interface Reference {
  readonly target: string;
  readonly line: number;
}

const WXML_SOURCE = /<(?:import|include|wxs)\b[^>]*?\bsrc\s*=\s*["']([^"']+)["']/g;
const WXSS_IMPORT = /@import\s+(?:url\()?\s*["']([^"']+)["']/g;
const WXS_REQUIRE = /\brequire\(\s*["']([^"']+)["']\s*\)/g;

export const wxmlReferences = (source: string): Reference[] =>
  matches(blank(source, /<!--[\s\S]*?-->/g), WXML_SOURCE);

export const wxssReferences = (source: string): Reference[] =>
  matches(blank(source, /\/\*[\s\S]*?\*\//g), WXSS_IMPORT);

export const wxsReferences = (source: string): Reference[] =>
  matches(blank(source, /\/\*[\s\S]*?\*\/|\/\/[^\n]*/g), WXS_REQUIRE);

/** Components that a page's, a component's or the app's JSON declares. */
export function jsonComponents(config: unknown, source: string): Reference[] {
  const named = {
    ...recordAt(config, 'usingComponents'),
    ...Object.fromEntries(
      Object.entries(recordAt(config, 'componentGenerics')).map(([name, generic]) => [
        name,
        typeof generic === 'object' && generic !== null ? Reflect.get(generic, 'default') : undefined,
      ]),
    ),
  };
  return Object.values(named).flatMap((target) =>
    typeof target === 'string' ? [{ target, line: lineAt(source, source.indexOf(`"${target}"`)) }] : [],
  );
}

export function recordAt(value: unknown, key: string): Record<string, unknown> {
  const field: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return typeof field === 'object' && field !== null ? (field as Record<string, unknown>) : {};
}

const matches = (source: string, pattern: RegExp): Reference[] =>
  [...source.matchAll(pattern)].map((match) => ({
    target: match[1] ?? '',
    line: lineAt(source, match.index),
  }));

/** Comments out, lines kept. */
const blank = (source: string, pattern: RegExp) =>
  source.replace(pattern, (comment) => comment.replace(/[^\n]/g, ' '));
