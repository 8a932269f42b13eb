import { describe, expect, it } from 'vitest';
import type { Agenda, ProposalListItem, ProposedChange } from '#core/contract/index';
import { type Show, toAgendaView, toProposalRow } from '../../../miniprogram/views/agenda';

const TODAY = '2026-09-14';

const item: ProposalListItem = {
  proposalId: 'p',
  student: { id: 's', studentNo: '202409011004', name: '林知远', className: '生物科学241' },
  tier: 3,
  outstandingCredits: '26.00',
  gpa: '1.2458',
  toNextTier: null,
  met: ['academic-warning', 'low-gpa'],
  previousTier: null,
  decision: null,
  change: null,
};
const agenda: Agenda = {
  screening: {
    screeningId: 'n',
    term: '2025-2026-2',
    kind: 'official',
    ranOn: TODAY,
    by: '许佩兰',
    policy: { id: 'policy-2015', version: '2015.1' },
    students: 240,
    identified: 22,
    tiers: { watch: 5, 1: 7, 2: 6, 3: 4 },
    undecided: 22,
    files: ['成绩.xlsx', '补考.csv'],
  },
  counts: { open: 22, decided: 0, change: 3, identified: 22, nearMiss: 4, apart: 0 },
  groups: [
    { group: 'new', count: 19 },
    { group: 'up', count: 3 },
  ],
  canDecide: true,
  rolledBack: [],
  items: [item],
  nextCursor: null,
};

const UP: ProposedChange = {
  kind: 'up',
  decision: { id: 'd', outcome: 'confirm', tier: 1, on: '2026-09-10' },
  caseTier: 1,
  credits: { before: '14.00', after: '18.00' },
  gpa: { before: null, after: null },
  courses: [],
  nowMet: ['truancy'],
  noLongerMet: [],
};

/** nbsp keeps a number and its word together. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('how a student comes before the meeting', () => {
  it.each([
    [{}, '新认定'],
    [{ previousTier: 2 as const }, '比原来重'],
    [{ previousTier: 3 as const }, '延续'],
    [{ change: UP }, '比原来重'],
    [{ tier: null }, ''],
    [{ decision: { outcome: 'confirm' as const, tier: 3 as const, on: TODAY } }, ''],
  ])('%j is said %s', (change, group) => {
    expect(toProposalRow({ ...item, ...change }, TODAY).group).toBe(group);
  });
});

describe('the distance to the next tier', () => {
  it.each([
    [null, null, ''],
    [null, '2.00', '距一级 2.00'],
    [1, '3.00', '距更重一级 3.00'],
  ] as const)('of tier %o, %o away, is said %o', (tier, toNextTier, said) => {
    const { detail } = toProposalRow({ ...item, tier, toNextTier }, TODAY);
    expect(plain(detail).endsWith(said === '' ? '1.2458' : said)).toBe(true);
  });
});

describe('the kinds of those who wait', () => {
  const kinds = (...of: Parameters<typeof toAgendaView>) =>
    toAgendaView(...of).kinds.map(({ label }) => label);

  it('each says its number, on the first tab alone', () => {
    expect(kinds(agenda, 'open', TODAY)).toEqual(['全部 22', '新认定 19', '比原来重 3']);
    expect(kinds(agenda, 'decided', TODAY)).toEqual([]);
  });

  it('one kind alone is no choice; the chosen one stays though its last student was decided', () => {
    const one = { ...agenda, groups: agenda.groups.slice(0, 1) };
    expect(kinds(one, 'open', TODAY)).toEqual([]);
    const emptied = toAgendaView({ ...one, items: [] }, 'open', TODAY, 'up');
    expect(emptied.kinds.map(({ label }) => label)).toEqual(['全部 22', '新认定 19', '比原来重 0']);
    expect(emptied.emptyTitle).toBe('没有“比原来重”的学生');
  });
});

describe('the meeting’s list', () => {
  it('says which screening, when, by whom, by which policy, and of how many', () => {
    const view = toAgendaView(agenda, 'open', TODAY);
    expect(view.term).toBe('2025-2026学年第2学期');
    expect(view.ran).toBe('正式筛查 · 今天 · 许佩兰 · 办法 2015.1 · 筛查 240 名，符合 22 名');
    expect(view.files).toBe('成绩.xlsx、补考.csv');
    expect(view.isPreview).toBe(false);
  });

  it('counts by tier, the heaviest first and named so', () => {
    expect(toAgendaView(agenda, 'open', TODAY).figures).toEqual([
      { label: '三级（最重）', value: '4', tone: 'plain' },
      { label: '二级', value: '6', tone: 'plain' },
      { label: '一级', value: '7', tone: 'plain' },
      { label: '建档关注', value: '5', tone: 'plain' },
    ]);
  });

  it('a tier of nobody is toned down, its word stays', () => {
    const screening = agenda.screening && { ...agenda.screening, tiers: { watch: 0, 1: 0, 2: 0, 3: 0 } };
    const { figures } = toAgendaView({ ...agenda, screening }, 'open', TODAY);
    expect(figures.map(({ tone }) => tone)).toEqual(['zero', 'zero', 'zero', 'zero']);
  });

  it('a screening before the make-up exams says that it is a preview', () => {
    const screening = agenda.screening && { ...agenda.screening, kind: 'preview' as const };
    const view = toAgendaView({ ...agenda, screening }, 'open', TODAY);
    expect(view.isPreview).toBe(true);
    expect(view.ran).toContain('补考前');
  });

  it('each tab says its number', () => {
    expect(toAgendaView(agenda, 'open', TODAY).tabs.map(({ label }) => label)).toEqual([
      '待认定 22',
      '变更 3',
      '已认定 0',
      '接近 4',
      '另列 0',
    ]);
  });

  it.each([
    ['open', '都已认定'],
    ['change', '没有变更建议'],
    ['decided', '还没有决定'],
    ['near-miss', '没有接近的学生'],
    ['apart', '没有另列的学生'],
  ] as const)('nobody under %s is said %s, with what that means', (show: Show, title) => {
    const view = toAgendaView({ ...agenda, items: [] }, show, TODAY);
    expect(view).toMatchObject({ rows: [], emptyTitle: title });
    expect(view.emptyHint).toMatch(/。$/);
    // How near is near is a setting of the policy.
    expect(view.emptyHint).not.toMatch(/\d/);
  });

  it('before the first screening shows no figure and no file', () => {
    expect(toAgendaView({ ...agenda, screening: null, items: [] }, 'open', TODAY)).toMatchObject({
      hasScreening: false,
      screeningId: '',
      term: '',
      ran: '',
      files: '',
      figures: [],
      isPreview: false,
    });
  });
});

describe('a row of the list', () => {
  it('has the tier with its word, credits, average and what is met', () => {
    const row = toProposalRow(item, TODAY);
    expect(row).toMatchObject({ tierWord: '三级（最重）', tierTone: '3', decision: '' });
    expect(plain(row.detail)).toBe('生物科学241 · 不及格 26.00 学分 · 绩点 1.2458');
    expect(row.met).toBe('学业预警、平均学分绩点过低');
    expect(row.spoken).toBe('林知远，生物科学241，三级（最重）');
  });

  it('never breaks between a number and its word', () => {
    const parts = toProposalRow(item, TODAY).detail.split(' · ');
    for (const part of parts) expect(part).not.toContain(' ');
  });

  it('without an average leaves it out rather than saying zero', () => {
    expect(plain(toProposalRow({ ...item, gpa: null }, TODAY).detail)).toBe(
      '生物科学241 · 不及格 26.00 学分',
    );
  });

  it.each([
    ['watch', '现为建档关注'],
    [1, '现为一级'],
    [3, '现为三级（最重）'],
  ] as const)('held in tier %s before: %s', (previousTier, said) => {
    expect(toProposalRow({ ...item, previousTier }, TODAY).met).toBe(`学业预警、平均学分绩点过低 · ${said}`);
  });

  it('of a near miss has no tier word and nothing met, and is read out without gaps', () => {
    const row = toProposalRow({ ...item, tier: null, met: [] }, TODAY);
    expect(row).toMatchObject({ tierWord: '', tierTone: 'none', met: '', spoken: '林知远，生物科学241' });
  });

  it.each([
    [{ outcome: 'confirm', tier: 3, on: TODAY }, '今天确认', '三级（最重）'],
    [{ outcome: 'change', tier: 2, on: '2026-09-13' }, '昨天调整', '二级'],
    [{ outcome: 'dismiss', tier: null, on: '2025-12-31' }, '2025年12月31日不认定', ''],
  ] as const)('decided %o says %s and shows the tier that was decided', (decision, said, tierWord) => {
    expect(toProposalRow({ ...item, decision }, TODAY)).toMatchObject({ decision: said, tierWord });
  });

  it('with a proposed change says the old and the new tier, and why, and reads it out', () => {
    const row = toProposalRow({ ...item, tier: 2, previousTier: 1, change: UP }, TODAY);
    expect(row).toMatchObject({ changeTag: '变更', change: '一级 → 二级：新符合旷课', tierWord: '二级' });
    expect(row.met).not.toContain('现为');
    expect(row.spoken).toContain('一级 → 二级');
  });

  it.each([
    [UP, '今天维持不变'],
    [{ ...UP, kind: 'again', caseTier: null }, '今天不认定'],
  ] as const)('a change that was not taken over is not a dismissal', (change, said) => {
    const decision = { outcome: 'dismiss', tier: null, on: TODAY } as const;
    expect(toProposalRow({ ...item, change, decision }, TODAY).decision).toBe(said);
  });

  it('decided before with nothing new shows that decision and the tier in force', () => {
    const settled = { ...UP, kind: 'settled', caseTier: 1 } as const;
    expect(toProposalRow({ ...item, tier: 2, change: settled }, TODAY)).toMatchObject({
      decision: '9月10日确认',
      tierWord: '一级',
      change: '',
      changeTag: '',
    });
  });

  it('new evidence about who was dismissed is called so', () => {
    const change = { ...UP, kind: 'again', caseTier: null } as const;
    expect(toProposalRow({ ...item, change }, TODAY).changeTag).toBe('新依据');
  });
});

describe('a list that rests on a file taken back', () => {
  it('says so and what to do; else nothing', () => {
    const { rolledBack } = toAgendaView({ ...agenda, rolledBack: ['成绩.xlsx'] }, 'open', TODAY);
    expect(rolledBack).toContain('“成绩.xlsx”已被撤销');
    expect(rolledBack).toContain('请重新筛查');
    expect(toAgendaView(agenda, 'open', TODAY).rolledBack).toBe('');
  });
});
