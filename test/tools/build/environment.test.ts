import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { PAPERS_EXTERNAL } from '#adapters/documents/bundle-assets';

const ROOT = path.join(import.meta.dirname, '..', '..', '..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const { functions, ...rest } = JSON.parse(read('cloudbaserc.json')) as {
  readonly functions: readonly { readonly name: string; readonly envVariables: Record<string, string> }[];
};

/** Set by the local host alone; in the cloud their absence is what is meant. */
const LOCAL_ONLY = ['CLOUDBASE_API_ORIGIN', 'DATABASE_ONE_AT_A_TIME', 'WECHAT_API_ORIGIN'];
/**
 * `auth` opens nothing that is sealed; `send` does only where a department decides so and adds the key
 * itself (docs/talks.md). The key is kept from both on purpose.
 */
const KEYS = ['DATA_MASTER_KEY', 'DATA_MASTER_KEY_PREVIOUS'];
const WITHHELD: Readonly<Record<string, readonly string[]>> = { auth: KEYS, send: KEYS };

/** Variables that a function's bundle reads, in the code of ours that ends up in it. */
async function variablesOf(name: string): Promise<ReadonlySet<string>> {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: [`cloudfunctions/${name}/index.ts`],
    outfile: 'unwritten.js',
    write: false,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: [...PAPERS_EXTERNAL, 'pg-native', 'cloudflare:sockets'],
    mainFields: ['module', 'main'],
    logLevel: 'error',
  });
  // Each file's part of the bundle begins with a comment that names it.
  const parts = (outputFiles[0]?.text ?? '').split(/^\s*\/\/ (?=\S+\.\w+$)/m);
  const ours = parts.filter((part) => /^(cloudfunctions|core|adapters)\//.test(part));
  const named = ours
    .filter((part) => !part.startsWith('adapters/postgres/master-keys'))
    .flatMap((part) => [...part.matchAll(/\benv\d*\.([A-Z][A-Z_]+)|requireVariable\("([A-Z_]+)"\)/g)])
    .map(([, read, required]) => read ?? required ?? '');
  const hasKeys = ours.some((part) => /readMasterKeys\d*\(process\.env\)/.test(part));
  return new Set([...named, ...(hasKeys ? KEYS : [])]);
}

it.each(functions.map(({ name, envVariables }) => [name, Object.keys(envVariables)] as const))(
  '%s is deployed with every variable that it reads, and with no other',
  async (name, deployed) => {
    const withheld = [...LOCAL_ONLY, ...(WITHHELD[name] ?? [])];
    const readIn = [...(await variablesOf(name))].filter((variable) => !withheld.includes(variable));
    expect([...deployed].sort()).toEqual(readIn.sort());
  },
);

it('.env.example and the table of docs/deployment.md name every variable of cloudbaserc.json', () => {
  const placeholders = [...JSON.stringify({ functions, ...rest }).matchAll(/\{\{env\.([A-Z_]+)\}\}/g)];
  const asked = [...new Set(placeholders.map(([, variable]) => variable ?? ''))].sort();
  const example = [...read('.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, variable]) => variable ?? '');
  expect(example.sort()).toEqual(asked);
  const documented = read('docs/deployment.md')
    .split('\n')
    .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([A-Z_]+)`/g)])
    .map(([, variable]) => variable ?? '');
  expect(documented.sort()).toEqual(asked);
});
