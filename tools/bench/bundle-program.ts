import { build } from 'esbuild';
import { PAPERS_EXTERNAL } from '#adapters/documents/bundle-assets';

/**
 * A program as one file, as functions are shipped: measured is what runs, not the loader of TypeScript.
 *
 * @param external packages that stay outside it
 */
export async function bundleProgram(entry: string, outfile: string, external: readonly string[] = []) {
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: [...PAPERS_EXTERNAL, ...external],
    define: { 'import.meta.url': '__fileUrl' },
    banner: { js: "const __fileUrl=require('node:url').pathToFileURL(__filename).href;" },
    logLevel: 'error',
  });
  return outfile;
}
