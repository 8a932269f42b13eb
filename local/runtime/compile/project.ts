import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { isPackage, NPM } from '../packages';

/** A component's or page's JSON, as far as the runtime reads it. */
export interface ComponentConfig {
  readonly component?: boolean;
  readonly usingComponents?: Readonly<Record<string, string>>;
  readonly componentGenerics?: Readonly<Record<string, boolean | { readonly default?: string }>>;
  readonly styleIsolation?: string;
  readonly [key: string]: unknown;
}

export interface AppConfig {
  readonly pages: readonly string[];
  readonly subPackages?: readonly { readonly root: string; readonly pages: readonly string[] }[];
  readonly subpackages?: readonly { readonly root: string; readonly pages: readonly string[] }[];
  readonly usingComponents?: Readonly<Record<string, string>>;
  readonly tabBar?: { readonly custom?: boolean; readonly list: readonly { readonly pagePath: string }[] };
  readonly themeLocation?: string;
  readonly renderer?: string;
  readonly [key: string]: unknown;
}

/** What stands in dist/miniprogram, read once. */
export interface Project {
  /** Sources by path: .js, .json, .wxml, .wxss, .wxs. */
  readonly texts: ReadonlyMap<string, string>;
  /** Everything else, images above all. */
  readonly assets: ReadonlyMap<string, Uint8Array>;
  readonly app: AppConfig;
  readonly pages: readonly string[];
  /** Pages and every component they reach, with resolved `usingComponents`. */
  readonly components: ReadonlyMap<string, ComponentConfig>;
}

/** What the runtime cannot take, or what WeChat would refuse; each line names file and line. */
export class CompileError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'CompileError';
  }
}

const TEXT = new Set(['.js', '.json', '.wxml', '.wxss', '.wxs']);
/** @throws CompileError */
export async function readProject(distDir: string): Promise<Project> {
  const texts = new Map<string, string>();
  const assets = new Map<string, Uint8Array>();
  const entries = await readdir(distDir, { recursive: true, withFileTypes: true });
  await Promise.all(
    entries.map(async (entry) => {
      if (!entry.isFile()) return;
      const file = path.join(entry.parentPath, entry.name);
      const name = path.relative(distDir, file).replaceAll(path.sep, '/');
      if (TEXT.has(path.extname(name))) texts.set(name, await readFile(file, 'utf8'));
      else assets.set(name, await readFile(file));
    }),
  );
  const app = jsonAt<AppConfig>(texts, 'app.json');
  if (!app) throw new CompileError([`app.json: 没有找到，先运行 npm run build（${path.basename(distDir)}）`]);
  if (app.renderer === 'skyline') throw new CompileError(['app.json: 本地运行环境只有 WebView 渲染']);
  if (app.tabBar?.custom) throw new CompileError(['app.json: 本地运行环境没有自定义 tabBar']);
  const pages = [
    ...app.pages,
    ...(app.subpackages ?? app.subPackages ?? []).flatMap(({ root, pages: own }) =>
      own.map((page) => path.posix.join(root, page)),
    ),
  ];
  return { texts, assets, app, pages, components: componentsOf(texts, app, pages) };
}

export function jsonAt<T>(texts: ReadonlyMap<string, string>, name: string): T | null {
  const text = texts.get(name);
  if (text === undefined) return null;
  try {
    return JSON.parse(text) as T;
  } catch (error) {
    throw new CompileError([`${name}: ${error instanceof Error ? error.message : String(error)}`]);
  }
}

function componentsOf(
  texts: ReadonlyMap<string, string>,
  app: AppConfig,
  pages: readonly string[],
): ReadonlyMap<string, ComponentConfig> {
  const problems: string[] = [];
  const missing = new Set<string>();
  const resolve = (target: string, from: string): string => {
    const relative = target.startsWith('/')
      ? target.slice(1)
      : path.posix.normalize(path.posix.join(path.posix.dirname(from), target));
    const found = [relative, ...inPackages(target, from)].find((name) => texts.has(`${name}.json`));
    if (found) return found;
    problems.push(`${from}.json: 找不到组件 ${target}`);
    missing.add(relative);
    return relative;
  };
  const resolveAll = (using: Readonly<Record<string, string>> = {}, from: string) =>
    Object.fromEntries(Object.entries(using).map(([name, target]) => [name, `/${resolve(target, from)}`]));

  const everywhere = resolveAll(app.usingComponents, 'app');
  const found = new Map<string, ComponentConfig>();
  const queue = [...pages, ...Object.values(everywhere).map((name) => name.slice(1))];
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    if (found.has(name) || missing.has(name)) continue;
    const config = jsonAt<ComponentConfig>(texts, `${name}.json`) ?? {};
    for (const part of ['.js', '.wxml'])
      if (!texts.has(name + part)) problems.push(`${name}${part}: 没有找到`);
    const from = name;
    const own = resolveAll(config.usingComponents, from);
    const generics = Object.fromEntries(
      Object.entries(config.componentGenerics ?? {}).map(([key, value]) => [
        key,
        typeof value === 'object' && value.default ? { default: `/${resolve(value.default, from)}` } : true,
      ]),
    );
    found.set(name, {
      ...config,
      usingComponents: isPackage(name) ? own : { ...everywhere, ...own },
      ...(config.componentGenerics ? { componentGenerics: generics } : {}),
    });
    queue.push(...Object.values(own).map((target) => target.slice(1)));
    for (const value of Object.values(generics))
      if (typeof value === 'object') queue.push(value.default.slice(1));
  }
  if (problems.length > 0) throw new CompileError(problems);
  return found;
}

/** As WeChat looks: in miniprogram_npm of each folder upwards. */
function inPackages(target: string, from: string): string[] {
  const folders = from.split('/').slice(0, -1);
  return Array.from({ length: folders.length + 1 }, (_, up) =>
    [...folders.slice(0, folders.length - up), NPM, target].join('/'),
  );
}
