import { createContext, Script } from 'node:vm';
import type { Markup } from './compose';
import { requireHeavy } from './heavy';

export interface Templates {
  /** @param name a page or component, e.g. pages/today/today */
  render(name: string, data: unknown): Markup;
  /** What the compiled templates complained of while they ran. */
  readonly warnings: readonly string[];
}

interface TemplateCompiler {
  wxmlToJs(root: string, options: { maxBuffer: number; wxmlList?: string[] }): string;
}
type SheetCompiler = (root: string, files: string[], options: { maxBuffer: number }) => Error | object;

const MAX_BUFFER = 64 * 1024 * 1024;

/**
 * Compiles every template with WeChat's own wcc.
 *
 * @param root e.g. dist/miniprogram
 * @throws Error with the compiler's words; see templateProblems
 */
export function compileTemplates(root: string): Templates {
  const { wxmlToJs } = requireHeavy('miniprogram-compiler') as TemplateCompiler;
  const code = wxmlToJs(root, { maxBuffer: MAX_BUFFER });
  const warnings: string[] = [];
  const note = (...words: unknown[]) => void warnings.push(words.join(' '));
  // A realm of its own: the compiled code adds members to String.prototype and the like.
  const context = createContext({ window: {}, console: { log: note, warn: note, error: note } });
  const render = new Script(
    `(() => { const open = (function (global) {${code}})({});
      return (file, json) => JSON.stringify(open(file)(JSON.parse(json))); })()`,
    { filename: 'templates.js' },
  ).runInContext(context) as (file: string, json: string) => string;
  return {
    render: (name, data) => JSON.parse(render(`${name}.wxml`, JSON.stringify(data))) as Markup,
    warnings,
  };
}

/** What wcc refuses, one line a template: `pages/me/me.wxml:2:2: end tag missing, near "view"`. */
export function templateProblems(root: string, files: readonly string[]): string[] {
  const { wxmlToJs } = requireHeavy('miniprogram-compiler') as TemplateCompiler;
  const refusal = (wxmlList?: string[]): string[] => {
    try {
      wxmlToJs(root, { maxBuffer: MAX_BUFFER, ...(wxmlList ? { wxmlList } : {}) });
      return [];
    } catch (error) {
      return [said(error)];
    }
  };
  // All at once first: one by one only to name each where there are several.
  const together = refusal();
  if (together.length === 0) return [];
  const each = files.flatMap((file) => refusal([file]));
  return [...new Set(each.length > 0 ? each : together)];
}

/** What wcsc refuses first: `pages/me/me.wxss:2:1: unexpected …`. Sheets import each other, so all at once. */
export function sheetProblems(root: string, files: readonly string[]): string[] {
  const compile = requireHeavy('miniprogram-compiler/src/wcsc.js') as SheetCompiler;
  const bare = files.map((name) => name.replace(/\.wxss$/, ''));
  const answer = compile(root, bare, { maxBuffer: MAX_BUFFER });
  return answer instanceof Error ? [said(answer)] : [];
}

function said(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOEXEC' || code === 'EACCES')
    return `微信的编译器不能在这台机器上运行（${process.platform}-${process.arch}，${code}）。`;
  const [first = ''] = message
    .replace(/^编译 \.wx\w+ 文件错误：(ERR: )?/, '')
    .trim()
    .split('\n');
  return first.replace(/^(\S+)\((\d+:\d+)\)/, '$1:$2');
}
