import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { copyPaperAssets, PAPERS_EXTERNAL } from '#adapters/documents/bundle-assets';

/** Native or optional packages that must not be drawn into a bundle. */
const NEVER_BUNDLED = ['pg-native', 'cloudflare:sockets'];
/** Shared wiring, no function of its own. */
const SHARED = 'runtime';

export interface BuiltFunction {
  readonly name: string;
  readonly bytes: number;
  /** Beside the bundle: fonts, native parts. */
  readonly assetBytes: number;
  /** Packages that a deployment needs and this machine lacks. */
  readonly missing: readonly string[];
  readonly milliseconds: number;
}

/**
 * cloudfunctions/<name>/index.ts → <outDir>/<name>/{index.js,package.json}: one self-contained bundle
 * each, so that the cloud installs nothing.
 *
 * @param root the project's folder
 * @param outDir e.g. dist/cloudfunctions
 */
export async function buildFunctions(root: string, outDir: string): Promise<BuiltFunction[]> {
  const source = path.join(root, 'cloudfunctions');
  const names = (await readdir(source, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && entry.name !== SHARED)
    .map((entry) => entry.name);
  await removeOthers(outDir, names);
  return Promise.all(names.map((name) => buildFunction(name, source, path.join(outDir, name))));
}

async function buildFunction(name: string, source: string, outDir: string): Promise<BuiltFunction> {
  const started = performance.now();
  await mkdir(outDir, { recursive: true });
  const { metafile } = await build({
    entryPoints: [path.join(source, name, 'index.ts')],
    outfile: path.join(outDir, 'index.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // Names stay, so that the frames of a logged fault can be read.
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    charset: 'utf8',
    external: [...PAPERS_EXTERNAL, ...NEVER_BUNDLED],
    mainFields: ['module', 'main'],
    metafile: true,
    logLevel: 'warning',
  });
  // The project is an ES module; without this file, so would the bundle be.
  await writeFile(path.join(outDir, 'package.json'), '{"main":"index.js","type":"commonjs"}\n');
  const assets = name === 'papers' ? await copyPaperAssets(outDir) : { bytes: 0, missing: [] };
  return {
    name,
    bytes: Object.values(metafile.outputs).reduce((sum, { bytes }) => sum + bytes, 0),
    assetBytes: assets.bytes,
    missing: assets.missing,
    milliseconds: performance.now() - started,
  };
}

/** What a function that no longer exists left behind would be deployed with the rest. */
async function removeOthers(outDir: string, names: readonly string[]): Promise<void> {
  await mkdir(outDir, { recursive: true });
  const stale = (await readdir(outDir)).filter((entry) => !names.includes(entry));
  await Promise.all(stale.map((entry) => rm(path.join(outDir, entry), { recursive: true, force: true })));
}
