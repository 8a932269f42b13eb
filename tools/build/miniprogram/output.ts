import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

export interface Size {
  /** 'main' or the root of a subpackage. */
  readonly name: string;
  readonly bytes: number;
}

type Files = ReadonlyMap<string, string | Uint8Array>;

/**
 * Makes `outDir` hold exactly these files and touches only what differs, so that whoever watches by time
 * sees real changes.
 *
 * @returns how many files were written
 */
export async function writeFiles(outDir: string, files: Files): Promise<number> {
  await mkdir(outDir, { recursive: true });
  const entries = await readdir(outDir, { recursive: true, withFileTypes: true });
  await Promise.all(
    entries.map(async (entry) => {
      const file = path.join(entry.parentPath, entry.name);
      const name = path.relative(outDir, file).replaceAll(path.sep, '/');
      if (entry.isFile() && !files.has(name)) await rm(file, { force: true });
    }),
  );
  const written = await Promise.all(
    [...files].map(async ([name, content]) => {
      const file = path.join(outDir, name);
      const bytes = Buffer.from(content);
      const present = await readFile(file).catch(() => null);
      if (present?.equals(bytes)) return 0;
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, bytes);
      return 1;
    }),
  );
  return written.reduce<number>((sum, count) => sum + count, 0);
}

/** Bytes of the main package and of each subpackage, before WeChat minifies and compresses. */
export function sizesOf(files: Files): Size[] {
  const config = JSON.parse(Buffer.from(files.get('app.json') ?? '{}').toString('utf8')) as {
    subPackages?: { root: string }[];
    subpackages?: { root: string }[];
  };
  const roots = (config.subpackages ?? config.subPackages ?? []).map(({ root }) => root.replace(/\/+$/, ''));
  const sizes = new Map<string, number>([['main', 0], ...roots.map((root): [string, number] => [root, 0])]);
  for (const [name, content] of files) {
    const owner = roots.find((root) => name.startsWith(`${root}/`)) ?? 'main';
    sizes.set(owner, (sizes.get(owner) ?? 0) + Buffer.byteLength(content));
  }
  return [...sizes].map(([name, bytes]) => ({ name, bytes }));
}
