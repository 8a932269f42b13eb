import { describe, expect, it } from 'vitest';
import { deriveDuties } from '#core/domain/derive-duties';
import type { DutyKind, DutyRole } from '#core/domain/duty';
import { type DutyFacts, NO_FACTS } from '#core/domain/duty-facts';
import { policy2015 } from '#core/policies/index';
import { decided, derive, find, SCHOOL, talk } from './duty-case';

const BOTH = ['adviser', 'counselor'];
const CHANGED = '2026-10-12';

describe('a heavier tier starts its first duties at once', () => {
  const facts = {
    decisions: [decided(1), decided(2, CHANGED)],
    talks: [talk('2026-09-16', { by: BOTH })],
    contacts: [{ kind: 'phone', on: '2026-09-16', reached: true, verified: true }],
    studyPlans: [{ on: '2026-09-16' }],
  };

  it.each<[DutyKind, DutyRole, string]>([
    ['first-talk', 'adviser', '2026-10-19'],
    ['first-talk', 'counselor', '2026-10-19'],
    ['study-plan', 'adviser', '2026-10-26'],
    ['phone-parents', 'either', '2026-10-19'],
    ['warning-letter', 'office', '2026-10-26'],
    ['pairing', 'counselor', '2026-11-02'],
    ['regular-talk', 'adviser', '2026-11-02'],
    ['regular-talk', 'counselor', '2026-11-19'],
  ])('%s of the %s is due on %s', (kind, role, dueOn) => {
    expect(find(derive(facts, CHANGED), kind, role)).toMatchObject({ dueOn, doneOn: null });
  });

  it('not before the day of the decision', () => {
    const duties = derive(facts, '2026-10-11');
    expect(find(duties, 'warning-letter')).toBeUndefined();
    expect(find(duties, 'first-talk', 'adviser')?.state).toBe('done');
    expect(find(duties, 'regular-talk', 'adviser')?.dueOn).toBe('2026-10-16');
  });

  it('a joint meeting from tier 2 to 3, and no more of what only tier 2 owes', () => {
    const duties = derive({ decisions: [decided(2), decided(3, CHANGED)] }, CHANGED);
    expect(find(duties, 'joint-meeting')).toMatchObject({ dueOn: '2026-11-02', state: 'open' });
    for (const kind of ['phone-parents', 'warning-letter', 'pairing', 'volunteer-guidance'] as const)
      expect(find(duties, kind)).toBeUndefined();
  });

  it('a pair continues', () => {
    const duties = derive({ ...facts, pairings: [{ from: '2026-09-20' }] }, CHANGED);
    expect(find(duties, 'pairing')).toMatchObject({ state: 'done', doneOn: '2026-09-20' });
  });
});

describe('a lighter tier', () => {
  const down = { decisions: [decided(2), decided(1, CHANGED)] };

  it.each<[DutyKind, DutyRole, string]>([
    ['first-talk', 'adviser', '2026-09-21'],
    ['study-plan', 'adviser', '2026-09-28'],
    ['phone-parents', 'either', '2026-09-21'],
    ['warning-letter', 'office', '2026-09-28'],
    ['pairing', 'counselor', '2026-10-08'],
    ['regular-talk', 'adviser', '2026-10-08'],
    ['regular-talk', 'counselor', '2026-10-21'],
    ['plan-review', 'adviser', '2026-10-12'],
  ])('leaves the open %s of the %s its date %s', (kind, role, dueOn) => {
    expect(find(derive(down, '2026-10-13'), kind, role)).toMatchObject({ dueOn, doneOn: null });
  });

  it('leaves the open talk its date, later ones follow the new cadence', () => {
    const before = { ...down, talks: [talk('2026-10-09', { by: BOTH })] };
    expect(find(derive(before, '2026-10-13'), 'regular-talk', 'adviser')?.dueOn).toBe('2026-10-23');
    expect(find(derive(before, '2026-10-13'), 'regular-talk', 'counselor')?.dueOn).toBe('2026-11-09');
    const after = { ...down, talks: [...before.talks, talk('2026-10-20', { by: BOTH })] };
    expect(find(derive(after, '2026-10-20'), 'regular-talk', 'adviser')?.dueOn).toBe('2026-11-20');
    // Tier 1 sets the counselor no cadence.
    expect(find(derive(after, '2026-10-20'), 'regular-talk', 'counselor')).toBeUndefined();
  });

  it('starts what only the lighter tier owes, from that day', () => {
    const duties = derive(
      {
        decisions: [decided(3), decided(2, CHANGED)],
        talks: [talk('2026-09-16', { by: BOTH, mode: 'phone' })],
      },
      CHANGED,
    );
    expect(find(duties, 'first-talk', 'adviser')?.state).toBe('done');
    expect(find(duties, 'warning-letter')).toMatchObject({
      dueOn: '2026-10-26',
      because: '类型调整 10月12日 + 两周 = 10月26日',
    });
    expect(find(duties, 'regular-talk', 'adviser')?.dueOn).toBe('2026-10-26');
    expect(find(duties, 'regular-talk', 'counselor')?.dueOn).toBe('2026-09-30');
    expect(find(duties, 'joint-meeting')?.dueOn).toBe('2026-10-08');
  });

  it('keeps the pair; one that ends later is not missed', () => {
    const ended = { ...down, pairings: [{ from: '2026-09-21', to: '2026-11-01' }] };
    for (const asOf of ['2026-10-13', '2026-11-02'])
      expect(find(derive(ended, asOf), 'pairing')).toMatchObject({ state: 'done', doneOn: '2026-09-21' });
  });

  it('watch owes nothing; what was done remains', () => {
    const duties = derive(
      { decisions: [decided(2), decided('watch', CHANGED)], talks: [talk('2026-09-16')] },
      CHANGED,
    );
    expect(duties.map(({ kind, role, state }) => [kind, role, state])).toEqual([
      ['first-talk', 'adviser', 'done'],
    ]);
  });
});

describe('a decision again', () => {
  const facts = { talks: [talk('2026-09-16', { by: BOTH })] };

  it('for the same tier in the same semester starts nothing anew', () => {
    const duties = derive({ ...facts, decisions: [decided(2), decided(2, CHANGED)] }, CHANGED);
    expect(find(duties, 'first-talk', 'adviser')?.state).toBe('done');
    expect(find(duties, 'warning-letter')?.dueOn).toBe('2026-09-28');
  });

  it.each([
    [2, 1],
    [2, 2],
    [1, 3],
  ] as const)('in the next semester, %s to %s: first talks due again', (from, to) => {
    const duties = derive({ ...facts, decisions: [decided(from), decided(to, '2027-03-01')] }, '2027-03-01');
    expect(find(duties, 'first-talk', 'adviser')).toMatchObject({ dueOn: '2027-03-08', state: 'open' });
    expect(find(duties, 'first-talk', 'counselor')).toMatchObject({ dueOn: '2027-03-08', state: 'open' });
  });

  it('in the winter belongs to the semester after it, unless its case says another', () => {
    const again = { tier: 2 as const, decidedOn: '2027-01-20' };
    const first = (term?: string) => {
      const decisions = [
        { ...decided(2), term },
        { ...again, term },
      ];
      return find(derive({ ...facts, decisions }, '2027-01-20'), 'first-talk', 'adviser');
    };
    expect(first()?.state).toBe('open');
    expect(first('2026-2027-1')?.state).toBe('done');
  });

  it.each([
    ['2027-01-31', 'done'],
    ['2027-02-01', 'open'],
  ])('where no term is entered, on %s the first talk is %s', (decidedOn, state) => {
    const duties = derive({ ...facts, decisions: [decided(2), decided(2, decidedOn)] }, decidedOn, {
      terms: [],
      holidays: [],
      makeupWorkdays: [],
    });
    expect(find(duties, 'first-talk', 'adviser')?.state).toBe(state);
  });

  it('twice on one day: the heavier stands, in any order', () => {
    const decisions = [decided(3), decided(1)];
    expect(derive({ decisions })).toEqual(derive({ decisions: [...decisions].reverse() }));
    expect(find(derive({ decisions }), 'joint-meeting')).toBeDefined();
  });
});

describe('while a student is away', () => {
  const away = (kind: DutyFacts['statuses'][number]['kind'], to?: string) => ({
    statuses: [{ kind, from: '2026-09-20', to }],
  });

  it.each([
    ['suspended', '9月20日起休学，暂停；返校后重新起算'],
    ['exchange', '9月20日起交换，暂停；返校后重新起算'],
    ['military', '9月20日起参军，暂停；返校后重新起算'],
  ] as const)('%s: all that is open is paused, nothing overdue', (kind, because) => {
    const duties = derive({ ...away(kind), talks: [talk('2026-09-16')] }, '2026-12-01');
    expect(find(duties, 'first-talk', 'adviser')?.state).toBe('done');
    for (const duty of duties.filter(({ state }) => state !== 'done'))
      expect(duty).toMatchObject({ state: 'paused', dueOn: null, because });
  });

  it.each(['left', 'graduated'] as const)('%s: closed, only what was done remains', (kind) => {
    const duties = derive({ ...away(kind), talks: [talk('2026-09-16')] }, '2026-09-20');
    expect(duties.map(({ state }) => state)).toEqual(['done']);
    expect(derive(away(kind), '2026-09-19')).not.toEqual([]);
  });

  it.each([
    ['2026-09-19', 'open'],
    ['2026-09-20', 'paused'],
    ['2026-11-15', 'paused'],
    ['2026-11-16', 'open'],
    ['2026-11-23', 'open'],
    ['2026-11-24', 'overdue'],
  ])('suspended to 11-15, on %s the first talk is %s', (asOf, state) => {
    expect(find(derive(away('suspended', '2026-11-15'), asOf), 'first-talk', 'adviser')?.state).toBe(state);
  });

  it.each<[DutyKind, DutyRole, string, string]>([
    ['first-talk', 'counselor', '2026-11-23', '复学 11月16日 + 一周 = 11月23日，须面对面'],
    ['warning-letter', 'office', '2026-11-30', '复学 11月16日 + 两周 = 11月30日'],
    ['regular-talk', 'adviser', '2026-11-30', '复学 11月16日 + 两周 = 11月30日'],
    ['regular-talk', 'counselor', '2026-12-23', '首次谈话期限 11月23日 + 一个月 = 12月23日'],
    ['plan-review', 'adviser', '2026-11-30', '复学 11月16日 + 两周 = 11月30日'],
    ['focus-note', 'teacher', '2026-12-16', '复学 11月16日 + 一个月 = 12月16日'],
  ])('on the return %s of the %s starts anew', (kind, role, dueOn, because) => {
    const facts = {
      ...away('suspended', '2026-11-15'),
      talks: [talk('2026-09-16')],
      studyPlans: [{ on: '2026-09-16' }],
    };
    expect(find(derive(facts, '2026-11-16'), kind, role)).toMatchObject({ dueOn, because });
  });

  it('a return may be entered as such', () => {
    const facts = {
      statuses: [...away('suspended').statuses, { kind: 'returned' as const, from: '2026-11-16' }],
    };
    expect(derive(facts, '2026-11-18')).toEqual(derive(away('suspended', '2026-11-15'), '2026-11-18'));
  });

  it('after the return a talk counts again', () => {
    const facts = { ...away('suspended', '2026-11-15'), talks: [talk('2026-11-18', { by: BOTH })] };
    const duties = derive(facts, '2026-11-19');
    expect(find(duties, 'first-talk', 'adviser')).toMatchObject({
      dueOn: '2026-11-23',
      doneOn: '2026-11-18',
    });
    expect(find(duties, 'regular-talk', 'adviser')?.dueOn).toBe('2026-12-02');
  });

  it('a decision after the return counts from itself', () => {
    const facts = { decisions: [decided(2, '2026-11-20')], ...away('suspended', '2026-11-15') };
    expect(find(derive(facts, '2026-11-20'), 'first-talk', 'adviser')?.because).toContain('认定 11月20日');
  });
});

describe('a class that changes hands', () => {
  it.each([
    // Open ones: the later of their own date and three days on.
    ['2026-09-17', '2026-09-21'],
    ['2026-09-18', '2026-09-21'],
    ['2026-09-21', '2026-09-24'],
    ['2026-09-22', '2026-09-28'],
    ['2026-10-12', '2026-10-15'],
    // The assignment that was in force at the decision is no handover.
    ['2026-09-14', '2026-09-21'],
  ])('on %s makes the open first talk due on %s', (from, dueOn) => {
    const duties = derive({ assignments: [{ role: 'adviser', from }] }, '2026-10-12');
    expect(find(duties, 'first-talk', 'adviser')?.dueOn).toBe(dueOn);
    expect(find(duties, 'first-talk', 'counselor')?.dueOn).toBe('2026-09-21');
  });

  it('says so; the one before keeps an overdue history; what is done stays', () => {
    const facts = { assignments: [{ role: 'adviser' as const, from: '2026-10-12' }] };
    expect(find(derive(facts, '2026-10-11'), 'first-talk', 'adviser')?.state).toBe('overdue');
    expect(find(derive(facts, '2026-10-12'), 'first-talk', 'adviser')).toMatchObject({
      state: 'open',
      because: '认定 9月14日 + 一周 = 9月21日，须面对面；10月12日换人接手，延至10月15日',
    });
    const done = { ...facts, talks: [talk('2026-09-16')] };
    expect(find(derive(done, '2026-10-12'), 'first-talk', 'adviser')?.dueOn).toBe('2026-09-21');
  });
});

describe('a waiver', () => {
  const waiver = { kind: 'phone-parents' as const, on: '2026-10-12', reason: '家长已故' };
  it.each([
    ['2026-10-11', 'overdue'],
    ['2026-10-12', 'waived'],
  ])('of 10-12: on %s the call is %s', (asOf, state) => {
    expect(find(derive({ waivers: [waiver] }, asOf), 'phone-parents')?.state).toBe(state);
  });

  it('says its reason; speaks of one role where it names one; undoes nothing that was done', () => {
    expect(find(derive({ waivers: [waiver] }, '2026-10-12'), 'phone-parents')).toMatchObject({
      dueOn: '2026-09-21',
      because: '认定 9月14日 + 一周 = 9月21日；10月12日免办：家长已故',
    });
    const duties = derive(
      { waivers: [{ kind: 'first-talk', role: 'adviser', on: '2026-09-15', reason: '长期住院' }] },
      '2026-09-16',
    );
    expect(find(duties, 'first-talk', 'adviser')?.state).toBe('waived');
    expect(find(duties, 'first-talk', 'counselor')?.state).toBe('open');
    const facts = { waivers: [{ ...waiver, kind: 'first-talk' as const }], talks: [talk('2026-09-16')] };
    expect(find(derive(facts, '2026-10-12'), 'first-talk', 'adviser')?.state).toBe('done');
  });

  it.each([
    ['2026-10-20', 'waived', '2026-09-21'],
    ['2026-10-21', 'open', '2026-10-23'],
    ['2026-10-24', 'overdue', '2026-10-23'],
  ])('until 10-20: on %s the call is %s, due %s', (asOf, state, dueOn) => {
    const call = find(derive({ waivers: [{ ...waiver, to: '2026-10-20' }] }, asOf), 'phone-parents');
    expect(call).toMatchObject({ state, dueOn });
    expect(call?.because).toContain(
      state === 'waived' ? '免办到10月20日：家长已故' : '免办到10月20日为止，延至',
    );
  });

  it('that ended before the duty fell due moves nothing', () => {
    const facts = { waivers: [{ ...waiver, on: '2026-09-15', to: '2026-09-18' }] };
    expect(find(derive(facts, '2026-09-19'), 'phone-parents')).toMatchObject({
      state: 'open',
      dueOn: '2026-09-21',
    });
  });

  it('of an earlier semester has lapsed', () => {
    const facts = { decisions: [decided(2), decided(2, '2027-03-01')], waivers: [waiver] };
    expect(find(derive(facts, '2027-03-02'), 'phone-parents')?.state).toBe('open');
  });
});

describe('the policy as data', () => {
  it('sets each interval: nothing is fixed in the engine', () => {
    const { tiers, dueDays } = policy2015.duties;
    const rules = {
      ...policy2015.duties,
      dueDays: { ...dueDays, firstTalk: 3, pairing: 5 },
      openDaysBefore: 1,
      tiers: {
        ...tiers,
        2: { ...tiers[2], focusNote: 'two-weeks' as const, planReview: null },
        watch: { ...tiers.watch, regularTalk: { adviser: null, counselor: 'monthly' as const } },
      },
    };
    const at = (tier: 2 | 'watch') =>
      deriveDuties({ ...NO_FACTS, decisions: [decided(tier)] }, rules, SCHOOL, '2026-09-26');
    expect(find(at(2), 'first-talk', 'adviser')?.dueOn).toBe('2026-09-17');
    expect(find(at(2), 'pairing')?.dueOn).toBe('2026-09-20');
    expect(find(at(2), 'focus-note')).toMatchObject({ dueOn: '2026-09-28', state: 'upcoming' });
    expect(find(at(2), 'plan-review')).toBeUndefined();
    expect(at('watch').map(({ kind, dueOn }) => [kind, dueOn])).toEqual([['regular-talk', '2026-10-14']]);
  });
});
