import { joinPath } from './files';

/** The code of the mini-program, file by file, as WeChat's base library would run it. */

const LANGUAGE = [
  'Array',
  'ArrayBuffer',
  'BigInt',
  'Boolean',
  'DataView',
  'Date',
  'Error',
  'EvalError',
  'Float32Array',
  'Float64Array',
  'Function',
  'Infinity',
  'Int16Array',
  'Int32Array',
  'Int8Array',
  'Intl',
  'JSON',
  'Map',
  'Math',
  'NaN',
  'Number',
  'Object',
  'Promise',
  'Proxy',
  'RangeError',
  'ReferenceError',
  'Reflect',
  'RegExp',
  'Set',
  'String',
  'Symbol',
  'SyntaxError',
  'TypeError',
  'URIError',
  'Uint16Array',
  'Uint32Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'WeakMap',
  'WeakSet',
  'clearInterval',
  'clearTimeout',
  'console',
  'decodeURI',
  'decodeURIComponent',
  'encodeURI',
  'encodeURIComponent',
  'isFinite',
  'isNaN',
  'parseFloat',
  'parseInt',
  'setInterval',
  'setTimeout',
] as const;

/** Of the language, too, but not on every phone: there when the browser has them. */
const NEWER = [
  'AggregateError',
  'BigInt64Array',
  'BigUint64Array',
  'FinalizationRegistry',
  'WeakRef',
  'eval',
  'globalThis',
  'undefined',
];

/**
 * Every name that the browser has beside those of the language: `fetch`, `window`, `name`, and so on do
 * not exist where a mini-program's code runs.
 */
function absentNames(): string[] {
  const names = new Set(['__runtime', '__preview', 'window', 'process', 'Buffer']);
  for (
    let owner: object | null = globalThis;
    owner && owner !== Object.prototype;
    owner = Object.getPrototypeOf(owner) as object | null
  ) {
    for (const name of Object.getOwnPropertyNames(owner)) names.add(name);
  }
  for (const name of [...LANGUAGE, ...NEWER, 'constructor']) names.delete(name);
  return [...names].filter((name) => /^[A-Za-z_$][\w$]*$/.test(name));
}

type Require = (specifier: string) => unknown;
type Run = (require: Require, module: object, exports: unknown) => void;

/**
 * @param sources by path, e.g. 'pages/today/today.js'
 * @param provided globals of the mini-program: wx, App, Page …
 * @returns runs a module once and gives what it exports
 */
export function createModules(
  sources: Readonly<Record<string, string>>,
  provided: Readonly<Record<string, unknown>>,
): (name: string) => unknown {
  const loaded = new Map<string, { exports: unknown }>();
  const own: Record<string, unknown> = Object.fromEntries(
    LANGUAGE.map((name) => [name, Reflect.get(globalThis, name)]),
  );
  Object.assign(own, provided);
  const globals: Record<string, unknown> = { ...provided, globalThis: own, global: own };
  const absent = absentNames().filter((name) => !(name in globals));
  const outer = [...Object.keys(globals), ...absent].join(',');

  const load = (name: string): unknown => {
    const known = loaded.get(name);
    if (known) return known.exports;
    const source = sources[name];
    if (source === undefined) throw new Error(`模块不存在：${name}`);
    const module = { exports: {} as unknown };
    loaded.set(name, module);
    const require: Require = (specifier) => load(resolve(specifier, name, sources));
    // A function inside a function: a module may declare a name of its own that a browser has, too. Both
    // begin on the first line, so that lines in a stack are those of the file.
    const wrapped: unknown = (0, eval)(
      `(function(${outer}){return function(require,module,exports){${source}\n}})\n//# sourceURL=miniprogram/${name}`,
    );
    const inner = (wrapped as (...args: unknown[]) => Run).apply(undefined, Object.values(globals));
    try {
      inner.call(undefined, require, module, module.exports);
    } catch (error) {
      loaded.delete(name);
      throw error;
    }
    return module.exports;
  };
  return load;
}

function resolve(specifier: string, from: string, sources: Readonly<Record<string, string>>): string {
  const candidates: string[] = [];
  if (specifier.startsWith('.') || specifier.startsWith('/')) {
    candidates.push(specifier.startsWith('/') ? specifier.slice(1) : joinPath(from, specifier));
  } else {
    // As WeChat looks: in miniprogram_npm of each folder upwards.
    const parts = from.split('/').slice(0, -1);
    for (let depth = parts.length; depth >= 0; depth -= 1) {
      candidates.push([...parts.slice(0, depth), 'miniprogram_npm', specifier].join('/'));
    }
  }
  const found = candidates
    .flatMap((name) => [name, `${name}.js`, `${name}/index.js`])
    .find((name) => name.endsWith('.js') && name in sources);
  if (!found) throw new Error(`${from}: 找不到模块 ${specifier}`);
  return found;
}
