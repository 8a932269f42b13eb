import { describe, expect, it } from 'vitest';
import type { CriterionStates, Evidence, ProposalView, ProposedChange } from '#core/contract/index';
import {
  type DecisionFields,
  missingIn,
  NO_DECISION,
  sayDone,
  toCaseView,
  toDecideInput,
} from '../../../miniprogram/views/case';

const TODAY = '2026-09-14';
const row: Evidence['rows'][number] = {
  file: '成绩.csv',
  row: 2,
  term: '2025-2026-1',
  courseCode: 'C1',
  courseName: '普通化学',
  nature: '必修课',
  credit: '3.00',
  point: '0.00',
  score: '45',
  resitScore: null,
  retakeScore: null,
  because: '不及格，没有补考',
};
const ID = '0199436e-7d3c-7c41-9c55-6f1e63b0a001';
const criteria: CriterionStates = {
  truancy: 'no-data',
  'failed-courses': 'not-met',
  'academic-warning': 'met',
  'low-gpa': 'met',
  'study-discipline': 'no-data',
  referral: 'no-data',
};
const proposal: ProposalView = {
  proposalId: ID,
  screeningId: ID,
  term: '2025-2026-2',
  student: { id: ID, studentNo: '20230101001', name: '王小禾', className: '生科231' },
  identified: true,
  tier: 2,
  change: null,
  outstandingCredits: '16.00',
  gpa: '1.3333',
  toNextTier: '9.00',
  criteria,
  evidence: [],
  sources: [],
  pending: [],
  previousCase: null,
  decision: null,
  conference: null,
  owners: [],
  wouldStart: [],
  position: { index: 1, of: 30, nextProposalId: null },
  canDecide: true,
  canImport: false,
};
const fields = (change: Partial<DecisionFields>): DecisionFields => ({
  ...NO_DECISION,
  difficulty: 'both',
  ...change,
});

describe('what is missing', () => {
  it.each([
    [true, 'no-data', true],
    [true, 'not-met', false],
    [false, 'no-data', false],
  ] as const)(
    'may be brought in by who can import (%s) where truancy is %s: %s',
    (canImport, truancy, shown) => {
      const states = { ...criteria, 'study-discipline': 'met', referral: 'met', truancy } as const;
      expect(toCaseView({ ...proposal, criteria: states, canImport }, '2026-09-14').canImport).toBe(shown);
    },
  );
});

describe('what is missing before a decision is sent', () => {
  it.each([
    [{ outcome: null }, 2, false, 'outcome'],
    [{ outcome: 'confirm' }, 2, false, undefined],
    [{ outcome: 'confirm', difficulty: null }, 2, false, 'difficulty'],
    [{ outcome: 'confirm' }, 2, true, 'reason'],
    [{ outcome: 'change', reason: '补考已过' }, 2, false, 'tier'],
    [{ outcome: 'change', tier: '2', reason: '补考已过' }, 2, false, 'tier'],
    [{ outcome: 'change', tier: '1' }, 2, false, 'reason'],
    [{ outcome: 'change', tier: '1', reason: '补考已过' }, 2, false, undefined],
    [{ outcome: 'change', tier: 'watch', reason: '应关注' }, null, false, undefined],
    [{ outcome: 'dismiss', difficulty: null }, 2, false, 'reason'],
    [{ outcome: 'dismiss', difficulty: null, reason: '已转学' }, 2, false, undefined],
  ] as const)('%o on a proposal of %s (decided before: %s): %s', (change, tier, isRevision, field) => {
    expect(missingIn(fields(change), tier, isRevision)?.field).toBe(field);
  });
});

describe('what is sent', () => {
  it('confirms the proposed tier', () => {
    const input = toDecideInput({ ...fields({}), outcome: 'confirm' }, proposal, ID);
    expect(input).toMatchObject({ id: ID, outcome: 'confirm', tier: 2, difficulty: 'both' });
  });

  it('changes to the chosen tier', () => {
    const input = toDecideInput({ ...fields({ tier: '3' }), outcome: 'change' }, proposal, ID);
    expect(input.tier).toBe(3);
  });

  it('dismisses without tier or diagnosis', () => {
    const input = toDecideInput({ ...fields({}), outcome: 'dismiss' }, proposal, ID);
    expect(input).not.toHaveProperty('tier');
    expect(input.difficulty).toBeNull();
  });

  it('sends only causes of the closed list', () => {
    const input = toDecideInput(
      { ...fields({ causes: ['poverty', 'weather'] }), outcome: 'confirm' },
      proposal,
      ID,
    );
    expect(input.causes).toEqual(['poverty']);
  });
});

describe('a change of an open case', () => {
  const change: ProposedChange = {
    kind: 'up',
    decision: { id: ID, outcome: 'confirm', tier: 1, on: '2026-09-10' },
    caseTier: 1,
    credits: { before: '14.00', after: '16.00' },
    gpa: { before: null, after: null },
    courses: [],
    nowMet: [],
    noLongerMet: [],
  };
  const labels = (of: Partial<ProposalView>) =>
    toCaseView({ ...proposal, ...of }, '2026-09-14').outcomes.map(({ value, label }) => [value, label]);

  it('is confirmed, changed or left by words that say so', () => {
    expect(labels({ change })).toEqual([
      ['confirm', '变更为二级'],
      ['change', '调整'],
      ['dismiss', '维持一级'],
    ]);
  });

  it('cleared is closed or left; there is no tier to confirm', () => {
    expect(labels({ tier: null, identified: false, change: { ...change, kind: 'cleared' } })).toEqual([
      ['close', '结案'],
      ['change', '调整'],
      ['dismiss', '维持一级'],
    ]);
  });

  it('with nothing new is decided already, and may be decided again by the usual words', () => {
    const view = toCaseView({ ...proposal, change: { ...change, kind: 'settled' } }, '2026-09-14');
    expect(view).toMatchObject({ isDecided: true, change: null });
    expect(view.decided).toContain('确认为一级');
    expect(view.outcomes.map(({ value }) => value)).toEqual(['confirm', 'change', 'dismiss']);
  });

  it('left as it was is said so, closed too', () => {
    expect(sayDone('王小禾', { outcome: 'dismiss' }, true)).toBe('王小禾：维持不变。');
    expect(sayDone('王小禾', { outcome: 'dismiss' })).toBe('王小禾：不认定。');
    expect(sayDone('王小禾', { outcome: 'close' })).toBe('王小禾：已结案。');
  });

  it('closing needs its outcome and no diagnosis', () => {
    expect(missingIn(fields({ outcome: 'close', difficulty: null }), null, false)?.field).toBe('reason');
    expect(
      missingIn(fields({ outcome: 'close', difficulty: null, reason: '补考通过' }), null, false),
    ).toBeNull();
    const sent = toDecideInput({ ...fields({}), outcome: 'close' }, { ...proposal, tier: null }, ID);
    expect(sent).not.toHaveProperty('tier');
    expect(sent.difficulty).toBeNull();
  });
});

describe('the screen of one student', () => {
  it('lists all six criteria, met first, and says 未提供数据 where nothing is known', () => {
    const view = toCaseView(proposal, '2026-09-14');
    expect(view.criteria.map(({ word }) => word)).toEqual([
      '符合',
      '符合',
      '未提供数据',
      '未提供数据',
      '未提供数据',
      '不符合',
    ]);
  });

  it.each([
    ['watch', '确认建档关注'],
    [1, '确认一级'],
    [3, '确认三级（最重）'],
  ] as const)('tier %s is proposed and confirmed by its word', (tier, label) => {
    const view = toCaseView({ ...proposal, tier }, TODAY);
    expect(view.outcomes.map((outcome) => outcome.label)).toEqual([label, '调整', '不认定']);
  });

  it('says who it is, in which place of the list, and in which semester', () => {
    expect(
      toCaseView({ ...proposal, position: { index: 2, of: 30, nextProposalId: 'n' } }, TODAY),
    ).toMatchObject({
      detail: '生科231 · 20230101001',
      term: '2025-2026学年第2学期',
      position: '第 2 位，共 30 位',
      nextProposalId: 'n',
    });
  });

  it.each([
    ['1.3333', '9.00', ['16.00', '1.3333', '9.00'], ['plain', 'plain', 'plain']],
    [null, null, ['16.00', '无数据', '已最重'], ['plain', 'zero', 'zero']],
  ])('average %s, %s to the next tier: %o', (gpa, toNextTier, values, tones) => {
    const { figures } = toCaseView({ ...proposal, gpa, toNextTier }, TODAY);
    expect(figures.map(({ value }) => value)).toEqual(values);
    expect(figures.map(({ tone }) => tone)).toEqual(tones);
  });

  it('shows the evidence of what is met first, then what has rows; what says nothing is left to the list', () => {
    const of = (criterion: Evidence['criterion'], state: Evidence['state'], rows: Evidence['rows'] = []) => ({
      criterion,
      state,
      statement: '',
      rows,
    });
    const { evidence } = toCaseView(
      {
        ...proposal,
        evidence: [
          of('low-gpa', 'not-met', [row]),
          of('truancy', 'no-data'),
          of('failed-courses', 'not-met'),
          of('academic-warning', 'met', [row]),
          of('referral', 'met'),
        ],
      },
      TODAY,
    );
    expect(evidence.map(({ key }) => key)).toEqual(['academic-warning', 'referral', 'low-gpa']);
    expect(evidence.map(({ isFolded }) => isFolded)).toEqual([false, false, true]);
  });

  it.each([0, 1, 50, 73])('lists all %i results that are not in yet', (count) => {
    const pending = Array.from({ length: count }, (_, index) => ({ ...row, row: index + 2, score: '' }));
    const view = toCaseView({ ...proposal, pending }, TODAY);
    expect(view.pending).toHaveLength(count);
    expect(view.pendingNote).toBe(`${count} 行`);
    if (count > 0) expect(view.pending[0]?.score).toBe('无成绩');
  });

  it('a case of the semester before is said with its tier and credits', () => {
    const previousCase = { term: '2025-2026-1', tier: 3, outstandingCredits: '26.00' } as const;
    expect(toCaseView({ ...proposal, previousCase }, TODAY).previous).toBe(
      '2025-2026学年第1学期认定为三级（最重），当时不及格 26.00 学分。',
    );
    expect(toCaseView(proposal, TODAY).previous).toBe('');
  });

  it('undecided, nothing is said of a decision', () => {
    expect(toCaseView(proposal, TODAY)).toMatchObject({
      isDecided: false,
      decided: '',
      decidedReason: '',
      decidedCauses: '',
    });
  });

  it.each([
    ['confirm', 2, 'both', '今天由周明远确认为二级，能力和态度问题'],
    ['change', 3, 'ability', '今天由周明远调整为三级（最重），学习能力问题'],
    ['change', 'watch', null, '今天由周明远调整为建档关注'],
    ['dismiss', null, null, '今天由周明远不认定'],
  ] as const)('decided %s %s %s: %s', (outcome, tier, difficulty, said) => {
    const decision = {
      outcome,
      decisionId: ID,
      tier,
      difficulty,
      causes: ['poverty', 'serious-illness'] as const,
      causeNote: '家庭变故',
      reason: '核实后',
      on: TODAY,
      by: '周明远',
      owner: '林书航',
    };
    expect(toCaseView({ ...proposal, decision }, TODAY)).toMatchObject({
      isDecided: true,
      decided: said,
      decidedReason: '核实后',
      decidedCauses: '经济贫困、罹患重大疾病、家庭变故',
    });
  });

  it('what confirming would start has its owner, its date and its reason', () => {
    const wouldStart = [
      {
        kind: 'first-talk',
        role: 'counselor',
        state: 'upcoming',
        dueOn: '2026-09-21',
        doneOn: null,
        because: '9月14日认定 + 7天 = 9月21日',
      },
    ] as const;
    expect(toCaseView({ ...proposal, wouldStart }, TODAY).duties).toMatchObject([
      {
        title: '首次谈话',
        who: '辅导员',
        due: { text: '9月21日前', because: '9月14日认定 + 7天 = 9月21日' },
      },
    ]);
  });

  it('offers no confirmation where nothing is proposed', () => {
    const outcomes = toCaseView({ ...proposal, tier: null }, '2026-09-14').outcomes;
    expect(outcomes.map(({ value }) => value)).toEqual(['change', 'dismiss']);
  });

  it.each([
    ['confirm', 2, '王小禾：已确认为二级。'],
    ['change', 3, '王小禾：已调整为三级（最重）。'],
    ['dismiss', undefined, '王小禾：不认定。'],
  ] as const)('after %s says what happened', (outcome, tier, said) => {
    expect(sayDone('王小禾', { outcome, tier })).toBe(said);
  });
});
