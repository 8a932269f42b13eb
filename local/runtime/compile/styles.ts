import path from 'node:path';
import postcss, { type Root } from 'postcss';
import selectorParser from 'postcss-selector-parser';
import { BUILT_IN_TAGS } from '../built-in-tags';
import { isPackage } from '../packages';
import { translateUnits } from '../units';
import { CompileError, type Project } from './project';

export interface Styles {
  /** Sheets by component path, and 'app'. */
  readonly sheets: ReadonlyMap<string, string>;
  /** Class prefix of a component that is isolated from others. */
  readonly scopes: ReadonlyMap<string, string>;
  readonly warnings: readonly string[];
}

const builtIn = new Set<string>(BUILT_IN_TAGS);
/** The same sheet in the same scope comes out the same: what did not change is not parsed again. */
const compiled = new Map<string, string>();
const CACHE_LIMIT = 2000;

/** WXSS → CSS, with the isolation that each component asks for. @throws CompileError */
export function compileStyles({ texts, components }: Project): Styles {
  const sheets = new Map<string, string>();
  const scopes = new Map<string, string>();
  const warnings: string[] = [];
  const sheet = (name: string, scope: string | null) => {
    if (!texts.has(`${name}.wxss`)) return '';
    const source = inlined(`${name}.wxss`, texts);
    const key = `${scope}\n${name}\n${source}`;
    const known = compiled.get(key);
    if (known !== undefined) return known;
    const found: string[] = [];
    const css = translate(source, `${name}.wxss`, scope, isPackage(name) ? null : found);
    if (found.length > 0) warnings.push(...found);
    else {
      if (compiled.size > CACHE_LIMIT) compiled.clear();
      compiled.set(key, css);
    }
    return css;
  };
  sheets.set('app', sheet('app', null));
  let count = 0;
  for (const [name, config] of components) {
    const isolation = config.styleIsolation ?? (config.component ? 'isolated' : 'shared');
    const scope = isolation === 'shared' || isolation === 'page-shared' ? null : `c${count}`;
    count += 1;
    if (scope) scopes.set(name, scope);
    sheets.set(name, sheet(name, scope));
  }
  return { sheets, scopes, warnings };
}

function inlined(name: string, texts: ReadonlyMap<string, string>, open: readonly string[] = []): string {
  const source = texts.get(name);
  if (source === undefined) throw new CompileError([`${open.at(-1) ?? name}: 找不到 ${name}`]);
  if (open.includes(name)) return '';
  return source.replace(/@import\s+(?:url\()?\s*["']([^"']+)["']\s*\)?\s*;/g, (_rule, target: string) => {
    const base = target.startsWith('/')
      ? target.slice(1)
      : path.posix.normalize(path.posix.join(path.posix.dirname(name), target));
    const found = [base, `${base}.wxss`].find((candidate) => texts.has(candidate));
    return inlined(found ?? base, texts, [...open, name]);
  });
}

function translate(source: string, name: string, scope: string | null, warnings: string[] | null): string {
  let root: Root;
  try {
    root = postcss.parse(source, { from: name });
  } catch (error) {
    throw new CompileError([error instanceof Error ? error.message : String(error)]);
  }
  root.walkDecls((declaration) => {
    declaration.value = translateUnits(declaration.value);
    if (warnings && /url\((?!\s*["']?(?:data:|https?:))/.test(declaration.value)) {
      warnings.push(`${name}: WXSS 里不能用本地图片：${declaration.prop}`);
    }
  });
  root.walkRules((rule) => {
    const parent = rule.parent;
    if (parent?.type === 'atrule' && 'name' in parent && String(parent.name).endsWith('keyframes')) return;
    rule.selector = selectorParser((selectors) => {
      selectors.walkTags((tag) => {
        if (builtIn.has(tag.value)) {
          tag.value = `wx-${tag.value}`;
          if (scope && warnings) warnings.push(`${name}: 组件样式里不能用标签选择器：${rule.selector}`);
        }
      });
      selectors.walkIds((id) => {
        warnings?.push(`${name}: 本地运行环境里 id 选择器不起作用：#${id.value}`);
      });
      if (!scope) return;
      selectors.walkClasses((node) => {
        node.value = `${scope}--${node.value}`;
      });
      selectors.walkPseudos((node) => {
        if (node.value === ':host') {
          const host = selectorParser.attribute({
            attribute: 'wx-host',
            operator: '=',
            value: scope,
            raws: {},
            quoteMark: '"',
          });
          node.replaceWith(host);
        }
      });
    }).processSync(rule.selector);
  });
  return root.toString();
}
