import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

export interface WebFont {
  /** Rules with `unicode-range`: a page loads only the parts whose characters it shows. */
  readonly css: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

let loaded: Promise<WebFont> | undefined;

/** Noto Sans SC, so that Chinese shows on a machine without any CJK font. */
export function loadWebFont(): Promise<WebFont> {
  loaded ??= readWebFont();
  return loaded;
}

async function readWebFont(): Promise<WebFont> {
  const entry = createRequire(import.meta.url).resolve('@fontsource-variable/noto-sans-sc/wght.css');
  const folder = path.join(path.dirname(entry), 'files');
  const css = await readFile(entry, 'utf8');
  const used = new Set([...css.matchAll(/url\(\.\/files\/([^)]+)\)/g)].map((match) => match[1]));
  const names = (await readdir(folder)).filter((name) => used.has(name));
  const files = await Promise.all(
    names.map(
      async (name): Promise<[string, Uint8Array]> => [
        `fonts/${name}`,
        await readFile(path.join(folder, name)),
      ],
    ),
  );
  return { css: css.replaceAll('./files/', './'), files: new Map(files) };
}
