import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CriterionState, EvidenceRow } from '#core/domain/criterion';
import { changeKindOf, isSameEvidence, type LastDecision, resultChange } from '#core/domain/proposal-change';
import { type ScreeningResult, screenStudent } from '#core/domain/screening';
import type { SupportTier } from '#core/domain/support-tier';
import { policy2015 } from '#core/policies/index';

const EMPTY = screenStudent({ studentNo: '1', name: '甲', term: '2025-2026-2', rows: [] }, policy2015);
const row = (courseCode: string, fields: Partial<EvidenceRow> = {}): EvidenceRow => ({
  file: 'a.csv',
  row: 2,
  term: '2025-2026-2',
  courseCode,
  courseName: courseCode,
  nature: '必修课',
  credit: '4.00',
  point: '0.00',
  score: '45',
  resitScore: null,
  retakeScore: null,
  because: '未通过',
  ...fields,
});
const answer = (tier: SupportTier | null, credits: string, fields: Partial<ScreeningResult> = {}) => ({
  ...EMPTY,
  identified: tier !== null,
  tier,
  outstandingCredits: credits,
  ...fields,
});
const last = (fields: Partial<LastDecision> = {}): LastDecision => ({
  decisionId: 'd',
  result: answer(1, '14.00'),
  wasDismissed: false,
  isEarlierDecision: false,
  caseTier: 1,
  isEarlierCase: false,
  ...fields,
});
const met = (truancy: CriterionState) => ({ criteria: { ...EMPTY.criteria, truancy } });

describe('what a new answer means for what was decided', () => {
  it.each<[string, LastDecision, ScreeningResult, ReturnType<typeof changeKindOf>]>([
    ['the same tier', last(), answer(1, '14.00'), 'settled'],
    ['the same tier by other credits', last(), answer(1, '12.00'), 'settled'],
    ['heavier', last(), answer(2, '15.00'), 'up'],
    ['heavier than to be watched', last({ caseTier: 'watch' }), answer(2, '15.00'), 'up'],
    ['lighter', last({ caseTier: 2, result: answer(2, '15.00') }), answer(1, '14.99'), 'down'],
    ['to be watched only', last(), answer('watch', '2.00'), 'down'],
    ['not identified', last(), answer(null, '2.00'), 'cleared'],
    [
      'not identified, since the list is missing',
      last({ result: answer(1, '14.00', met('met')) }),
      answer(null, '2.00', met('no-data')),
      null,
    ],
    [
      'not identified, since the list says so',
      last({ result: answer(1, '14.00', met('met')) }),
      answer(null, '2.00', met('not-met')),
      'cleared',
    ],
    [
      'the tier that the meeting changed',
      last({ result: answer(2, '18.00') }),
      answer(2, '20.00'),
      'settled',
    ],
    ['past the tier that it changed', last({ result: answer(2, '18.00') }), answer(3, '25.00'), 'up'],
    [
      'the change declined',
      last({ result: answer(2, '18.00'), wasDismissed: true }),
      answer(2, '18.00'),
      'settled',
    ],
    [
      'the change declined, on other evidence',
      last({ result: answer(2, '18.00'), wasDismissed: true }),
      answer(2, '20.00'),
      'up',
    ],
    [
      'the end declined',
      last({ result: answer(null, '2.00'), wasDismissed: true }),
      answer(null, '2.00'),
      'settled',
    ],
    [
      'the end declined, better still',
      last({ result: answer(null, '2.00') }),
      answer(null, '0.00'),
      'cleared',
    ],
    ['dismissed, the same', last({ caseTier: null, wasDismissed: true }), answer(1, '14.00'), 'settled'],
    ['dismissed, other', last({ caseTier: null, wasDismissed: true }), answer(1, '14.01'), 'again'],
    [
      'an earlier semester’s case, failing still',
      last({ isEarlierDecision: true, isEarlierCase: true }),
      answer(2, '18.00'),
      null,
    ],
    [
      'an earlier semester’s case, cleared',
      last({ isEarlierDecision: true, isEarlierCase: true }),
      answer(null, '0.00'),
      'cleared',
    ],
    [
      'dismissed this semester beside an earlier case',
      last({ isEarlierCase: true, wasDismissed: true }),
      answer(1, '14.00'),
      'settled',
    ],
  ])('%s', (_what, before, result, kind) => {
    expect(changeKindOf(before, result)).toBe(kind);
  });

  it('an answer is settled beside itself, whatever tier is in force by it', () => {
    const tiers = fc.constantFrom<SupportTier>('watch', 1, 2, 3);
    fc.assert(
      fc.property(tiers, tiers, fc.boolean(), (proposed, caseTier, wasDismissed) => {
        const result = answer(proposed, '14.00');
        expect(changeKindOf(last({ result, caseTier, wasDismissed }), structuredClone(result))).toBe(
          'settled',
        );
      }),
    );
  });
});

describe('the same evidence', () => {
  const base = answer(1, '14.00', { outstanding: [row('SK01')] });

  it.each([
    [{ outstanding: [row('SK01', { file: 'b.csv', row: 9 })] }, true],
    [{ name: '乙' }, true],
    [{ outstanding: [row('SK01', { because: '换了说法' })] }, true],
    [{ outstanding: [row('SK01', { score: '46' })] }, false],
    [{ outstanding: [row('SK01', { credit: '5.00' })] }, false],
    [{ gpa: '1.4000' }, false],
    [met('met'), false],
  ])('with %o: %s', (fields, isSame) => {
    expect(isSameEvidence(base, { ...base, ...fields })).toBe(isSame);
  });
});

it('says which rows of the sum changed, and which criteria', () => {
  const before = answer(1, '14.00', { outstanding: [row('SK01'), row('SK02'), row('SK03')], ...met('met') });
  const after = answer(2, '18.00', {
    outstanding: [row('SK03'), row('SK02', { resitScore: '50' }), row('SK04')],
    ...met('not-met'),
  });
  const change = resultChange(before, after);
  expect(change.courses.map((held) => [held.courseName, held.before !== null, held.after !== null])).toEqual([
    ['SK02', true, true],
    ['SK04', false, true],
    ['SK01', true, false],
  ]);
  expect(change).toMatchObject({
    credits: { before: '14.00', after: '18.00' },
    nowMet: [],
    noLongerMet: ['truancy'],
  });
});
