import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { type CompiledMiniprogram, compileMiniprogram } from '../runtime/index';

/** A file's bytes by its path; null: there is none. */
type Files = (name: string) => Promise<Uint8Array | string | null>;

/** What the frame loads each time it opens. */
const LOADED = /(?<=(?:src|href)=")(?:runtime\.js|miniprogram\.js|fonts\/font\.css)(?=")/g;

/** Runs in the frame before the mini-program's own scripts. */
const FRAME_SCRIPT = '<script src="/page/frame.js"></script>';

/**
 * The mini-program for the browser, compiled in memory from the built files; again when they were
 * built again. What does not compile is said in the frame, and tried again with the next load.
 *
 * @param distDir dist/miniprogram
 */
export async function openAppFiles(distDir: string): Promise<Files> {
  let compiled: CompiledMiniprogram | null = null;
  let html = '';
  let stamp = '';
  const page = async (): Promise<string> => {
    const now = stampOf(distDir);
    if (!compiled || now !== stamp) {
      compiled = await compileMiniprogram(distDir);
      html = withVersions(compiled.files);
    }
    stamp = now;
    return html;
  };
  await page().catch((error: unknown) => console.error(`小程序没有编译成功：${textOf(error)}`));
  return async (name) => {
    if (name !== 'index.html') return compiled?.files.get(name)?.body ?? null;
    return page().catch((error: unknown) => failurePage(textOf(error)));
  };
}

/** Each by its contents: the browser keeps what it has by that name, compiled. */
function withVersions(files: CompiledMiniprogram['files']): string {
  const html = files.get('app.html')?.body;
  if (typeof html !== 'string') throw new Error('app.html is missing');
  return html.replace('<body>', `<body>\n${FRAME_SCRIPT}`).replace(LOADED, (name) => {
    const hash = createHash('sha256').update(files.get(name)?.body ?? '');
    return `${name}?v=${hash.digest('hex').slice(0, 16)}`;
  });
}

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function failurePage(text: string): string {
  const escaped = text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>没有编译成功</title>
<body style="font:14px/1.6 sans-serif;margin:24px"><h1 style="font-size:18px">小程序没有编译成功</h1>
<pre style="white-space:pre-wrap">${escaped}</pre>`;
}

/** The newest change of any file, and how many there are. Not by promises: those take the processor twice as long. */
function stampOf(folder: string): string {
  let [count, newest] = [0, 0];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    count += 1;
    newest = Math.max(newest, statSync(path.join(entry.parentPath, entry.name)).mtimeMs);
  }
  return `${count}:${newest}`;
}
