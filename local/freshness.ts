import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Everything that what is built is made from. */
const SOURCES = ['core', 'adapters', 'cloudfunctions', 'miniprogram', 'tools/build', 'package-lock.json'];

/** A short name of the sources as they are: any file added, removed or written changes it. */
export function sourceStamp(root: string): string {
  const hash = createHash('sha256');
  const visit = (file: string) => {
    const stat = statSync(file, { throwIfNoEntry: false });
    if (stat?.isDirectory()) {
      for (const name of readdirSync(file).sort()) visit(path.join(file, name));
    } else if (stat) {
      hash.update(`${path.relative(root, file)}\0${stat.mtimeMs}\0${stat.size}\0`);
    }
  };
  for (const source of SOURCES) visit(path.join(root, source));
  return hash.digest('hex');
}

const stampFile = (root: string) => path.join(root, '.cache', 'built');

export function isBuilt(root: string, stamp: string): boolean {
  const isThere = [
    'miniprogram/app.json',
    'cloudfunctions/api/index.js',
    'cloudfunctions/papers/index.js',
  ].every((file) => existsSync(path.join(root, 'dist', file)));
  return isThere && existsSync(stampFile(root)) && readFileSync(stampFile(root), 'utf8') === stamp;
}

export function rememberBuilt(root: string, stamp: string): void {
  mkdirSync(path.dirname(stampFile(root)), { recursive: true });
  writeFileSync(stampFile(root), stamp);
}
