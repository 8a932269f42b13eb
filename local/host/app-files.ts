import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { type CompiledMiniprogram, compileMiniprogram } from '../runtime/index';

/** A file's bytes by its path; null: there is none. */
type Files = (name: string) => Promise<Uint8Array | string | null>;

/** Runs in the frame before the mini-program: makes the page around it the phone's WeChat. */
const FRAME_SCRIPT = '<script src="/page/frame.js"></script>';

/**
 * The mini-program for the browser, compiled in memory from the built files; again when they were
 * built again.
 *
 * @param distDir dist/miniprogram
 */
export async function openAppFiles(distDir: string): Promise<Files> {
  let stamp = await stampOf(distDir);
  let compiled: CompiledMiniprogram = await compileMiniprogram(distDir);
  return async (name) => {
    if (name === 'index.html') {
      const now = await stampOf(distDir);
      if (now !== stamp) compiled = await compileMiniprogram(distDir);
      stamp = now;
      const page = compiled.files.get('app.html')?.body;
      return typeof page === 'string' ? page.replace('<body>', `<body>\n${FRAME_SCRIPT}`) : null;
    }
    return compiled.files.get(name)?.body ?? null;
  };
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
