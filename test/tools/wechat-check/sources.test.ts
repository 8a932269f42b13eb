import { describe, expect, it } from 'vitest';
import { scriptProblems, styleProblems, tagProblems } from '../../../tools/wechat-check/sources';

const knows = (tag: string) => tag === 'due-line';

describe('each refusal names file and line', () => {
  it.each([
    ['<view>\n<due-line />\n<page-meta /></view>', []],
    ['<view>\n<due-lin />\n</view>', ['a.wxml:2: 标签 <due-lin> 没有在 usingComponents 里登记']],
    ['<!-- <x-old> -->\n<view a="{{ 1 <b ? 1 : 2 }}" />', []],
    [
      '<wxs module="m">\nvar a = 1 <b\n</wxs>\n<x-y />',
      ['a.wxml:4: 标签 <x-y> 没有在 usingComponents 里登记'],
    ],
  ])('tags: %j', (source, expected) => {
    expect(tagProblems('a.wxml', source, knows)).toEqual(expected);
  });

  it.each([
    ['Page({});\nconst a = 1;', null],
    ['Page({});\nconst = 1;', 'a.js:2: '],
    ['Page({\n', 'a.js:2: '],
  ])('scripts: %j', (source, start) => {
    const problems = scriptProblems('a.js', source);
    if (start === null) expect(problems).toEqual([]);
    else expect(problems).toEqual([expect.stringMatching(new RegExp(`^${start}`))]);
  });

  it.each([
    ['.a {\n  color: red;\n}\n', null],
    ['.b {}\n.a {\n  color: red;\n', 'a.wxss:2:1: Unclosed block'],
  ])('sheets: %j', (source, expected) => {
    expect(styleProblems('a.wxss', source)).toEqual(expected === null ? [] : [expected]);
  });
});
