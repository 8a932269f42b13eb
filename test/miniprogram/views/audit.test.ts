import { describe, expect, it } from 'vitest';
import type { AuditItem } from '#core/contract/index';
import { NO_QUESTION, toAuditInput, toAuditRow, toCheckView } from '../../../miniprogram/views/audit';

const item = (fields: Partial<AuditItem> = {}): AuditItem => ({
  seq: 31,
  at: '2026-09-14T02:42:00.000Z',
  onDay: '2026-09-14',
  person: { id: 'p', name: '顾明澜', workNo: 'T001' },
  role: 'adviser',
  action: 'students.sensitive',
  subject: { type: 'student', id: 's' },
  subjectName: null,
  student: { id: 's', name: '林知远', studentNo: '202405010101' },
  detail: { purpose: 'contact-parents' },
  changes: {},
  ...fields,
});

describe('an event', () => {
  it('says who, what and when', () => {
    expect(toAuditRow(item(), '2026-09-14')).toEqual({
      id: '31',
      sentence: '顾明澜查看了林知远的家庭和联系方式，用于联系家长',
      changes: [],
      detail: '9月14日 10:42 · 班主任 T001 · 第 31 条',
    });
  });

  it.each([
    [
      { action: 'session.activate', role: 'self', student: null, detail: { replaced: true } },
      '顾明澜用激活码开通了小程序，换了微信',
    ],
    [
      { action: 'meeting.decide', detail: { outcome: 'change', tier: '3' } },
      '顾明澜决定：林知远，调整 三级（最重）',
    ],
    [
      { action: 'accounts.unbind', subjectName: '白初夏', student: null, detail: { reason: 'phone-lost' } },
      '顾明澜解绑了白初夏的微信：手机丢失',
    ],
    [
      {
        action: 'imports.apply',
        subjectName: '名册.csv',
        student: null,
        detail: { kind: 'students', new: 2, changed: 1 },
      },
      '顾明澜导入了学生名册「名册.csv」：新增 2 行，改动 1 行',
    ],
    [
      { action: 'talks.file', detail: { attended: false, heldOn: '2026-09-10' } },
      '顾明澜登记了约谈未到：林知远，9月10日',
    ],
    [
      { student: { id: 's', name: '', studentNo: '' } },
      '顾明澜查看了一位已不在名册的学生的家庭和联系方式，用于联系家长',
    ],
    [{ action: 'toString' }, '顾明澜办理了一件事（toString），涉及林知远'],
    [
      { action: 'meeting.decide', detail: { outcome: 'constructor', tier: '__proto__' } },
      '顾明澜决定：林知远，constructor',
    ],
  ] as const)('%o reads %s', (fields, sentence) => {
    expect(toAuditRow(item(fields as Partial<AuditItem>), '2026-09-14').sentence).toBe(sentence);
  });

  it('says from what to what, of a sensitive field only that it changed', () => {
    const { changes } = toAuditRow(
      item({
        changes: {
          tier: ['1', '3'],
          outcome: [null, 'confirm'],
          guardians: ['held', 'other'],
          contact: [null, 'other'],
          className: ['生物科学241', '生物科学242'],
          截止分: ['12', '10'],
          bound: [true, false],
        },
      }),
      '2026-09-14',
    );
    expect(changes).toEqual([
      '帮扶类型：一级 → 三级（最重）',
      '结论：无 → 确认',
      '家长信息：（已登记，内容不记） → （已改，内容不记）',
      '联系方式：无 → （已改，内容不记）',
      '班级：生物科学241 → 生物科学242',
      '截止分：12 → 10',
      '微信：已绑定 → 未绑定',
    ]);
  });
});

describe('the chain', () => {
  const head = { seq: 120, hash: 'ab'.repeat(32) };
  it.each([
    [{ head, last: 120, broken: null, hasMore: false }, 'done', '链完整'],
    [{ head: null, last: 0, broken: null, hasMore: false }, 'done', '链完整'],
    [{ head, last: 60, broken: null, hasMore: true }, 'due', '正在核对'],
    [{ head, last: 120, broken: 7, hasMore: false }, 'late', '链不完整'],
    [{ head, last: 60, broken: 7, hasMore: true }, 'late', '链不完整'],
  ] as const)('%o is %s %s', (check, tone, word) => {
    expect(toCheckView(check)).toMatchObject({ tone, word });
  });
});

it('asks only what was filled in', () => {
  expect(toAuditInput(NO_QUESTION)).toEqual({});
  expect(toAuditInput({ ...NO_QUESTION, person: ' 顾 ', group: 'reading', from: '2026-09-01' })).toEqual({
    person: '顾',
    group: 'reading',
    from: '2026-09-01',
  });
});
