import path from 'node:path';
import { TmplGroup } from 'glass-easel-template-compiler';
import { isPackage } from '../packages';
import { CompileError, type Project } from './project';
import { rewriteWxs, WXS_GLOBALS, wxsRequirements } from './wxs';

interface TemplateMessage {
  readonly isError: boolean;
  readonly message: string;
  readonly startLine: number;
  readonly startColumn: number;
}

export interface Templates {
  /** An expression: path → generated template. */
  readonly code: string;
  readonly warnings: readonly string[];
}

/** What glass-easel forgives and WeChat's compiler does not. */
const REFUSED = new Set([
  'missing end tag',
  'invalid end tag',
  'invalid attribute',
  'invalid attribute prefix',
  'duplicated attribute',
]);

/** WXML and WXS of all pages and components → glass-easel's templates. @throws CompileError */
export function compileTemplates({ texts, components }: Project): Templates {
  const group = new TmplGroup();
  const problems: string[] = [];
  const warnings: string[] = [];
  const seen = new Set<string>();

  /** Hands a script over as JavaScript, and goes on to those that it requires. */
  const translateScript = (source: string, owner: string, place: string, add: (code: string) => void) => {
    try {
      add(rewriteWxs(source));
      for (const target of wxsRequirements(source)) {
        addScript(path.posix.join(path.posix.dirname(owner), target).replace(/\.wxs$/, ''), place);
      }
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      problems.push(`${place}: ${error.message}`);
    }
  };

  const addScript = (name: string, from: string) => {
    if (seen.has(`${name}.wxs`)) return;
    seen.add(`${name}.wxs`);
    const source = texts.get(`${name}.wxs`);
    if (source === undefined) problems.push(`${from}: 找不到 ${name}.wxs`);
    else translateScript(source, name, `${name}.wxs`, (code) => group.addScript(name, code));
  };

  const addTemplate = (name: string, from: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    const source = texts.get(`${name}.wxml`);
    if (source === undefined) {
      problems.push(`${from}: 找不到 ${name}.wxml`);
      return;
    }
    const file = `${name}.wxml`;
    const messages: readonly TemplateMessage[] = group.addTmpl(name, source) ?? [];
    const isRefused = ({ isError, message }: TemplateMessage) =>
      isError || (REFUSED.has(message) && !isPackage(name));
    for (const found of messages) {
      const { message, startLine, startColumn } = found;
      const line = `${file}:${startLine + 1}:${startColumn + 1}: ${message}`;
      if (isRefused(found)) problems.push(line);
      else if (!isPackage(name)) warnings.push(line);
    }
    if (messages.some(isRefused)) return;
    for (const module of group.getInlineScriptModuleNames(name) as string[]) {
      const place = `${file} <wxs module="${module}">`;
      translateScript(group.getInlineScript(name, module), name, place, (code) =>
        group.setInlineScript(name, module, code),
      );
    }
    for (const target of group.getDirectDependencies(name) as string[]) addTemplate(target, file);
    for (const target of group.getScriptDependencies(name) as string[]) addScript(target, file);
  };

  try {
    for (const name of components.keys()) addTemplate(name, 'app.json');
    if (problems.length > 0) throw new CompileError(problems);
    group.setExtraRuntimeScript(WXS_GLOBALS);
    return { code: group.getTmplGenObjectGroups(), warnings };
  } finally {
    group.free();
  }
}
