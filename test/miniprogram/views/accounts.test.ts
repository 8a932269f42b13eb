import { describe, expect, it } from 'vitest';
import type { AccountView } from '#core/contract/index';
import { UNBIND_REASONS } from '#core/domain/unbind-reason';
import { toAccountRow, toCodeView, UNBIND_CHOICES, unbindReason } from '../../../miniprogram/views/accounts';

const TODAY = '2026-09-14';
const account = (fields: Partial<AccountView> = {}): AccountView => ({
  personId: 'p1',
  name: '白初夏',
  workNo: '05203',
  roles: [{ role: 'adviser', scope: '生物科学241' }],
  boundOn: null,
  codeExpiresOn: null,
  invitationExpiresOn: null,
  ...fields,
});

describe('a person of the staff list', () => {
  it.each([
    [{}, '未开通', '发激活码', false, '还没有绑定微信。'],
    [
      { codeExpiresOn: '2026-09-21' },
      '待激活',
      '重新发激活码',
      true,
      '还没有绑定微信。发过的激活码9月21日（含当天）前有效，重新发会让它失效。',
    ],
    [
      { invitationExpiresOn: '2026-09-21' },
      '待激活',
      '发激活码',
      false,
      '还没有绑定微信。发过的小程序码9月21日（含当天）前有效，重新发会让它失效。',
    ],
    [{ boundOn: '2025-09-01' }, '已开通', '换微信，发激活码', true, '2025年9月1日绑定微信。'],
  ] as const)('%o is %s', (fields, word, codeAction, canUnbind, state) => {
    expect(toAccountRow(account(fields), TODAY, 'me')).toMatchObject({
      word,
      codeAction,
      canUnbind,
      state,
      canIssue: true,
      detail: '05203 · 班主任 生物科学241',
    });
  });

  it('without a role in force gets no code', () => {
    const row = toAccountRow(account({ roles: [] }), TODAY, 'me');
    expect(row).toMatchObject({ canIssue: false, detail: '05203 · 目前没有在任的身份' });
  });

  it.each([
    ['解绑微信', TODAY],
    ['收回激活码', null],
  ])('offers %s', (unbindAction, boundOn) => {
    expect(toAccountRow(account({ boundOn, codeExpiresOn: TODAY }), TODAY, 'me')).toMatchObject({
      unbindAction,
    });
  });

  it('does not unbind oneself', () => {
    expect(toAccountRow(account({ boundOn: TODAY }), TODAY, 'p1').canUnbind).toBe(false);
  });
});

it('an issued code says until when, how often, and what to do with it', () => {
  const view = toCodeView({ account: account(), code: 'K7PM-4QTX-9FWH', expiresOn: '2026-09-21' }, TODAY);
  expect(view.sentence).toContain('9月21日（含当天）前有效');
  expect(view.message).toContain('05203');
  expect(view.message).toContain('K7PM-4QTX-9FWH');
  expect(view.message).not.toContain('白初夏');
});

it('offers each reason to unbind once, in words', () => {
  expect(UNBIND_CHOICES).toHaveLength(UNBIND_REASONS.length);
  expect(UNBIND_CHOICES.map((_, index) => unbindReason(index))).toEqual([...UNBIND_REASONS]);
  expect(unbindReason(99)).toBeUndefined();
});
