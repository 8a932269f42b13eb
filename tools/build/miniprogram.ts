import { existsSync, realpathSync, statSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { maskIcons, quotedNames } from './miniprogram/icons';
import { relink, transpile } from './miniprogram/modules';
import { type Size, sizesOf, writeFiles } from './miniprogram/output';
import {
  bundlePackages,
  COMPONENT_PACKAGES,
  entryPath,
  isAllowedPackage,
  packageOf,
} from './miniprogram/packages';
import { BuildError, lineAt } from './miniprogram/problems';
import {
  jsonComponents,
  type Reference,
  wxmlReferences,
  wxsReferences,
  wxssReferences,
} from './miniprogram/references';

export { BuildError } from './miniprogram/problems';

export interface MiniprogramOptions {
  /** The project's folder, with core/ and node_modules/. */
  readonly root: string;
  /** e.g. dist/miniprogram */
  readonly outDir: string;
  /** Where the mini-program's sources are; without it `<root>/miniprogram`. */
  readonly sourceDir?: string;
}

export interface BuiltMiniprogram {
  readonly files: number;
  /** Files that changed since the last build. */
  readonly written: number;
  readonly sizes: readonly Size[];
  readonly milliseconds: number;
}

const NPM = 'miniprogram_npm';
const ICON_SHEET = `${NPM}/tdesign-miniprogram/icon/icon.wxss`;
/** Sources that are not part of the mini-program itself. */
const LEFT_OUT = /(^|\/)(\.|tsconfig[^/]*\.json$|README)|\.d\.ts$|\.md$/;

/**
 * miniprogram/ → what WeChat's tools upload and the browser runs: each source transpiled one-to-one to
 * CommonJS ES2018, `#core/…` as a relative path beside the parts of core it reaches, npm packages in
 * miniprogram_npm, of component libraries only what pages reach, icons drawn into the stylesheet.
 *
 * @throws BuildError naming file and line
 */
export async function buildMiniprogram(options: MiniprogramOptions): Promise<BuiltMiniprogram> {
  const started = performance.now();
  const root = realpathSync(options.root);
  const built = await collect(root, realpathSync(options.sourceDir ?? path.join(root, 'miniprogram')));
  const written = await writeFiles(options.outDir, built);
  return {
    files: built.size,
    written,
    sizes: sizesOf(built),
    milliseconds: performance.now() - started,
  };
}

type Files = Map<string, string | Uint8Array>;

async function collect(root: string, sourceDir: string): Promise<Files> {
  const files: Files = new Map();
  const problems: string[] = [];
  const words = new Set<string>();
  const packages = new Set<string>();
  const seen = new Set<string>();
  const queue: string[] = [];

  const enqueue = (built: string) => {
    if (seen.has(built)) return;
    seen.add(built);
    queue.push(built);
  };
  const display = (file: string) => path.relative(root, file).replaceAll(path.sep, '/');

  /** The source of a built file; null: there is none. */
  const sourceOf = (built: string): string | null => {
    const component = COMPONENT_PACKAGES.find((name) => built.startsWith(`${NPM}/${name}/`));
    const base = component
      ? path.join(
          root,
          'node_modules',
          component,
          'miniprogram_dist',
          built.slice(`${NPM}/${component}/`.length),
        )
      : built.startsWith('core/')
        ? path.join(root, built)
        : path.join(sourceDir, built);
    const candidates = built.endsWith('.js') && !component ? [base.replace(/\.js$/, '.ts'), base] : [base];
    return candidates.find((file) => existsSync(file) && statSync(file).isFile()) ?? null;
  };

  /** 'a/b' → the built module it means, with extension. */
  const moduleAt = (base: string): string | null =>
    [base, `${base}.js`, `${base}/index.js`].find((name) => name.endsWith('.js') && sourceOf(name)) ?? null;

  const resolveModule = (specifier: string, from: string): string | null => {
    if (specifier.startsWith('#core/')) return moduleAt(specifier.slice(1));
    if (specifier.startsWith('.')) {
      return moduleAt(path.posix.normalize(path.posix.join(path.posix.dirname(from), specifier)));
    }
    const component = COMPONENT_PACKAGES.find((name) => from.startsWith(`${NPM}/${name}/`));
    if (component) return moduleAt(`${NPM}/${component}/${NPM}/${specifier}`);
    if (COMPONENT_PACKAGES.some((name) => name === packageOf(specifier)))
      return moduleAt(`${NPM}/${specifier}`);
    if (!isAllowedPackage(specifier)) return null;
    packages.add(specifier);
    return entryPath(specifier);
  };

  const resolveFile = (target: string, from: string): string =>
    target.startsWith('/')
      ? target.slice(1)
      : path.posix.normalize(path.posix.join(path.posix.dirname(from), target));

  const resolveComponent = (target: string, from: string): string | null => {
    const relative = resolveFile(target, from);
    return [relative, `${NPM}/${target}`].find((name) => sourceOf(`${name}.json`)) ?? null;
  };

  const follow = (references: readonly Reference[], built: string, file: string, extension: string) => {
    for (const { target, line } of references) {
      const name = resolveFile(target, built);
      const found = [name, name + extension].find((candidate) => sourceOf(candidate));
      if (found) enqueue(found);
      else problems.push(`${display(file)}:${line}: 找不到 ${target}`);
    }
  };

  const visitScript = async (built: string, file: string, source: string) => {
    const name = display(file);
    const module = await transpile(source, name, built.startsWith(`${NPM}/`));
    const code = relink(module, (specifier) => {
      const target = resolveModule(specifier, built);
      if (target === null) {
        const line = lineAt(source, source.search(new RegExp(`['"]${escapeRegExp(specifier)}['"]`)));
        problems.push(`${name}:${line}: 小程序里用不到 ${specifier}（找不到，或不在允许的包之内）`);
        return null;
      }
      if (!packages.has(specifier)) enqueue(target);
      const relative = path.posix.relative(path.posix.dirname(built), target);
      return relative.startsWith('.') ? relative : `./${relative}`;
    });
    files.set(built, code);
  };

  const visitJson = (built: string, file: string, source: string) => {
    files.set(built, source);
    let config: unknown;
    try {
      config = JSON.parse(source);
    } catch (error) {
      problems.push(jsonProblem(display(file), source, error));
      return;
    }
    for (const { target, line } of jsonComponents(config, source)) {
      const component = resolveComponent(target, built);
      if (component === null) {
        problems.push(`${display(file)}:${line}: 找不到组件 ${target}`);
        continue;
      }
      for (const part of ['.json', '.js', '.wxml', '.wxss']) {
        if (sourceOf(component + part)) enqueue(component + part);
        else if (part !== '.wxss') problems.push(`${display(file)}:${line}: 组件 ${target} 缺少 ${part}`);
      }
    }
    if (built === 'app.json') problems.push(...missingPages(config, source, display(file), sourceOf));
  };

  const visit = async (built: string) => {
    const file = sourceOf(built);
    if (!file) return;
    const extension = path.posix.extname(built);
    if (!['.js', '.json', '.wxml', '.wxss', '.wxs'].includes(extension)) {
      files.set(built, await readFile(file));
      return;
    }
    const source = await readFile(file, 'utf8');
    if (extension !== '.wxss') for (const word of quotedNames(source)) words.add(word);
    if (extension === '.js') await visitScript(built, file, source);
    else if (extension === '.json') visitJson(built, file, source);
    else files.set(built, source);
    if (extension === '.wxml') follow(wxmlReferences(source), built, file, '.wxml');
    else if (extension === '.wxss') follow(wxssReferences(source), built, file, '.wxss');
    else if (extension === '.wxs') follow(wxsReferences(source), built, file, '.wxs');
  };

  for (const entry of await readdir(sourceDir, { recursive: true, withFileTypes: true })) {
    const name = path.relative(sourceDir, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/');
    if (entry.isFile() && !LEFT_OUT.test(name)) enqueue(name.replace(/\.ts$/, '.js'));
  }
  while (queue.length > 0) {
    const results = await Promise.allSettled(queue.splice(0).map(visit));
    for (const result of results) {
      if (result.status === 'fulfilled') continue;
      if (!(result.reason instanceof BuildError)) throw result.reason;
      problems.push(...result.reason.problems);
    }
  }
  if (problems.length > 0) throw new BuildError(problems);

  for (const [name, code] of await bundlePackages([...packages], root)) files.set(name, code);
  const icons = files.get(ICON_SHEET);
  if (typeof icons === 'string') {
    files.set(
      ICON_SHEET,
      await maskIcons(icons, words, path.join(root, 'node_modules/tdesign-icons-vue-next')),
    );
  }
  return files;
}

function missingPages(
  config: unknown,
  source: string,
  name: string,
  sourceOf: (built: string) => string | null,
): string[] {
  const {
    pages = [],
    subPackages = [],
    subpackages = subPackages,
  } = config as {
    pages?: string[];
    subPackages?: { root: string; pages: string[] }[];
    subpackages?: { root: string; pages: string[] }[];
  };
  const all = [
    ...pages.map((page) => ({ page, written: page })),
    ...subpackages.flatMap(({ root, pages: own }) =>
      own.map((page) => ({ page: path.posix.join(root, page), written: page })),
    ),
  ];
  return all.flatMap(({ page, written }) =>
    ['.js', '.wxml', '.json']
      .filter((part) => !sourceOf(page + part))
      .map((part) => `${name}:${lineAt(source, source.indexOf(`"${written}"`))}: 页面 ${page} 缺少 ${part}`),
  );
}

function jsonProblem(name: string, source: string, error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const position = /position (\d+)/.exec(message)?.[1];
  return `${name}:${lineAt(source, position === undefined ? -1 : Number(position))}: ${message}`;
}

const escapeRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
