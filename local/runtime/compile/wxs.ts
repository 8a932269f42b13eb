import { type Node, parse } from 'acorn';
import { simple } from 'acorn-walk';
import MagicString from 'magic-string';

/**
 * WXS is a language of its own that looks like ES5. It runs here as JavaScript, with its differences
 * written out: `x.constructor` is a name ('Array'), a backslash in a text given to `getRegExp` stays, and
 * modules are named without their extension. Newer syntax is refused, as WeChat refuses it.
 *
 * @throws SyntaxError with the position of the parser
 */
export function rewriteWxs(source: string): string {
  const text = new MagicString(source);
  const program = parse(source, { ecmaVersion: 5, sourceType: 'script' });
  simple(program, {
    MemberExpression({ start, end, property, computed }) {
      if (computed || property.type !== 'Identifier' || property.name !== 'constructor') return;
      // From the dot on: what it belongs to may stand in brackets.
      text.appendRight(start, '__wxsKind(').overwrite(source.lastIndexOf('.', property.start), end, ')');
    },
    CallExpression({ callee, arguments: [first] }) {
      if (callee.type !== 'Identifier' || !first || first.type !== 'Literal') return;
      const raw = source.slice(first.start, first.end);
      if (typeof first.value !== 'string') return;
      if (callee.name === 'getRegExp') text.overwrite(first.start, first.end, keepBackslashes(raw));
      if (callee.name === 'require')
        text.overwrite(first.start, first.end, raw.replace(/\.wxs(?=['"]$)/, ''));
    },
  });
  return text.toString();
}

/** Paths of `require('…')`, as written. */
export function wxsRequirements(source: string): string[] {
  const found: string[] = [];
  simple(parse(source, { ecmaVersion: 5, sourceType: 'script' }) satisfies Node, {
    CallExpression({ callee, arguments: [first] }) {
      if (callee.type !== 'Identifier' || callee.name !== 'require') return;
      if (first?.type === 'Literal' && typeof first.value === 'string') found.push(first.value);
    },
  });
  return found;
}

/** What WXS offers beside the language, and how its functions are called from templates. */
export const WXS_GLOBALS = `
var getRegExp=(source,flags)=>new RegExp(source,flags);
var getDate=(...parts)=>new Date(...parts);
var __wxsKind=(value)=>value==null?undefined:Object.prototype.toString.call(value).slice(8,-1);
Q.A=(listener,path)=>globalThis.__runtime.wxsPropertyListener(listener,path);
Q.C=(caller,event,listener,path)=>globalThis.__runtime.wxsEvent(caller,event,listener,path);
`;

const keepBackslashes = (literal: string) =>
  literal.replace(/\\([\s\S])/g, (pair, next: string) => (next === '\\' ? pair : `\\\\${next}`));
