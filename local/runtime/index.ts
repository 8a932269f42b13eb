import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { bundleRuntime } from './compile/bundle';
import { loadWebFont } from './compile/fonts';
import { type AppConfig, type ComponentConfig, jsonAt, type Project, readProject } from './compile/project';
import { compileStyles } from './compile/styles';
import { compileTemplates } from './compile/templates';

export { CompileError } from './compile/project';

export interface RuntimeFile {
  readonly contentType: string;
  readonly body: string | Uint8Array;
}

export interface CompiledMiniprogram {
  /** By path relative to where app.html is served, e.g. 'app.html', 'runtime.js', 'fonts/….woff2'. */
  readonly files: ReadonlyMap<string, RuntimeFile>;
  /** What WeChat would also frown at; each names file and line. */
  readonly warnings: readonly string[];
  readonly milliseconds: number;
}

/** What the compiled mini-program tells the browser part. */
export interface MiniprogramDefinition {
  readonly app: AppConfig;
  readonly pages: readonly string[];
  readonly theme: Readonly<Record<'light' | 'dark', Readonly<Record<string, string>>>> | null;
  readonly components: Readonly<Record<string, ComponentConfig>>;
  readonly scopes: Readonly<Record<string, string>>;
  readonly sheets: Readonly<Record<string, string>>;
  readonly modules: Readonly<Record<string, string>>;
  readonly warnings: readonly string[];
}

/**
 * Takes exactly the files of a built mini-program and makes them run in a browser, in memory.
 *
 * @param distDir e.g. dist/miniprogram
 * @throws CompileError
 */
export async function compileMiniprogram(distDir: string): Promise<CompiledMiniprogram> {
  const started = performance.now();
  const [project, runtime, font] = await Promise.all([readProject(distDir), bundleRuntime(), loadWebFont()]);
  const templates = compileTemplates(project);
  const styles = compileStyles(project);
  const warnings = [...templates.warnings, ...styles.warnings];
  const definition: MiniprogramDefinition = {
    app: project.app,
    pages: project.pages,
    theme: jsonAt(project.texts, project.app.themeLocation ?? 'theme.json'),
    components: Object.fromEntries(project.components),
    scopes: Object.fromEntries(styles.scopes),
    sheets: Object.fromEntries(styles.sheets),
    modules: modulesOf(project),
    warnings,
  };
  const files = new Map<string, RuntimeFile>([
    ['app.html', text('text/html', appHtml)],
    ['runtime.js', text('text/javascript', runtime.code)],
    ['runtime.js.map', text('application/json', runtime.map)],
    [
      'miniprogram.js',
      text('text/javascript', `__runtime.start(${JSON.stringify(definition)},\n${templates.code});\n`),
    ],
    ['fonts/font.css', text('text/css', font.css)],
  ]);
  for (const [name, body] of font.files) files.set(name, { contentType: 'font/woff2', body });
  for (const [name, body] of project.assets) files.set(`files/${name}`, { contentType: typeOf(name), body });
  return { files, warnings, milliseconds: performance.now() - started };
}

/** Writes what `compileMiniprogram` made into a folder, for a server that only knows files. */
export async function writeCompiled({ files }: CompiledMiniprogram, outDir: string): Promise<void> {
  await Promise.all(
    [...files].map(async ([name, { body }]) => {
      const file = path.join(outDir, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, body);
    }),
  );
}

/** The page of the mini-program itself; it belongs into an iframe of 390 × 844 or a whole window. */
export const appHtml = `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">
<title>小程序</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="fonts/font.css">
<body>
<script src="runtime.js"></script>
<script src="miniprogram.js"></script>
</body>
</html>
`;

const modulesOf = ({ texts }: Project) =>
  Object.fromEntries([...texts].filter(([name]) => name.endsWith('.js')));

const text = (contentType: string, body: string): RuntimeFile => ({
  contentType: `${contentType}; charset=utf-8`,
  body,
});

const TYPES: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
};
const typeOf = (name: string) => TYPES[path.extname(name).toLowerCase()] ?? 'application/octet-stream';
