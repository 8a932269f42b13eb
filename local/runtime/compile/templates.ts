import path from 'node:path';
import { TmplGroup } from 'glass-easel-template-compiler';
import { CompileError, isPackage, type Project } from './project';
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

/** WXML and WXS of all pages and components → glass-easel's templates. @throws CompileError */
export function compileTemplates({ texts, components }: Project): Templates {
  const group = new TmplGroup();
  const problems: string[] = [];
  const warnings: string[] = [];
  const seen = new Set<string>();

  const rewritten = (source: string, name: string): string => {
    try {
      return rewriteWxs(source);
    } catch (error) {
      problems.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      return '';
    }
  };

  const addScript = (name: string) => {
    if (seen.has(`${name}.wxs`)) return;
    seen.add(`${name}.wxs`);
    const source = texts.get(`${name}.wxs`);
    if (source === undefined) {
      problems.push(`${name}.wxs: 没有找到`);
      return;
    }
    group.addScript(name, rewritten(source, `${name}.wxs`));
    for (const target of wxsRequirements(source)) {
      addScript(path.posix.join(path.posix.dirname(name), target).replace(/\.wxs$/, ''));
    }
  };

  const addTemplate = (name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    const source = texts.get(`${name}.wxml`);
    if (source === undefined) {
      problems.push(`${name}.wxml: 没有找到`);
      return;
    }
    const messages: readonly TemplateMessage[] = group.addTmpl(name, source) ?? [];
    for (const { isError, message, startLine, startColumn } of messages) {
      const line = `${name}.wxml:${startLine + 1}:${startColumn + 1}: ${message}`;
      if (isError) problems.push(line);
      else if (!isPackage(name)) warnings.push(line);
    }
    if (problems.length > 0) return;
    for (const module of group.getInlineScriptModuleNames(name) as string[]) {
      const inline = group.getInlineScript(name, module);
      group.setInlineScript(name, module, rewritten(inline, `${name}.wxml <wxs module="${module}">`));
      for (const target of wxsRequirements(inline)) {
        addScript(path.posix.join(path.posix.dirname(name), target).replace(/\.wxs$/, ''));
      }
    }
    for (const target of group.getDirectDependencies(name) as string[]) addTemplate(target);
    for (const target of group.getScriptDependencies(name) as string[]) addScript(target);
  };

  try {
    for (const name of components.keys()) addTemplate(name);
    if (problems.length > 0) throw new CompileError(problems);
    group.setExtraRuntimeScript(WXS_GLOBALS);
    return { code: group.getTmplGenObjectGroups(), warnings };
  } finally {
    group.free();
  }
}
