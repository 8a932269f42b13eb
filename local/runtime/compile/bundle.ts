import path from 'node:path';
import { build } from 'esbuild';

const runtimeDir = path.resolve(import.meta.dirname, '..');
let running: Promise<{ code: string; map: string }> | undefined;

/** The runtime's own code for the browser; once for each process, it does not change with the pages. */
export function bundleRuntime(): Promise<{ code: string; map: string }> {
  running ??= build({
    entryPoints: [path.join(runtimeDir, 'browser/main.ts')],
    outfile: 'runtime.js',
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    sourcemap: 'linked',
    charset: 'utf8',
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.css': 'text' },
    logLevel: 'silent',
  }).then(({ outputFiles }) => ({
    code: outputFiles.find(({ path: file }) => file.endsWith('.js'))?.text ?? '',
    map: outputFiles.find(({ path: file }) => file.endsWith('.map'))?.text ?? '',
  }));
  return running;
}
