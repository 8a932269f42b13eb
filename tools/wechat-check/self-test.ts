import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openAppFiles } from './app-files';
import { composePage } from './compose';
import { measure } from './measure';
import { openDefinitions } from './page';
import { compileTemplates } from './templates';

/** Who refuses: the official compiler, its two parts for templates and sheets, our reading of the files. */
export type Checker = 'miniprogram-ci' | 'wcc' | 'wcsc' | '逐个文件检查';

/**
 * A check that never refuses proves nothing. A small mini-program whose tree is known must be counted so,
 * and copies of it, each broken in one place, must be refused by the file's name.
 */
interface Breakage {
  readonly what: string;
  readonly part: '.wxml' | '.wxss' | '.js';
  /** Written over the page's file; null: the file goes. */
  readonly text: string | null;
  /** Each of them must name the file. The others let it pass, or refuse without a name. */
  readonly by: readonly Checker[];
}

const BREAKAGES: readonly Breakage[] = [
  { what: '标签没有配对', part: '.wxml', text: '<view>\n<text>\n</view>\n', by: ['miniprogram-ci', 'wcc'] },
  {
    what: '样式没有闭合',
    part: '.wxss',
    text: '.a { color: red;\n.b { color: red; }\n',
    by: ['miniprogram-ci', 'wcsc', '逐个文件检查'],
  },
  { what: '页面缺少文件', part: '.wxml', text: null, by: ['miniprogram-ci', '逐个文件检查'] },
  { what: '表达式不完整', part: '.wxml', text: '<view>\n<view a="{{b c}}" />\n</view>\n', by: ['wcc'] },
  { what: '标签没有登记', part: '.wxml', text: '<view>\n<no-such-tag />\n</view>\n', by: ['逐个文件检查'] },
  { what: '脚本语法错误', part: '.js', text: 'Page({\n  data: {\n});\n', by: ['逐个文件检查'] },
];

const KNOWN: Readonly<Record<string, string>> = {
  'app.json': '{"pages":["a/a"],"usingComponents":{"in-slot":"/b/b"}}',
  'app.js': 'App({})',
  'a/a.js': 'Page({})',
  'a/a.json': '{}',
  'a/a.wxml':
    '<view class="list"><in-slot wx:for="{{rows}}" wx:key="*this" is-on><text>{{item}}</text></in-slot></view>',
  'b/b.js': 'Component({ properties: { isOn: Boolean } })',
  'b/b.json': '{"component":true}',
  'b/b.wxml': '<view wx:if="{{isOn}}"><view><slot /></view></view><view wx:else />',
};
/** Each row: the component, its two views, the text in its slot. */
const ROWS = 61;
const EXPECTED = { nodes: 2 + ROWS * 4, depth: 6, widest: { parent: 'view.list', children: ROWS } };

export interface BrokenCopy extends Breakage {
  readonly root: string;
  /** The file that must be named. */
  readonly file: string;
}

/** Writes the known mini-program and its broken copies. @returns where, and how to remove them */
export function makeBrokenCopies() {
  const folder = mkdtempSync(path.join(tmpdir(), 'wechat-check-'));
  const write = (name: string, files: Readonly<Record<string, string | null>>): string => {
    for (const [file, text] of Object.entries(files)) {
      if (text === null) continue;
      mkdirSync(path.dirname(path.join(folder, name, file)), { recursive: true });
      writeFileSync(path.join(folder, name, file), text);
    }
    return path.join(folder, name);
  };
  const copies = BREAKAGES.map((breakage, index): BrokenCopy => {
    const file = `a/a${breakage.part}`;
    return { ...breakage, file, root: write(String(index), { ...KNOWN, [file]: breakage.text }) };
  });
  return {
    known: write('known', KNOWN),
    copies,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Sentences for what was not refused, or not by name. @param said each checker's words on a copy */
export const unrefused = (
  copies: readonly BrokenCopy[],
  said: (checker: Checker, copy: BrokenCopy) => readonly string[],
): string[] =>
  copies.flatMap((copy) =>
    copy.by
      .filter((checker) => !said(checker, copy).some((line) => line.includes(copy.file)))
      .map((checker) => `自检没有通过：${checker} 没有指出 ${copy.file} 的“${copy.what}”。`),
  );

/** Whether the tree of a known page is counted as it is. */
export function miscounted(root: string): string[] {
  const { pathOf } = openAppFiles(root);
  const { render } = compileTemplates(root);
  const rows = Array.from({ length: ROWS }, (_, index) => index);
  const components = { pathOf, render, definitionOf: openDefinitions(root, {}), opened: {} };
  const counted = measure(composePage('a/a', { rows }, components));
  if (JSON.stringify(counted) === JSON.stringify(EXPECTED)) return [];
  return [`自检没有通过：应数出 ${JSON.stringify(EXPECTED)}，数出 ${JSON.stringify(counted)}。`];
}
