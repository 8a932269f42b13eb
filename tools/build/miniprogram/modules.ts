import { parse } from 'acorn';
import { simple } from 'acorn-walk';
import { type TransformFailure, transform } from 'esbuild';
import MagicString from 'magic-string';
import { BuildError } from './problems';

/** A `require('…')` of the transpiled code. */
interface Requirement {
  readonly specifier: string;
  readonly start: number;
  readonly end: number;
}

export interface Module {
  readonly code: string;
  readonly requirements: readonly Requirement[];
}

/**
 * TypeScript or an ES module → CommonJS that WeChat's base library runs (ES2018).
 *
 * @param name shown in errors, e.g. miniprogram/pages/today/today.ts
 * @param minify for code of packages; ours stays readable
 * @throws BuildError
 */
export async function transpile(source: string, name: string, minify = false): Promise<Module> {
  try {
    const { code } = await transform(source, {
      loader: name.endsWith('.ts') ? 'ts' : 'js',
      format: 'cjs',
      target: 'es2018',
      platform: 'neutral',
      charset: 'utf8',
      sourcefile: name,
      minifyWhitespace: minify,
      minifySyntax: minify,
      legalComments: 'none',
      // The project's own settings, or unused imports would stay and types be required at run time.
      tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: false, useDefineForClassFields: true } },
    });
    return { code, requirements: requirementsOf(code) };
  } catch (error) {
    throw new BuildError(messagesOf(error, name));
  }
}

/** Puts a path into each `require`. `resolve` answers null for what stays as it is. */
export function relink(module: Module, resolve: (specifier: string) => string | null): string {
  if (module.requirements.length === 0) return module.code;
  const text = new MagicString(module.code);
  for (const { specifier, start, end } of module.requirements) {
    const target = resolve(specifier);
    if (target !== null && target !== specifier) text.overwrite(start, end, JSON.stringify(target));
  }
  return text.toString();
}

function requirementsOf(code: string): Requirement[] {
  if (!code.includes('require(')) return [];
  const found: Requirement[] = [];
  simple(parse(code, { ecmaVersion: 2018, sourceType: 'script', allowReturnOutsideFunction: true }), {
    CallExpression({ callee, arguments: [argument] }) {
      if (callee.type !== 'Identifier' || callee.name !== 'require') return;
      if (argument?.type !== 'Literal' || typeof argument.value !== 'string') return;
      found.push({ specifier: argument.value, start: argument.start, end: argument.end });
    },
  });
  return found;
}

function messagesOf(error: unknown, name: string): string[] {
  const { errors } = error as Partial<TransformFailure>;
  if (!errors) return [`${name}: ${error instanceof Error ? error.message : String(error)}`];
  return errors.map(({ text, location }) => `${location?.file ?? name}:${location?.line ?? 1}: ${text}`);
}
