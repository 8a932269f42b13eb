import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PaperAssets } from './typst';

/** Folder beside a bundle's index.js that `copyPaperAssets` fills. */
export const BUNDLED_ASSETS = 'papers';

/** Templates and fonts as they lie beside a function's bundle. @param bundleDir its `__dirname` */
export function bundledPaperAssets(bundleDir: string): PaperAssets {
  const templateDir = join(bundleDir, BUNDLED_ASSETS);
  const fonts = readdirSync(templateDir)
    .filter((name) => name.endsWith('.ttf'))
    .sort()
    .map((name) => join(templateDir, name));
  return { templateDir, fonts };
}
