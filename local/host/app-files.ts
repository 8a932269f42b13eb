import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { type CompiledMiniprogram, compileMiniprogram } from '../runtime/index';

/** A file's bytes by its path; null: there is none. */
type Files = (name: string) => Promise<Uint8Array | string | null>;

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
  let stamp = '';
  const page = async (): Promise<string> => {
    const now = await stampOf(distDir);
    if (!compiled || now !== stamp) compiled = await compileMiniprogram(distDir);
    stamp = now;
    const html = compiled.files.get('app.html')?.body;
    if (typeof html !== 'string') throw new Error('app.html is missing');
    return html.replace('<body>', `<body>\n${FRAME_SCRIPT}`);
  };
  await page().catch((error: unknown) => console.error(`小程序没有编译成功：${textOf(error)}`));
  return async (name) => {
    if (name !== 'index.html') return compiled?.files.get(name)?.body ?? null;
    return page().catch((error: unknown) => failurePage(textOf(error)));
  };
}

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function failurePage(text: string): string {
  const escaped = text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>没有编译成功</title>
<body style="font:14px/1.6 sans-serif;margin:24px"><h1 style="font-size:18px">小程序没有编译成功</h1>
<pre style="white-space:pre-wrap">${escaped}</pre>`;
}

/** The newest change of any file, and how many there are. */
async function stampOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const times = await Promise.all(
    files.map(async (entry) => (await stat(path.join(entry.parentPath, entry.name))).mtimeMs),
  );
  return `${files.length}:${Math.max(0, ...times)}`;
}
