import { describe, expect, it } from 'vitest';
import type { PairingDesk, PairingRow, StudentPairing } from '#core/contract/index';
import { toOwnPair } from '../../../miniprogram/views/own-pair';
import {
  toChoiceRow,
  toDeskHead,
  toDeskRow,
  toEndKind,
  toStudentPairingView,
} from '../../../miniprogram/views/pairing';

const TODAY = '2026-09-14';

describe('a volunteer’s own pair', () => {
  const pair = {
    pairingId: 'p',
    studentName: '林知远',
    className: '生物科学241',
    agreedContact: '',
    courses: ['有机化学'],
    firstDay: '2026-09-07',
    plan: null,
  };
  it.each([
    ['', '还没有约好联系方式，可问辅导员。'],
    ['微信', '联系方式：微信'],
  ])('with the contact %o says %s', (agreedContact, contact) => {
    expect(toOwnPair({ ...pair, agreedContact }, TODAY)).toMatchObject({
      contact,
      courses: '帮扶课程：有机化学',
      since: '9月7日开始',
      plan: [],
    });
  });

  it('shows the shared part of the plan, a line each', () => {
    const plan = {
      lines: [
        { course: '有机化学', way: 'resit' as const, term: '2026-2027-1', on: '2026-09-20' },
        { course: '遗传学', way: 'retake' as const, term: '2026-2027-2', on: null },
      ],
      steps: ['周三晚自习'],
    };
    expect(toOwnPair({ ...pair, plan }, TODAY).plan).toEqual([
      expect.stringMatching(/^有机化学 · 补考 · /),
      '遗传学 · 重修 · 2026-2027学年第2学期',
      '每周：周三晚自习',
    ]);
  });
});

const row: PairingRow = {
  student: { id: 's', name: '林知远', className: '生物科学241' },
  caseId: 'c',
  tier: 2,
  courses: ['有机化学', '遗传学'],
  suggestion: {
    volunteerId: 'v',
    name: '闻人语',
    className: '生物科学231',
    sentence: '已通过有机化学（92）',
  },
  because: null,
  pair: null,
};
const pair = {
  pairingId: 'p',
  volunteerId: 'v',
  volunteerName: '闻人语',
  firstDay: '2026-09-07',
  courses: ['有机化学'],
  agreedContact: '微信',
  because: '已通过有机化学（92）',
  isInterrupted: false,
};

describe('a row of the desk', () => {
  it('with a suggestion says whom and why, and may be confirmed', () => {
    expect(toDeskRow(row, TODAY)).toMatchObject({
      lead: '建议 闻人语 · 生物科学231',
      text: '已通过有机化学（92）。',
      courses: '未通过：有机化学、遗传学',
      action: '确认',
      volunteerId: 'v',
      tierWord: '二级',
    });
  });

  it.each([
    [
      'nobody fits',
      { suggestion: null, because: '还没有已上岗的志愿者。' },
      '',
      '还没有已上岗的志愿者。',
      true,
    ],
    [
      'none is owed',
      { suggestion: null, tier: 3 as const },
      '请志愿者',
      '三级（最重）不要求结对，需要时可以安排。',
      false,
    ],
    ['there is a pair', { pair }, '', '已通过有机化学（92）', false],
    [
      'the volunteer left',
      { pair: { ...pair, isInterrupted: true } },
      '',
      '志愿者暂停或已不在岗，需要换一位。',
      true,
    ],
  ])('where %s', (_, fields, action, text, isWarning) => {
    expect(toDeskRow({ ...row, ...fields }, TODAY)).toMatchObject({ action, text, isWarning });
  });
});

describe('the head of the desk', () => {
  const desk: PairingDesk = {
    show: 'open',
    counts: { open: 2, offered: 1, paired: 0 },
    volunteers: { atWork: 3, places: 4 },
    items: [],
    nextCursor: null,
  };
  it('counts the lists and the places', () => {
    const head = toDeskHead(desk);
    expect(head.shows.map(({ label }) => label)).toEqual(['待结对 2', '可选 1', '结对中 0']);
    expect(head.intro).toBe('在岗志愿者 3 名，还能接 4 名学生。');
  });
  it('says what to do without volunteers', () => {
    expect(toDeskHead({ ...desk, volunteers: { atWork: 0, places: 0 } }).intro).toMatch(/导入/);
  });
});

describe('one student', () => {
  const held: StudentPairing = {
    student: row.student,
    caseId: 'c',
    tier: 1,
    courses: row.courses,
    wish: { free: null, campus: null, classWish: null },
    standing: 'offered',
    pair: null,
    former: [
      {
        pairingId: 'old',
        volunteerName: '季子昂',
        firstDay: '2026-03-05',
        lastDay: '2026-07-01',
        kind: 'student-wish',
        note: '时间对不上',
      },
    ],
    choices: { items: [], nextCursor: null },
  };
  it.each([
    ['offered', true, false],
    ['asked', false, true],
    ['owed', false, false],
  ] as const)('%s: may ask %s, may take back %s', (standing, canAsk, canWithdraw) => {
    expect(toStudentPairingView({ ...held, standing }, TODAY)).toMatchObject({ canAsk, canWithdraw });
  });
  it('tells of a former pair when and why it ended', () => {
    expect(toStudentPairingView(held, TODAY).former).toEqual([
      { id: 'old', line: '季子昂，3月5日至7月1日', why: '学生希望更换 · 时间对不上' },
    ]);
  });
  it('says of a volunteer what stands in the way, and how much there is to do', () => {
    const choice = {
      volunteerId: 'v',
      name: '闻人语',
      className: '生物科学231',
      sentence: '',
      obstacle: 'full' as const,
      isAllowed: false,
      freeTime: '周三晚上',
      load: 1,
      places: 1,
    };
    expect(toChoiceRow(choice, 'v')).toMatchObject({
      word: '名额已满',
      detail: '生物科学231 · 已帮扶\u00a01\u00a0人 · 空闲：周三晚上',
      isOn: true,
    });
    expect(toEndKind('case-closed')).toBeNull();
    expect(toEndKind('unavailable')).toBe('unavailable');
  });
});
