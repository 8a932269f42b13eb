import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Calendar, isTeachingDay } from '#core/domain/calendar';
import { deriveDuties } from '#core/domain/derive-duties';
import { DUTY_KINDS, type DutyState } from '#core/domain/duty';
import { type DutyFacts, LETTER_STATES, NO_FACTS, STATUS_KINDS } from '#core/domain/duty-facts';
import { addDays, addMonths, dayOfMonth, daysBetween } from '#core/domain/local-date';
import type { SupportTier } from '#core/domain/support-tier';
import { policy2015 } from '#core/policies/index';

/** Three years of six semesters, with the holidays that have a date of their own. */
const FIRST = '2025-09-01';
const DAYS = 3 * 365;
const YEARS = [2025, 2026, 2027, 2028];
const SCHOOL: Calendar = {
  terms: [2025, 2026, 2027].flatMap((year) => [
    { term: `${year}-${year + 1}-1`, from: `${year}-09-01`, to: `${year + 1}-01-16` },
    { term: `${year}-${year + 1}-2`, from: `${year + 1}-02-26`, to: `${year + 1}-07-05` },
  ]),
  holidays: YEARS.flatMap((year) => [
    `${year}-01-01`,
    ...[1, 2, 3, 4, 5].map((day) => `${year}-05-0${day}`),
    ...[1, 2, 3, 4, 5, 6, 7].map((day) => `${year}-10-0${day}`),
  ]),
  makeupWorkdays: ['2025-10-11', '2026-10-10', '2027-05-08'],
  selectionWeeks: [{ from: '2025-12-15', to: '2025-12-21' }],
};

const day = fc.integer({ min: 0, max: DAYS }).map((offset) => addDays(FIRST, offset));
const dated = fc.array(fc.record({ on: day }), { maxLength: 3 });
const span = fc
  .record({ from: day, length: fc.option(fc.nat(200), { nil: undefined }) })
  .map(({ from, length }) => ({
    from,
    ...(length === undefined ? {} : { to: addDays(from, length) }),
  }));
const side = fc.constantFrom('adviser' as const, 'counselor' as const);

const facts: fc.Arbitrary<DutyFacts> = fc.record({
  decisions: fc.array(fc.record({ tier: fc.constantFrom<SupportTier>('watch', 1, 2, 3), decidedOn: day }), {
    minLength: 1,
    maxLength: 5,
  }),
  talks: fc.array(
    fc.record({
      heldOn: day,
      by: fc.subarray(['adviser', 'counselor'], { minLength: 1 }),
      mode: fc.constantFrom('in-person' as const, 'phone' as const, 'online' as const),
      attended: fc.boolean(),
      filedOn: fc.option(day, { nil: undefined }),
    }),
    { maxLength: 12 },
  ),
  supplements: fc.array(fc.record({ by: side, heldOn: fc.option(day, { nil: null }) }), { maxLength: 3 }),
  contacts: fc.array(
    fc.record({ kind: fc.constant('phone'), on: day, reached: fc.boolean(), verified: fc.boolean() }),
    { maxLength: 4 },
  ),
  letters: fc.array(fc.record({ state: fc.constantFrom(...LETTER_STATES), on: day }), { maxLength: 4 }),
  pairings: fc.array(span, { maxLength: 3 }),
  meetings: fc.array(
    fc.record({ on: day, present: fc.subarray(['student', 'parent', 'adviser', 'counselor']) }),
    { maxLength: 3 },
  ),
  studyPlans: dated,
  planReviews: dated,
  courseAdvices: dated,
  volunteerGuidances: dated,
  focusNotes: dated,
  statuses: fc.array(
    fc.tuple(span, fc.constantFrom(...STATUS_KINDS)).map(([days, kind]) => ({ ...days, kind })),
    { maxLength: 2 },
  ),
  assignments: fc.array(fc.record({ role: side, from: day }), { maxLength: 2 }),
  waivers: fc.array(
    fc.record({
      kind: fc.constantFrom(...DUTY_KINDS),
      on: day,
      to: fc.option(day, { nil: undefined }),
      reason: fc.constantFrom('甲', '乙'),
    }),
    { maxLength: 2 },
  ),
});

const derive = (held: DutyFacts, asOf: string) => deriveDuties(held, policy2015.duties, SCHOOL, asOf);

const LISTS = Object.keys(NO_FACTS) as (keyof DutyFacts)[];

describe('duties, derived', () => {
  it('are the same whatever the order of the facts', () => {
    const shuffled = facts.chain((held) =>
      fc
        .tuple(...LISTS.map((list) => fc.shuffledSubarray([...held[list]], { minLength: held[list].length })))
        .map((lists) => ({ held, other: Object.fromEntries(lists.map((list, at) => [LISTS[at], list])) })),
    );
    fc.assert(
      fc.property(shuffled, day, ({ held, other }, asOf) => {
        expect(derive(other as unknown as DutyFacts, asOf)).toEqual(derive(held, asOf));
      }),
      { numRuns: 300 },
    );
  });

  it('change nothing of the facts', () => {
    fc.assert(
      fc.property(facts, day, (held, asOf) => {
        const before = JSON.stringify(held);
        derive(held, asOf);
        expect(JSON.stringify(held)).toBe(before);
      }),
    );
  });

  it('do not know what lies ahead', () => {
    fc.assert(
      fc.property(facts, day, (held, asOf) => {
        const known = (on: string | null) => on === null || on <= asOf;
        const past: DutyFacts = {
          ...held,
          decisions: held.decisions.filter(({ decidedOn }) => known(decidedOn)),
          talks: held.talks.filter(({ heldOn }) => known(heldOn)),
          supplements: held.supplements.filter(({ heldOn }) => known(heldOn)),
          contacts: held.contacts.filter(({ on }) => known(on)),
          letters: held.letters.filter(({ on }) => known(on)),
          pairings: held.pairings.filter(({ from }) => known(from)),
          meetings: held.meetings.filter(({ on }) => known(on)),
          studyPlans: held.studyPlans.filter(({ on }) => known(on)),
          planReviews: held.planReviews.filter(({ on }) => known(on)),
          courseAdvices: held.courseAdvices.filter(({ on }) => known(on)),
          volunteerGuidances: held.volunteerGuidances.filter(({ on }) => known(on)),
          focusNotes: held.focusNotes.filter(({ on }) => known(on)),
          statuses: held.statuses.filter(({ from }) => known(from)),
          assignments: held.assignments.filter(({ from }) => known(from)),
          waivers: held.waivers.filter(({ on }) => known(on)),
        };
        expect(derive(past, asOf)).toEqual(derive(held, asOf));
      }),
    );
  });
});

describe('on every day of three years', () => {
  it('duties are consistent', () => {
    fc.assert(
      fc.property(facts, (held) => {
        for (let asOf = FIRST; asOf <= addDays(FIRST, DAYS); asOf = addDays(asOf, 1)) {
          const duties = derive(held, asOf);
          const rows = duties.map(({ kind, role }) => `${kind}/${role}`);
          // One row of a kind for each owner; so one open regular talk.
          expect(new Set(rows).size).toBe(rows.length);
          for (const { dueOn, state, doneOn, because } of duties) {
            if (dueOn !== null && !isTeachingDay(dueOn, SCHOOL)) expect.fail(`${dueOn} is free: ${because}`);
            const isConsistent: Readonly<Record<DutyState, boolean>> = {
              done: doneOn !== null && doneOn <= asOf,
              paused: doneOn === null && dueOn === null,
              overdue: doneOn === null && dueOn !== null && asOf > dueOn,
              open: doneOn === null && dueOn !== null && asOf <= dueOn,
              upcoming: doneOn === null && (dueOn === null || asOf <= dueOn),
              waived: doneOn === null,
            };
            if (!isConsistent[state]) expect.fail(`${asOf}: ${state}, ${because}`);
          }
        }
      }),
      { numRuns: 15 },
    );
  });

  it('without new facts a state only moves on', () => {
    const order: readonly DutyState[] = ['upcoming', 'open', 'overdue'];
    const quiet = facts.map((held) => ({
      ...held,
      pairings: held.pairings.map(({ from }) => ({ from })),
      statuses: [],
      // The end of a waiver is news of its own day.
      waivers: held.waivers.map(({ to: _to, ...waiver }) => waiver),
    }));
    fc.assert(
      fc.property(quiet, (held) => {
        const dates = [
          ...held.talks.map(({ heldOn }) => heldOn),
          ...held.supplements.map(({ heldOn }) => heldOn ?? ''),
          ...held.decisions.map(({ decidedOn }) => decidedOn),
          ...held.pairings.map(({ from }) => from),
          ...held.assignments.map(({ from }) => from),
          ...LISTS.flatMap((list) => held[list].map((fact) => ('on' in fact ? fact.on : ''))),
        ].sort();
        const settled = dates[dates.length - 1] as string;
        let before = derive(held, settled);
        for (let ahead = 1; ahead <= 200; ahead++) {
          const now = derive(held, addDays(settled, ahead));
          expect(now.length).toBe(before.length);
          for (const [at, duty] of now.entries()) {
            expect({ ...duty, state: '' }).toEqual({ ...before[at], state: '' });
            const was = before[at]?.state as DutyState;
            if (duty.state !== was) expect(order.indexOf(duty.state)).toBeGreaterThan(order.indexOf(was));
          }
          before = now;
        }
      }),
      { numRuns: 20 },
    );
  });

  it('monthly never drifts, for someone who talks each month on the day', () => {
    // A calendar whose every day is a teaching day: what moves a date is the month's length alone.
    const from = '2025-09-01';
    const always: Calendar = {
      terms: [{ term: '2025-2026-1', from, to: '2029-12-31' }],
      holidays: [],
      makeupWorkdays: Array.from({ length: 1500 }, (_, at) => addDays(from, at)),
    };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 36 }), (offset, months) => {
        const first = addDays(from, offset);
        const talks: DutyFacts['talks'][number][] = [];
        let next = first;
        for (let month = 0; month < months; month++) {
          talks.push({ heldOn: next, by: ['adviser'], mode: 'in-person', attended: true });
          const decisions = [{ tier: 1 as const, decidedOn: first }];
          const duties = deriveDuties({ ...NO_FACTS, decisions, talks }, policy2015.duties, always, next);
          next = duties.find(({ kind }) => kind === 'regular-talk')?.dueOn ?? '';
        }
        expect(next).toBe(addMonths(first, months, dayOfMonth(first)));
      }),
    );
  });

  it('two weeks are fourteen days of teaching time, and then to the next teaching day', () => {
    fc.assert(
      fc.property(day, (heldOn) => {
        const held: DutyFacts = {
          ...NO_FACTS,
          decisions: [{ tier: 2, decidedOn: heldOn }],
          talks: [{ heldOn, by: ['adviser'], mode: 'in-person', attended: true }],
        };
        const { dueOn } = derive(held, heldOn).find(({ kind }) => kind === 'regular-talk') ?? {};
        // Counted day by day, apart from the engine: in a semester or not, teaching or not.
        const isInTerm = (on: string) =>
          on > '2028-07-05' || SCHOOL.terms.some(({ from, to }) => on >= from && on <= to);
        let expected = heldOn;
        for (let left = 14; left > 0; ) {
          expected = addDays(expected, 1);
          if (isInTerm(expected)) left -= 1;
        }
        while (!isTeachingDay(expected, SCHOOL)) expected = addDays(expected, 1);
        expect(dueOn).toBe(expected);
        expect(daysBetween(heldOn, expected)).toBeGreaterThanOrEqual(14);
      }),
    );
  });
});

/**
 * The first and the regular talks of reading §4, told once more day by day and without the engine: what
 * counts as a day, then as many of them as the rule says, then on to a day with teaching.
 */
describe('talks, by a slow definition of their own', () => {
  const isInTerm = (on: string) =>
    on < FIRST || on > '2028-07-05' || SCHOOL.terms.some(({ from, to }) => on >= from && on <= to);
  const countOn = (from: string, days: number) => {
    let date = from;
    for (let left = days; left > 0; ) {
      date = addDays(date, 1);
      if (isInTerm(date)) left -= 1;
    }
    while (!isTeachingDay(date, SCHOOL)) date = addDays(date, 1);
    return date;
  };
  const lastOfMonth = (month: string) => {
    let date = `${month}-28`;
    while (addDays(date, 1).startsWith(month)) date = addDays(date, 1);
    return date;
  };
  /** The anchor day of the next month, or that month's end. */
  const monthLater = (date: string, anchor: number) => {
    let first = date;
    while (first.slice(0, 7) === date.slice(0, 7)) first = addDays(first, 1);
    const month = first.slice(0, 7);
    const wished = `${month}-${String(anchor).padStart(2, '0')}`;
    const end = lastOfMonth(month);
    return wished > end ? end : wished;
  };
  const RULE: Readonly<Record<string, 'monthly' | 'two-weeks' | null>> = {
    '1 adviser': 'monthly',
    '1 counselor': null,
    '2 adviser': 'two-weeks',
    '2 counselor': 'monthly',
    '3 adviser': null,
    '3 counselor': 'two-weeks',
  };
  const slow = (decidedOn: string, talks: readonly string[], rule: 'monthly' | 'two-weeks') => {
    const firstDue = countOn(decidedOn, 7);
    const last = talks.at(-1);
    const base = last ?? firstDue;
    if (rule === 'two-weeks') return countOn(base, 14);
    let anchor = dayOfMonth(talks[0] ?? base);
    talks.forEach((date, at) => {
      if (at === 0) return;
      const isMonthEnd = date === lastOfMonth(date.slice(0, 7));
      const isOnChain = isMonthEnd && date === monthLater(talks[at - 1] as string, anchor);
      if (!isOnChain) anchor = dayOfMonth(date);
    });
    const plain = monthLater(base, anchor);
    return countOn(base, daysBetween(base, plain));
  };

  it('are due on the same days', () => {
    const one = fc.record({
      tier: fc.constantFrom<SupportTier>(1, 2, 3),
      side,
      decidedOn: day,
      gaps: fc.array(fc.oneof(fc.integer({ min: 1, max: 60 }), fc.constantFrom(28, 29, 30, 31)), {
        maxLength: 6,
      }),
    });
    fc.assert(
      fc.property(one, ({ tier, side: by, decidedOn, gaps }) => {
        const held: string[] = [];
        for (const gap of gaps) held.push(addDays(held.at(-1) ?? decidedOn, gap));
        const asOf = held.at(-1) ?? decidedOn;
        const talks = held.map((heldOn) => ({
          heldOn,
          by: [by],
          mode: 'in-person' as const,
          attended: true,
        }));
        const duties = derive({ ...NO_FACTS, decisions: [{ tier, decidedOn }], talks }, asOf);
        const dueOf = (kind: string) =>
          duties.find((duty) => duty.kind === kind && duty.role === by)?.dueOn ?? null;
        expect(dueOf('first-talk')).toBe(countOn(decidedOn, 7));
        const rule = RULE[`${tier} ${by}`] ?? null;
        expect(dueOf('regular-talk')).toBe(rule === null ? null : slow(decidedOn, held, rule));
      }),
      { numRuns: 500 },
    );
  });
});
