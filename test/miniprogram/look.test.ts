import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../miniprogram');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

const [lightSheet = '', darkSheet = ''] = read('styles/tokens.wxss').split(
  '@media (prefers-color-scheme: dark)',
);
const tokensOf = (sheet: string) =>
  Object.fromEntries(
    [...sheet.matchAll(/(--[\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, color]) => [name, color]),
  );
const light = tokensOf(lightSheet);
const themes: Record<string, Record<string, string | undefined>> = {
  light,
  dark: { ...light, ...tokensOf(darkSheet) },
};

/** Relative luminance, WCAG 2. */
function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark = 0, bright = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (bright + 0.05) / (dark + 0.05);
}

const ON_PAPER = ['--paper', '--sheet', '--sunken'];
const PAIRS: readonly (readonly [string, string])[] = [
  ...ON_PAPER.flatMap((ground) =>
    ['--ink', '--ink-soft', '--ink-faint', '--brand'].map((ink) => [ink, ground] as const),
  ),
  ...['--late', '--due', '--done'].map((ink) => [ink, '--sheet'] as const),
  ...['brand', 'late', 'due', 'done', 'calm', 'tier-1', 'tier-2', 'tier-3'].map(
    (state) => [`--${state}`, `--${state}-tint`] as const,
  ),
  ['--on-brand', '--brand'],
  ['--on-brand', '--brand-pressed'],
  ['--ink', '--pressed'],
];

describe.each(['light', 'dark'])('%s: every text can be read (4.5 : 1)', (theme) => {
  it.each(PAIRS)('%s on %s', (ink, ground) => {
    const colors = themes[theme] ?? {};
    expect(contrast(colors[ink] ?? '#000000', colors[ground] ?? '#000000')).toBeGreaterThanOrEqual(4.5);
  });
});

it('app.json uses only variables that both themes define, and pictures that exist', () => {
  const theme = JSON.parse(read('theme.json')) as Record<'light' | 'dark', Record<string, string>>;
  const used = [...read('app.json').matchAll(/"@(\w+)"/g)].map(([, name = '']) => name);
  expect(used.length).toBeGreaterThan(0);
  for (const name of used) {
    for (const value of [theme.light[name], theme.dark[name]]) {
      expect(value).toBeDefined();
      if (value?.endsWith('.png')) expect(existsSync(path.join(root, value))).toBe(true);
    }
  }
});
