import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sayInstallFailure } from '../../../tools/wechat-check/heavy';
import { makeBrokenCopies, unrefused } from '../../../tools/wechat-check/self-test';

const root = path.resolve(import.meta.dirname, '../../..');

describe("WeChat's packages", () => {
  it.each(['package.json', 'package-lock.json'])(
    'are no part of %s, which the two commands install',
    (file) => {
      expect(readFileSync(path.join(root, file), 'utf8')).not.toMatch(/miniprogram-(ci|compiler)/);
    },
  );

  it.each([
    [
      'npm error code ETARGET\nnpm error notarget No matching version found for miniprogram-ci@2.1.42.\n',
      'npm 软件源里没有 miniprogram-ci@2.1.42，',
    ],
    [
      "npm error code E404\nnpm error 404 Not Found - GET https://registry.example/@a%2fb\nnpm error 404\nnpm error 404  The requested resource '@a/b@1.0.0' could not be found",
      'npm 软件源里没有 @a/b@1.0.0，',
    ],
    ['npm error code ECONNREFUSED\nnpm error syscall connect', '连不上 npm 软件源（ECONNREFUSED），'],
    ['npm error code E503\nnpm error 503 Service Unavailable', 'npm 软件源拒绝了请求（E503），'],
    ['npm error code ENOSPC\nnpm error no space left', '磁盘空间不够，'],
    ['', '微信的编译器没有装上，检查没有进行：npm 没有说明原因'],
  ])('say in one sentence why they could not be installed: %j', (output, start) => {
    const sentence = sayInstallFailure(output);
    expect(sentence.startsWith(start)).toBe(true);
    expect(sentence).toContain('检查没有进行');
    expect(sentence).not.toContain('\n');
  });
});

describe('the self-test notices a checker that lets things pass', () => {
  const { copies, remove } = makeBrokenCopies();
  remove();
  const expected = copies.reduce((sum, { by }) => sum + by.length, 0);

  it('silence is told for each checker and breakage', () => {
    const sentences = unrefused(copies, () => []);
    expect(sentences).toHaveLength(expected);
    expect(sentences[0]).toBe('自检没有通过：miniprogram-ci 没有指出 a/a.wxml 的“标签没有配对”。');
  });

  it('so is a refusal that names another file', () => {
    expect(unrefused(copies, () => ['b/b.wxml:1: wrong'])).toHaveLength(expected);
  });

  it('a refusal by name is what is asked for', () => {
    expect(unrefused(copies, (_checker, { file }) => [`${file}:1: wrong`])).toEqual([]);
  });
});
