import { readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import { openAppFiles } from './app-files';
import type { Host } from './host';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** A file's bytes by its path behind the prefix; null: there is none. */
type Files = (name: string) => Promise<Uint8Array | string | null>;

/** The outer page, the mini-program's files for the browser, and the font. */
export async function openSite(host: Pick<Host, 'addRoute'>, root: string): Promise<void> {
  const pageDir = path.join(root, 'local/page');
  const scripts = await bundleScripts(pageDir);
  const page: Files = async (name) => scripts.get(name) ?? fileIn(pageDir, name, /^[\w-]+\.(html|css)$/);
  const fontDir = path.dirname(
    createRequire(import.meta.url).resolve('@fontsource-variable/noto-sans-sc/package.json'),
  );
  const font: Files = (name) => fileIn(fontDir, name, /^(index\.css|files\/[\w.-]+\.woff2)$/);
  const app = await openAppFiles(path.join(root, 'dist/miniprogram'));
  const places: readonly (readonly [string, Files])[] = [
    ['/page/', page],
    ['/fonts/noto-sans-sc/', font],
    ['/app/', app],
  ];

  host.addRoute(async (request, response, { pathname, searchParams }) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false;
    const asked = pathname === '/' ? '/page/index.html' : pathname;
    const [prefix, files] = places.find(([start]) => asked.startsWith(start)) ?? [];
    if (!prefix || !files) return false;
    const name = decodeURIComponent(asked.slice(prefix.length)) || 'index.html';
    const body = await files(name);
    if (body === null) return false;
    // A name with the version of its contents means these for ever.
    const isKept = name.endsWith('.woff2') || searchParams.has('v');
    response.writeHead(200, {
      'content-type': TYPES[path.extname(name)] ?? 'application/octet-stream',
      'cache-control': isKept ? 'public, max-age=31536000, immutable' : 'no-cache',
      'x-content-type-options': 'nosniff',
    });
    response.end(request.method === 'HEAD' ? undefined : body);
    return true;
  });
}

/** The page's own scripts by name: `page.js`, and `frame.js` for the mini-program's frame. */
async function bundleScripts(pageDir: string): Promise<ReadonlyMap<string, string>> {
  const { outputFiles } = await build({
    entryPoints: [path.join(pageDir, 'page.ts'), path.join(pageDir, 'frame.ts')],
    outdir: pageDir,
    bundle: true,
    format: 'iife',
    target: 'es2022',
    write: false,
    logLevel: 'warning',
  });
  return new Map(outputFiles.map((file) => [path.basename(file.path), file.text]));
}

/** Only names of a known form: nothing leads out of the folder. */
async function fileIn(folder: string, name: string, form: RegExp): Promise<Uint8Array | null> {
  if (!form.test(name) || name.includes('..')) return null;
  const file = path.join(folder, name);
  const isFile = await stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
  return isFile ? readFile(file) : null;
}
