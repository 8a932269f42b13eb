import { describe, expect, it } from 'vitest';
import { type DecisionInput, validateDecision } from '#core/domain/case-decision';
import { parsePolicy } from '#core/domain/parse-policy';
import {
  filingLag,
  TALK_LIMITS,
  type TalkContent,
  validateSupplement,
  validateTalk,
} from '#core/domain/talk-record';
import { endedTerm, parseTerm, previousTerm, termLabel, termOn } from '#core/domain/term';
import { policies, policy2015 } from '#core/policies/index';

describe('validateTalk', () => {
  const today = '2026-09-18';
  const content: TalkContent = {
    heldOn: today,
    mode: 'in-person',
    place: '',
    duration: null,
    attended: true,
    family: '',
    contact: '',
    problems: '缺课较多',
    assessment: '需要关注',
  };
  it.each<[string, Partial<TalkContent>, string | null]>([
    ['today', {}, null],
    ['tomorrow', { heldOn: '2026-09-19' }, 'heldOn'],
    ['no such day', { heldOn: '2026-02-30' }, null],
    ['without problems', { problems: ' ' }, 'problems'],
    ['without an assessment', { assessment: '' }, 'assessment'],
    ['a no-show without text', { attended: false, problems: '', assessment: '' }, null],
    ['as long as may be', { problems: '字'.repeat(TALK_LIMITS.problems) }, null],
    ['one character longer', { problems: '字'.repeat(TALK_LIMITS.problems + 1) }, 'problems'],
    ['rare characters count once', { place: '𬭎'.repeat(TALK_LIMITS.place) }, null],
  ])('%s', (name, fields, field) => {
    const check = () => validateTalk({ ...content, ...fields }, { today });
    if (name === 'no such day') expect(check).toThrow('不是有效的日期');
    else if (field === null) expect(check).not.toThrow();
    else expect(check).toThrow(expect.objectContaining({ field }));
  });

  it('holds a supplement to the same', () => {
    expect(() => validateSupplement({ text: '已面谈', heldOn: null }, { today })).not.toThrow();
    expect(() => validateSupplement({ text: '已面谈', heldOn: '2026-09-19' }, { today })).toThrow(
      '不能晚于今天',
    );
    expect(() => validateSupplement({ text: ' ', heldOn: null }, { today })).toThrow('补充意见');
  });

  it.each([
    ['2026-09-18', 0],
    ['2026-09-16', 2],
  ])('a talk of %s filed on 09-18 lags %i days', (heldOn, days) => {
    expect(filingLag(heldOn, today)).toBe(days);
  });
});

describe('validateDecision', () => {
  const confirm: DecisionInput = { outcome: 'confirm', difficulty: 'ability', reason: '' };
  const change: DecisionInput = { outcome: 'change', tier: 1, difficulty: 'both', reason: '会议核实' };
  it.each<[string, DecisionInput, 'watch' | 1 | 2 | 3 | null, boolean, unknown]>([
    ['confirm takes the proposed tier', confirm, 2, false, 2],
    ['confirm without a proposal', confirm, null, false, 'NOTHING_PROPOSED'],
    ['confirm without a finding', { ...confirm, difficulty: null }, 2, false, 'DIFFICULTY_MISSING'],
    ['change takes its own tier', change, 2, false, 1],
    ['change without a reason', { ...change, reason: ' ' }, 2, false, 'REASON_MISSING'],
    ['change without a tier', { ...change, tier: undefined }, 2, false, 'TIER_MISSING'],
    ['change to the same tier', change, 1, false, 'TIER_UNCHANGED'],
    ['dismiss with a reason', { outcome: 'dismiss', difficulty: null, reason: '成绩已更正' }, 2, false, null],
    [
      'dismiss without a reason',
      { outcome: 'dismiss', difficulty: null, reason: '' },
      2,
      false,
      'REASON_MISSING',
    ],
    ['decide again with a reason', { ...confirm, reason: '补充材料' }, 2, true, 2],
    ['decide again without a reason', confirm, 2, true, 'REASON_MISSING'],
  ])('%s', (_promise, input, proposed, isRevision, expected) => {
    const decide = () => validateDecision(input, { proposed, isRevision });
    if (typeof expected === 'string') expect(decide).toThrow(expect.objectContaining({ code: expected }));
    else expect(decide()).toBe(expected);
  });
});

describe('parsePolicy', () => {
  const json = (change: (policy: Record<string, never>) => void) => {
    const copy = JSON.parse(JSON.stringify(policy2015));
    change(copy);
    return copy;
  };

  it.each(Object.entries(policies))('reads the shipped policy %s back whole', (_id, policy) => {
    expect(parsePolicy(JSON.parse(JSON.stringify(policy)))).toEqual(policy);
  });

  it.each<[string, (policy: never) => void]>([
    ['criteria.gpaBelow', (policy: { criteria: { gpaBelow: unknown } }) => (policy.criteria.gpaBelow = 1.5)],
    [
      'criteria.warningLine',
      (policy: { criteria: { warningLine: unknown } }) => (policy.criteria.warningLine = '1500'),
    ],
    [
      'criteria.failedCoursesFrom',
      (policy: { criteria: { failedCoursesFrom: unknown } }) => (policy.criteria.failedCoursesFrom = 1501),
    ],
    [
      'tiers[0].below',
      (policy: { tiers: { below: unknown }[] }) => Object.assign(policy.tiers[0] ?? {}, { below: 1400 }),
    ],
    [
      'tiers[2].below',
      (policy: { tiers: { below: unknown }[] }) => Object.assign(policy.tiers[2] ?? {}, { below: 9000 }),
    ],
    ['tiers', (policy: { tiers: unknown[] }) => policy.tiers.pop()],
    [
      'grading.marks.缓考',
      (policy: { grading: { marks: Record<string, unknown> } }) => (policy.grading.marks.缓考 = 'later'),
    ],
    ['effectiveFrom', (policy: { effectiveFrom: unknown }) => (policy.effectiveFrom = '2015-02-30')],
    [
      'duties.tiers.1.regularTalk.adviser',
      (policy: { duties: { tiers: Record<string, { regularTalk: { adviser: unknown } }> } }) =>
        Object.assign(policy.duties.tiers['1']?.regularTalk ?? {}, { adviser: 'weekly' }),
    ],
    [
      'duties.dueDays.firstTalk',
      (policy: { duties: { dueDays: { firstTalk: unknown } } }) => (policy.duties.dueDays.firstTalk = -1),
    ],
    [
      'facts.absences.病假',
      (policy: { facts: { absences: Record<string, unknown> } }) => (policy.facts.absences.病假 = 'maybe'),
    ],
    [
      'facts.warningKinds',
      (policy: { facts: { warningKinds: unknown } }) => (policy.facts.warningKinds = []),
    ],
    [
      'facts.termEnds.2',
      (policy: { facts: { termEnds: Record<string, unknown> } }) => (policy.facts.termEnds['2'] = '8-31'),
    ],
  ] as [string, (policy: never) => void][])('names %s', (path, change) => {
    expect(() => parsePolicy(json(change as never))).toThrow(`「${path}」`);
  });

  it('reads a policy file from before there were lists beside the grades', () => {
    const older = json((policy) => delete policy.facts);
    expect(parsePolicy(older).facts).toEqual(policy2015.facts);
  });

  it.each([null, [], 'x', {}])('refuses %j', (value) => {
    expect(() => parsePolicy(value)).toThrow('政策文件');
  });
});

describe('terms', () => {
  const terms = [
    { term: '2025-2026-2', from: '2026-02-23', to: '2026-07-03' },
    { term: '2026-2027-1', from: '2026-08-31', to: '2027-01-15' },
  ];
  it.each([
    ['2026-07-03', '2025-2026-2'],
    ['2026-07-04', '2026-2027-1'],
    ['2026-08-31', '2026-2027-1'],
    ['2027-01-16', null],
  ])('%s belongs to %s', (day, term) => {
    expect(termOn(terms, day)).toBe(term);
  });

  it.each([
    ['2026-2027-1', '2025-2026-2'],
    ['2026-2027-2', '2026-2027-1'],
  ])('before %s comes %s', (term, before) => {
    expect(previousTerm(term)).toBe(before);
  });

  it.each([
    ['2026-07-03', '2025-2026-1'],
    ['2026-07-04', '2025-2026-2'],
    ['2026-09-14', '2025-2026-2'],
    // Past the calendar its last one has ended.
    ['2027-01-15', '2025-2026-2'],
    ['2027-01-16', '2026-2027-1'],
  ])('on %s the semester that ended last is %s', (day, term) => {
    expect(endedTerm(terms, day)).toBe(term);
    expect(endedTerm([...terms].reverse(), day)).toBe(term);
    expect(endedTerm([], day)).toBeNull();
  });

  it('reads and names a term', () => {
    expect(termLabel(parseTerm('2026-2027-1'))).toBe('2026-2027学年第1学期');
    for (const text of ['2026-2028-1', '2026-2027-4', '2026-1', ''])
      expect(() => parseTerm(text)).toThrow('不是学期');
  });
});

describe('a record that is to be printed', () => {
  const talk = {
    heldOn: '2026-09-14',
    mode: 'in-person',
    place: '',
    duration: null,
    attended: true,
    family: '',
    contact: '',
    problems: '高数跟不上',
    assessment: '继续关注',
  } as const;

  it.each([
    ['problems', '有点累😀'],
    ['assessment', '好☺️'],
    ['family', '👨‍👩‍👧'],
    ['place', '🏫'],
  ])('refuses an emoji in %s, by name', (field, text) => {
    expect(() => validateTalk({ ...talk, [field]: text }, { today: '2026-09-14' })).toThrow(
      expect.objectContaining({ code: 'EMOJI', field }),
    );
  });

  it('takes rare characters, digits and signs', () => {
    const problems = '喆堃翀珺瑄祎玥昇頔犇垚𬭎 60# 3*4 ©® → ①';
    expect(() => validateTalk({ ...talk, problems }, { today: '2026-09-14' })).not.toThrow();
  });

  it('refuses an emoji in an opinion', () => {
    expect(() => validateSupplement({ text: '同意👍', heldOn: null }, { today: '2026-09-14' })).toThrow(
      expect.objectContaining({ code: 'EMOJI', field: 'text' }),
    );
  });
});
