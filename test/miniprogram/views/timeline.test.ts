import { describe, expect, it } from 'vitest';
import type { TimelineItem } from '#core/contract/index';
import {
  toCaseRow,
  toTimelineChoices,
  toTimelineRow,
  toViewerRows,
} from '../../../miniprogram/views/timeline';

const TODAY = '2026-09-14';
const event: TimelineItem = {
  id: 't',
  on: '2026-09-14',
  kind: 'talk',
  title: '谈话（面谈）',
  detail: '',
  by: '沈月华',
  talkId: null,
};

describe('经过', () => {
  it.each([
    [{ talkId: 't' }, '/student/talk-view/talk-view?talkId=t'],
    [{ planOf: 'c' }, '/student/plan-edit/plan-edit?caseId=c'],
    [{ callsOf: 'c' }, '/student/call-log/call-log?caseId=c'],
    [{ opens: { page: 'letter', id: 'l' } }, '/office/letter/letter?letterId=l'],
    [{ opens: { page: 'pairing', id: 's' } }, '/volunteer/pairing-edit/pairing-edit?studentId=s'],
    [{ opens: { page: 'referral', id: 'r' } }, '/meeting/referral/referral?referralId=r'],
    [{}, ''],
  ] satisfies [Partial<TimelineItem>, string][])('%o opens “%s”', (fields, url) => {
    expect(toTimelineRow({ ...event, ...fields }, TODAY)).toMatchObject({ on: '今天', by: '沈月华', url });
  });

  it('nobody is named where nobody is known', () => {
    expect(toTimelineRow({ ...event, by: null }, TODAY).by).toBe('');
  });

  it('is narrowed by what there is of it, and not where there is one kind only', () => {
    expect(
      toTimelineChoices([
        { group: 'talk', count: 3 },
        { group: 'parents', count: 1 },
      ]),
    ).toEqual([
      { value: 'talk', label: '谈话 3' },
      { value: 'parents', label: '家长 1' },
    ]);
    expect(toTimelineChoices([{ group: 'talk', count: 3 }])).toEqual([]);
  });
});

describe('a case of a semester', () => {
  const held = {
    caseId: 'c',
    term: '2025-2026-2',
    tier: 2,
    openedOn: '2026-09-13',
    closedOn: null,
    closeReason: null,
    closeOutcome: null,
  } as const;

  it.each([
    [null, null, null, '昨天认定，在帮扶'],
    ['2026-09-14', null, '已无不及格课程', '昨天认定，今天结案：已无不及格课程'],
    ['2026-09-14', 'graduated', '已领证', '昨天认定，今天结案：毕业，已领证'],
    ['2026-09-14', 'other', '转专业', '昨天认定，今天结案：转专业'],
  ] as const)('closed on %s as %s for %s is said %s', (closedOn, closeOutcome, closeReason, detail) => {
    expect(toCaseRow({ ...held, closedOn, closeOutcome, closeReason }, TODAY)).toEqual({
      id: 'c',
      title: '2025-2026学年第2学期 · 二级',
      detail,
    });
  });
});

describe('谁能看到', () => {
  it('names who, how far they reach, what they may open, and who sees nothing', () => {
    const rows = toViewerRows({
      roles: [
        { role: 'leader', reach: 'department', names: ['周明远'], parts: ['archive', 'letters'] },
        { role: 'adviser', reach: 'class', names: [], parts: ['archive', 'talks'] },
      ],
      others: ['teacher', 'volunteer'],
    });
    expect(rows.map(({ title, detail }) => `${title}|${detail}`)).toEqual([
      '工作组组长：周明远|全系。可打开档案和经过、预警通知书',
      '班主任：暂缺|只限自己负责的班级。可打开档案和经过、谈话记录',
      expect.stringContaining('专业教师、学业帮扶志愿者看不到这份档案|'),
    ]);
  });
});
