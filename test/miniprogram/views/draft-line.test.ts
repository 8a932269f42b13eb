import { expect, it } from 'vitest';
import { UNSAVED } from '../../../miniprogram/services/drafts';
import { saySaved, toUnsent } from '../../../miniprogram/views/draft-line';

const refusal = (code: string, message: string) => Object.assign(new Error(message), { code });

it('without a network the form says that nothing is lost; a refusal stays its own sentence', () => {
  expect(toUnsent(refusal('OFFLINE', '没有连上服务器'))).toEqual({
    isOffline: true,
    sendError: '没有连上网络，还没有提交。内容已存为草稿，连上后请点「重试」。',
  });
  expect(toUnsent(refusal('LATE', '记录已过期'))).toEqual({ isOffline: false, sendError: '记录已过期。' });
});

it('says when a draft was kept, and that it was not where the phone has no room', () => {
  expect(saySaved(Date.parse('2026-09-14T02:42:00Z'))).toBe('草稿已保存 10:42');
  expect(saySaved(0)).toBe('');
  expect(saySaved(UNSAVED)).toMatch(/^草稿没有存下/);
});
