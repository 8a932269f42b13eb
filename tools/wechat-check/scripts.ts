import { readFileSync } from 'node:fs';
import path from 'node:path';
import { compileFunction } from 'node:vm';

export interface Scripts {
  /** @param name e.g. pages/today/today.js */
  load(name: string): unknown;
}

/**
 * Runs built scripts of the mini-program outside WeChat.
 *
 * @param root e.g. dist/miniprogram
 * @param globals what WeChat gives every script: wx, Page, Component…
 * @param replaced modules that are not run, by name: what stands in for them
 */
export function openScripts(
  root: string,
  globals: Readonly<Record<string, unknown>>,
  replaced: Readonly<Record<string, unknown>>,
): Scripts {
  const modules = new Map<string, { exports: unknown }>();
  const names = Object.keys(globals);
  const load = (name: string): unknown => {
    if (name in replaced) return replaced[name];
    const kept = modules.get(name);
    if (kept) return kept.exports;
    const module = { exports: {} as unknown };
    modules.set(name, module);
    const run = compileFunction(
      readFileSync(path.join(root, name), 'utf8'),
      ['module', 'exports', 'require', ...names],
      { filename: name },
    );
    const require = (specifier: string) =>
      load(path.posix.normalize(path.posix.join(path.posix.dirname(name), specifier)));
    run(module, module.exports, require, ...Object.values(globals));
    return module.exports;
  };
  return { load };
}
