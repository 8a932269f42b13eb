import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../miniprogram');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const app = JSON.parse(read('app.json')) as {
  pages: string[];
  subpackages: { root: string; pages: string[] }[];
};
const pages = [
  ...app.pages,
  ...app.subpackages.flatMap(({ root: at, pages: of }) => of.map((page) => `${at}/${page}`)),
];

describe('every page', () => {
  it.each(pages)('%s is complete and stands in the page frame', (page) => {
    for (const ending of ['.ts', '.json', '.wxml'])
      expect(existsSync(path.join(root, page + ending))).toBe(true);
    expect(read(`${page}.wxml`).startsWith('<page-frame')).toBe(true);
  });

  it.each(pages)('%s never cuts pinyin under composition', (page) => {
    const fields = read(`${page}.wxml`).match(/<(input|textarea)[^>]*>/g) ?? [];
    for (const field of fields) expect(field).toContain('maxlength="-1"');
  });

  it.each(pages)('%s gives a role to everything that can be tapped', (page) => {
    const tapped = read(`${page}.wxml`).match(/<view[^>]*bind:tap[^>]*>/g) ?? [];
    for (const element of tapped) expect(element).toContain('aria-role');
  });

  it.each(pages)('%s can be pulled down if and only if it is read anew then', (page) => {
    const config = JSON.parse(read(`${page}.json`)) as { enablePullDownRefresh?: boolean };
    const answers = /\.\.\.asksAgainOnPull\b|\bonPullDownRefresh\(/.test(read(`${page}.ts`));
    expect(config.enablePullDownRefresh ?? false).toBe(answers);
  });
});
