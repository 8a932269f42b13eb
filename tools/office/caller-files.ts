import { basename, resolve } from 'node:path';

/** npm runs scripts in the project's folder; a path means what it meant where the command was typed. */
export const fromCaller = (path: string): string => resolve(process.env.INIT_CWD ?? process.cwd(), path);

/** Files by their last part; by their path where two are called the same. The same path twice is one file. */
export function fileNamesOf(paths: readonly string[]): readonly (readonly [path: string, name: string])[] {
  const distinct = [...new Set(paths.map(fromCaller))];
  const names = distinct.map((path) => basename(path));
  return distinct.map((path, at) => {
    const name = names[at] as string;
    return [path, names.indexOf(name) === names.lastIndexOf(name) ? name : path];
  });
}
