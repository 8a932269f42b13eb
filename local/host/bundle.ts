import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { compileFunction } from 'node:vm';

/** A cloud function as CloudBase calls it: event and context in, a JSON value out. */
export type CloudFunction = (
  event: unknown,
  context: { readonly request_id: string; readonly environment: string },
) => Promise<unknown>;

export interface BundleWorld {
  /** Environment variables of the functions, in place of this process's own. */
  readonly env: Readonly<Record<string, string>>;
  /** What the bundle takes for `Date`. */
  readonly Date: DateConstructor;
  /** What the bundle logs. */
  readonly console?: Pick<Console, 'log' | 'warn' | 'error'>;
}

const PARAMETERS = ['exports', 'require', 'module', '__filename', '__dirname', 'Date', 'process', 'console'];

/**
 * The built functions of a folder, as they will be deployed: loaded at their first call, and again
 * after a build. Only what surrounds them is ours: clock, environment, console.
 *
 * @param distDir e.g. dist/cloudfunctions
 */
export function openBundles(distDir: string, world: BundleWorld): (name: string) => CloudFunction | null {
  const loaded = new Map<string, { readonly stamp: number; readonly main: CloudFunction }>();
  return (name) => {
    if (!/^[a-z][a-z-]*$/.test(name)) return null;
    const file = path.join(distDir, name, 'index.js');
    const stamp = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
    if (stamp === undefined) return null;
    const known = loaded.get(name);
    if (known?.stamp === stamp) return known.main;
    const main = load(file, world);
    loaded.set(name, { stamp, main });
    return main;
  };
}

function load(file: string, world: BundleWorld): CloudFunction {
  const wrapper = compileFunction(readFileSync(file, 'utf8'), PARAMETERS, { filename: file });
  const module: { exports: { main?: CloudFunction } } = { exports: {} };
  const surrounding = Object.create(process, { env: { value: { ...world.env }, enumerable: true } });
  wrapper(
    module.exports,
    createRequire(file),
    module,
    file,
    path.dirname(file),
    world.Date,
    surrounding,
    world.console ?? console,
  );
  const { main } = module.exports;
  if (typeof main !== 'function') throw new Error(`${file} exports no main`);
  return main;
}
