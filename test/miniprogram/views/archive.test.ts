import { describe, expect, it } from 'vitest';
import type { DutyView, Evidence, StudentArchive } from '#core/contract/index';
import { DUTY_LABELS, TIER_LABELS } from '#core/domain/labels';
import { sayCause, sayDuty, toArchiveView, toDutyRow, toSensitive } from '../../../miniprogram/views/archive';

const TODAY = '2026-09-14';

const evidence = (criterion: Evidence['criterion'], state: Evidence['state']): Evidence => ({
  criterion,
  state,
  statement: '一句话',
  rows: [],
});
const openCase: NonNullable<StudentArchive['openCase']> = {
  caseId: 'c',
  term: '2025-2026-2',
  tier: 3,
  decidedOn: '2026-09-13',
  difficulty: 'both',
  owner: null,
  causes: ['internet-addiction', 'poverty'],
  outstandingCredits: '26.00',
  gpa: '1.2458',
  toNextTier: null,
  evidence: [
    evidence('truancy', 'no-data'),
    evidence('academic-warning', 'met'),
    evidence('low-gpa', 'not-met'),
  ],
  sources: [],
};
const archive: StudentArchive = {
  student: {
    id: 's',
    studentNo: '202409011004',
    name: '林知远',
    gender: '男',
    nativePlace: '浙江台州',
    className: '生物科学241',
    hasSensitive: true,
  },
  openCase,
  duties: [],
  timeline: [],
  timelineNext: null,
  timelineGroups: [],
  cases: [],
  referrals: [],
  advisers: ['沈月华'],
  counselors: ['林书航'],
  can: { fileTalk: true, seeSensitive: true, waive: false, export: true, exportSensitive: true },
};
const duty: DutyView = {
  kind: 'first-talk',
  role: 'adviser',
  state: 'overdue',
  dueOn: '2026-09-11',
  doneOn: null,
  because: '9月4日认定 + 7天 = 9月11日',
};
describe('the six answers', () => {
  it('say of each whether it is met, and what is missing where nobody knows', () => {
    const { criteria } = toArchiveView(archive, TODAY);
    expect(criteria.map(({ label, word }) => [label, word])).toEqual([
      ['学业预警', '符合'],
      ['旷课', '未提供数据'],
      ['平均学分绩点过低', '不符合'],
    ]);
    expect(criteria[1]?.hint).toContain('旷课记录');
    expect([criteria[0]?.hint, criteria[2]?.hint]).toEqual(['', '']);
  });
});

describe('what is sensitive', () => {
  it('lists disciplinary actions with the row that they stand in', () => {
    const action = {
      file: '处分.csv',
      row: 3,
      term: null,
      subject: '考试作弊（学3号）',
      hours: null,
      because: '有效',
    };
    const rows = toSensitive({
      family: null,
      contact: null,
      guardians: null,
      causes: [],
      causeNote: '',
      discipline: [action],
    });
    expect(rows.at(-1)).toEqual({ label: '违纪处分', text: '考试作弊（学3号），有效（处分.csv 第 3 行）' });
  });
});

describe('学生档案', () => {
  it('says who it is, in which tier, why, and who is responsible', () => {
    expect(toArchiveView(archive, TODAY)).toMatchObject({
      tierWord: '三级（最重）',
      detail: '生物科学241 · 202409011004 · 男 · 浙江台州',
      people: '班主任 沈月华，辅导员 林书航',
      caseTerm: '2025-2026学年第2学期',
      decided: '昨天认定，会诊为能力和态度问题',
      causes: '网络成瘾、经济贫困',
    });
  });

  it.each([
    ['26.00', '1.2458', null, ['plain', 'plain', 'zero'], ['26.00', '1.2458', '已最重']],
    ['16.00', null, '9.00', ['plain', 'zero', 'plain'], ['16.00', '无数据', '9.00']],
  ])('credits %s, average %s, %s to the next: toned %o, said %o', (credits, gpa, next, tones, values) => {
    const view = toArchiveView(
      { ...archive, openCase: { ...openCase, outstandingCredits: credits, gpa, toNextTier: next } },
      TODAY,
    );
    expect(view.figures.map(({ tone }) => tone)).toEqual(tones);
    expect(view.figures.map(({ value }) => value)).toEqual(values);
    // By credits: the meeting may have decided on another tier.
    expect(view.figures[2]?.label).toBe('学分距更重一级');
  });

  it.each(['watch', 1, 2, 3] as const)('tier %s has its word', (tier) => {
    expect(toArchiveView({ ...archive, openCase: { ...openCase, tier } }, TODAY).tierWord).toBe(
      TIER_LABELS[tier],
    );
  });

  it('shows the evidence of what is met, and only that', () => {
    expect(toArchiveView(archive, TODAY).evidence.map(({ key }) => key)).toEqual(['academic-warning']);
  });

  it('without a diagnosis says the decision alone; without causes says none', () => {
    const view = toArchiveView(
      { ...archive, openCase: { ...openCase, difficulty: null, causes: [] } },
      TODAY,
    );
    expect(view).toMatchObject({ decided: '昨天认定', causes: '' });
  });

  it('without a case has no figure, no evidence and no talk to file', () => {
    expect(toArchiveView({ ...archive, openCase: null }, TODAY)).toMatchObject({
      hasCase: false,
      caseId: '',
      caseTerm: '',
      figures: [],
      decided: '',
      causes: '',
      evidence: [],
      tierWord: '',
      tierTone: 'none',
      canFileTalk: false,
    });
  });

  it('what is not registered leaves no gap, and a vacant post is named', () => {
    const view = toArchiveView(
      {
        ...archive,
        student: { ...archive.student, gender: null, nativePlace: '' },
        advisers: [],
        counselors: ['林书航', '方柏舟'],
      },
      TODAY,
    );
    expect(view.detail).toBe('生物科学241 · 202409011004');
    expect(view.people).toBe('班主任 暂缺，辅导员 林书航、方柏舟');
  });

  it.each([
    [true, true, true],
    [true, false, false],
    [false, true, false],
  ])('may see sensitive %s, there is some %s: offered %s', (seeSensitive, hasSensitive, offered) => {
    const view = toArchiveView(
      {
        ...archive,
        student: { ...archive.student, hasSensitive },
        can: { fileTalk: false, seeSensitive, waive: false, export: true, exportSensitive: true },
      },
      TODAY,
    );
    expect(view.canSeeSensitive).toBe(offered);
    expect(view.canFileTalk).toBe(false);
  });
});

describe('a duty', () => {
  it.each([
    ['adviser', '班主任'],
    ['counselor', '辅导员'],
    ['office', '系学工办'],
    ['either', '班主任或辅导员'],
  ] as const)('of %s names %s', (role, who) => {
    expect(toDutyRow({ ...duty, role }, TODAY)).toMatchObject({ title: '首次谈话', who });
  });

  it.each([
    ['overdue', '2026-09-11', null, '逾期3天', '应于9月11日'],
    ['open', TODAY, null, '今天到期', ''],
    ['upcoming', '2026-09-15', null, '未到期', '明天前'],
    ['done', '2026-09-11', TODAY, '已完成', '今天'],
    ['paused', '2026-09-11', null, '暂停', ''],
    ['waived', '2026-09-11', null, '免办', ''],
  ] as const)('%s, due %s, done %s says %s %s, and why', (state, dueOn, doneOn, word, text) => {
    expect(toDutyRow({ ...duty, state, dueOn, doneOn }, TODAY).due).toMatchObject({
      word,
      text,
      because: duty.because,
    });
  });

  it('has a key of its own beside the next one of its kind', () => {
    const keys = [duty, { ...duty, role: 'counselor' as const }, { ...duty, dueOn: '2026-10-11' }].map(
      (one) => toDutyRow(one, TODAY).key,
    );
    expect(new Set(keys).size).toBe(3);
  });

  it.each(Object.entries(DUTY_LABELS))('%s is said %s', (kind, label) => {
    expect(sayDuty(kind)).toBe(label);
  });

  it('of a newer server is still something to do', () => {
    expect(sayDuty('a-duty-of-next-year')).toBe('待办');
  });
});

describe('words', () => {
  it('a cause outside the list is shown as it was written', () => {
    expect(sayCause('poverty')).toBe('经济贫困');
    expect(sayCause('家庭变故')).toBe('家庭变故');
  });

  it.each([null, ''])('what is not filled in (%o) says so', (nothing) => {
    const rows = toSensitive({
      family: nothing,
      contact: nothing,
      guardians: nothing,
      causes: [],
      causeNote: '',
      discipline: [],
    });
    expect(rows.map(({ text }) => text)).toEqual(['未填写', '未填写', '未填写']);
    expect(
      toSensitive({
        family: '农村',
        contact: nothing,
        guardians: nothing,
        causes: [],
        causeNote: '',
        discipline: [],
      })[0]?.text,
    ).toBe('农村');
  });
});
