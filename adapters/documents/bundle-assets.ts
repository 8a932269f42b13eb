import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, stat, utimes } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { BUNDLED_ASSETS } from './bundled-assets';
import { fontLicenceFile, sourcePaperAssets } from './fonts';

/** Native package: esbuild leaves it out (`external`), and this copies it beside the bundle. */
export const PAPERS_EXTERNAL = ['@myriaddreamin/typst-ts-node-compiler'] as const;

/** CloudBase's Node functions run on 64-bit Intel Linux with glibc: only this binary goes in. */
const CLOUD_BINARY = '@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu';

export interface CopiedAssets {
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
  readonly bytes: number;
  /**
   * Packages that a deployment needs and this machine lacks: npm installs native binaries of its own platform
   * only. The bundle still runs here, where the search for packages goes on in the project's node_modules.
   */
  readonly missing: readonly string[];
}

/** Below this a file is copied each time: npm gives every file of every version one and the same date. */
const ALWAYS_COPIED_BELOW = 1_000_000;

async function copyIfNewer(from: string, to: string): Promise<number> {
  const source = await stat(from);
  const target = await stat(to).catch(() => null);
  const isLarge = source.size >= ALWAYS_COPIED_BELOW;
  if (isLarge && target?.size === source.size && target.mtimeMs >= source.mtimeMs) return source.size;
  await mkdir(dirname(to), { recursive: true });
  await copyFile(from, to, constants.COPYFILE_FICLONE);
  // copyFile leaves the clock's time; a clock behind the package's date would copy 80 MB at each build.
  await utimes(to, source.atime, new Date(Math.ceil(source.mtimeMs)));
  return source.size;
}

/** The files of an npm package that run, without declarations. */
async function packageFiles(root: string): Promise<string[]> {
  const names = await readdir(root);
  return names
    .filter((name) => /^(package\.json|LICENSE)$|\.(js|node)$/.test(name))
    .map((name) => join(root, name));
}

/**
 * Copies what the papers function needs beside its index.js: `papers/` with templates, fonts and their licence,
 * `node_modules/` with the typst compiler and its Linux binary. A large file already there and unchanged is left.
 *
 * @param outDir the function's folder in dist
 */
export async function copyPaperAssets(outDir: string): Promise<CopiedAssets> {
  const assets = sourcePaperAssets();
  const templates = (await readdir(assets.templateDir)).filter((name) => name.endsWith('.typ'));
  const copies: { from: string; to: string }[] = [
    ...templates.map((name) => join(assets.templateDir, name)),
    ...assets.fonts,
    fontLicenceFile(),
  ].map((from) => ({ from, to: join(BUNDLED_ASSETS, basename(from)) }));

  const fromHere = createRequire(import.meta.url);
  const missing: string[] = [];
  for (const name of [...PAPERS_EXTERNAL, CLOUD_BINARY]) {
    let root: string;
    try {
      root = dirname(fromHere.resolve(`${name}/package.json`));
    } catch {
      missing.push(name);
      continue;
    }
    for (const from of await packageFiles(root)) {
      copies.push({ from, to: join('node_modules', name, basename(from)) });
    }
  }

  const files: { path: string; bytes: number }[] = [];
  for (const { from, to } of copies)
    files.push({ path: to, bytes: await copyIfNewer(from, join(outDir, to)) });
  return { files, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0), missing };
}
