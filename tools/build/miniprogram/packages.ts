import { realpathSync } from 'node:fs';
import path from 'node:path';
import { type BuildFailure, build } from 'esbuild';
import { BuildError } from './problems';

/** npm packages whose code may run in the mini-program, besides component packages. */
const ALLOWED = new Set(['dayjs', '@cloudbase/js-sdk', '@cloudbase/adapter-wx_mp', '@noble/ciphers']);

/** Packages of WeChat components: copied file by file, only what pages reach. */
export const COMPONENT_PACKAGES = ['tdesign-miniprogram'] as const;

const SHARED = 'shared.js';

/** '@cloudbase/js-sdk/app' → '@cloudbase/js-sdk' */
export function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

export const isAllowedPackage = (specifier: string): boolean => ALLOWED.has(packageOf(specifier));

/** Where an entry of a package stands in the built mini-program. */
export const entryPath = (specifier: string): string => `miniprogram_npm/${specifier}/index.js`;

/**
 * One bundle for each package, CommonJS ES2018 without anything of a browser or of Node. Entries of the
 * same package share one file, because they share state (an SDK and the parts registered with it).
 *
 * @param specifiers e.g. '@cloudbase/js-sdk/app', '@cloudbase/js-sdk/auth'
 * @returns built path → content
 * @throws BuildError
 */
export async function bundlePackages(
  specifiers: readonly string[],
  root: string,
): Promise<ReadonlyMap<string, string>> {
  const byPackage = new Map<string, string[]>();
  for (const specifier of [...specifiers].sort()) {
    const name = packageOf(specifier);
    byPackage.set(name, [...(byPackage.get(name) ?? []), specifier]);
  }
  const files = new Map<string, string>();
  await Promise.all(
    [...byPackage].map(async ([name, entries]) => {
      const [only] = entries;
      if (only !== undefined && entries.length === 1) {
        const bundled = await bundle(`module.exports = require(${JSON.stringify(only)});`, root, name);
        files.set(entryPath(only), bundled);
        return;
      }
      const exports = entries.map(
        (entry) => `exports[${JSON.stringify(entry)}] = require(${JSON.stringify(entry)});`,
      );
      files.set(`miniprogram_npm/${name}/${SHARED}`, await bundle(exports.join('\n'), root, name));
      for (const entry of entries) {
        const file = entryPath(entry);
        const shared = path.posix.relative(path.posix.dirname(file), `miniprogram_npm/${name}/${SHARED}`);
        const target = shared.startsWith('.') ? shared : `./${shared}`;
        files.set(file, `module.exports = require(${JSON.stringify(target)})[${JSON.stringify(entry)}];\n`);
      }
    }),
  );
  return files;
}

async function bundle(contents: string, root: string, name: string): Promise<string> {
  try {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: realpathSync(root), loader: 'js' },
      bundle: true,
      write: false,
      format: 'cjs',
      target: 'es2018',
      platform: 'browser',
      // `import` before `require`: the smaller build of the SDK, without the polyfills of a browser.
      conditions: ['import'],
      mainFields: ['module', 'main'],
      minifySyntax: true,
      minifyWhitespace: true,
      charset: 'utf8',
      legalComments: 'none',
      logLevel: 'silent',
    });
    return outputFiles[0]?.text ?? '';
  } catch (error) {
    const { errors } = error as Partial<BuildFailure>;
    throw new BuildError((errors ?? [{ text: String(error) }]).map(({ text }) => `${name}: ${text}`));
  }
}
