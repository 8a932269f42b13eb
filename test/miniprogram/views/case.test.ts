import { describe, expect, it } from 'vitest';
import type { CriterionStates, ProposalView } from '#core/contract/index';
import {
  type DecisionFields,
  missingIn,
  NO_DECISION,
  sayDone,
  toCaseView,
  toDecideInput,
} from '../../../miniprogram/views/case';

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
  outstandingCredits: '16.00',
  gpa: '1.3333',
  toNextTier: '9.00',
  criteria,
  evidence: [],
  pending: [],
  previousCase: null,
  decision: null,
  wouldStart: [],
  position: { index: 1, of: 30, nextProposalId: null },
  canDecide: true,
};
const fields = (change: Partial<DecisionFields>): DecisionFields => ({
  ...NO_DECISION,
  difficulty: 'both',
  ...change,
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
