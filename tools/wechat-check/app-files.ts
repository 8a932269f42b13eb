import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

interface Config {
  readonly pages?: readonly string[];
  readonly subpackages?: readonly { readonly root: string; readonly pages: readonly string[] }[];
  readonly subPackages?: readonly { readonly root: string; readonly pages: readonly string[] }[];
  readonly usingComponents?: Readonly<Record<string, string>>;
}

/** A built mini-program as files. @param root e.g. dist/miniprogram */
export function openAppFiles(root: string) {
  const configs = new Map<string, Config>();
  const configOf = (name: string): Config => {
    const config = configs.get(name) ?? readConfig(path.join(root, `${name}.json`));
    configs.set(name, config);
    return config;
  };
  const app = configOf('app');
  const subpackages = app.subpackages ?? app.subPackages ?? [];

  return {
    /** Every page, the main package's first, e.g. pages/today/today. */
    pages: [
      ...(app.pages ?? []),
      ...subpackages.flatMap(({ root: folder, pages }) => pages.map((page) => path.posix.join(folder, page))),
    ],
    /** Every file by its name, e.g. pages/today/today.wxml. */
    files: readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
      .sort(),
    read: (name: string): string => readFileSync(path.join(root, name), 'utf8'),
    /** The component that a tag means in a page or component, its own word before the app's; or null. */
    pathOf(tag: string, owner: string): string | null {
      const own = configOf(owner).usingComponents?.[tag];
      const target = own ?? app.usingComponents?.[tag];
      if (target === undefined) return null;
      if (target.startsWith('/')) return target.slice(1);
      const from = own === undefined ? '' : path.posix.dirname(owner);
      const beside = path.posix.join(from, target);
      return existsSync(path.join(root, `${beside}.json`)) ? beside : `miniprogram_npm/${target}`;
    },
  };
}

/** What does not parse is reported where every file is looked at. */
function readConfig(file: string): Config {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Config;
  } catch {
    return {};
  }
}

export type AppFiles = ReturnType<typeof openAppFiles>;
