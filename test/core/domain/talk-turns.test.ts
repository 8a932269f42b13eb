import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DutyFacts, NO_FACTS } from '#core/domain/duty-facts';
import { addDays } from '#core/domain/local-date';
import { talkTurns } from '#core/domain/talk-turns';
import { policy2015 } from '#core/policies/index';
import { DECIDED, decided, derive, SCHOOL, talk } from './duty-case';

const RULES = { duties: policy2015.duties, calendar: SCHOOL };
const turnsOf = (facts: Partial<DutyFacts>, asOf: string, side: 'adviser' | 'counselor' = 'adviser') =>
  talkTurns({ ...NO_FACTS, decisions: [decided(2)], ...facts }, side, RULES, asOf);
const said = (facts: Partial<DutyFacts>, asOf: string, side: 'adviser' | 'counselor' = 'adviser') =>
  turnsOf(facts, asOf, side).map(({ state, dueOn, doneOn, reason }) =>
    [state, dueOn, doneOn ?? '-', reason ?? ''].join(' ').trim(),
  );
const no = (heldOn: string) => talk(heldOn, { attended: false });

describe('talks as they fell due', () => {
  // Tier 2, decided on Monday 9-14: first talk by 9-21, then every two weeks for the adviser.
  it.each<[string, Partial<DutyFacts>, string, readonly string[]]>([
    ['nothing is due yet', {}, '2026-09-21', []],
    ['the first one is missed', {}, '2026-09-22', ['missed 2026-09-21 - unsaid']],
    ['it is held in time', { talks: [talk('2026-09-16')] }, '2026-09-22', ['on-time 2026-09-21 2026-09-16']],
    [
      'it is held late, the next in time',
      { talks: [talk('2026-09-23'), talk('2026-09-30')] },
      '2026-10-08',
      ['late 2026-09-21 2026-09-23 unsaid', 'on-time 2026-10-08 2026-09-30'],
    ],
    [
      'the student did not come',
      { talks: [no('2026-09-17'), talk('2026-09-23')] },
      '2026-09-24',
      ['late 2026-09-21 2026-09-23 absent'],
    ],
    [
      'one held in vain before the last talk excuses nothing after it',
      { talks: [no('2026-09-15'), talk('2026-09-16')] },
      '2026-10-12',
      ['on-time 2026-09-21 2026-09-16', 'missed 2026-09-30 - unsaid'],
    ],
    [
      'the class passed to another adviser',
      { assignments: [{ role: 'adviser', from: '2026-09-21' }] },
      '2026-09-30',
      ['missed 2026-09-24 - handover'],
    ],
    [
      'of two on a day one counts',
      { talks: [talk('2026-09-16'), talk('2026-09-16')] },
      '2026-09-22',
      ['on-time 2026-09-21 2026-09-16'],
    ],
  ])('%s', (_promise, facts, asOf, expected) => {
    expect(said(facts, asOf)).toEqual(expected);
  });

  it('a talk that the tier does not ask for is held all the same', () => {
    const facts = { decisions: [decided(3)], talks: [talk('2026-09-16'), talk('2026-10-20')] };
    expect(turnsOf(facts, '2026-10-30').map(({ state }) => state)).toEqual(['on-time', 'extra']);
  });

  it('a talk filed late moves the number of its own day', () => {
    const filed = talk('2026-09-18', { filedOn: '2026-10-20' });
    expect(said({ talks: [talk('2026-10-12')] }, '2026-10-12')).toEqual([
      'late 2026-09-21 2026-10-12 unsaid',
    ]);
    expect(said({ talks: [talk('2026-10-12'), filed] }, '2026-10-12')).toEqual([
      'on-time 2026-09-21 2026-09-18',
      'late 2026-10-08 2026-10-12 unsaid',
    ]);
  });

  it('are what one sees who looks at the list each evening', () => {
    const on = fc.integer({ min: 0, max: 70 }).map((days) => addDays(DECIDED, days));
    const one = fc.record({ heldOn: on, attended: fc.boolean(), isPhone: fc.boolean() });
    fc.assert(
      fc.property(
        fc.array(one, { maxLength: 8 }),
        fc.constantFrom(1 as const, 2 as const, 3 as const),
        (plan, tier) => {
          const talks = plan.map(({ heldOn, attended, isPhone }) =>
            talk(heldOn, { attended, mode: isPhone ? 'phone' : 'in-person', by: ['adviser', 'counselor'] }),
          );
          const asOf = addDays(DECIDED, 75);
          const decisions = [decided(tier)];
          for (const side of ['adviser', 'counselor'] as const) {
            const turns = turnsOf({ talks, decisions }, asOf, side);
            // Walk day by day: what was open in the evening before, and what the day's talk closed.
            const expected: string[] = [];
            const open = (day: string, known: DutyFacts['talks']) =>
              derive({ decisions, talks: known }, day).filter(
                ({ kind, role, state }) => role === side && kind.endsWith('-talk') && state !== 'done',
              );
            for (let day = DECIDED; day <= asOf; day = addDays(day, 1)) {
              if (!talks.some(({ heldOn, attended }) => attended && heldOn === day)) continue;
              const before = open(
                day,
                talks.filter(({ heldOn }) => heldOn < day),
              );
              const after = open(
                day,
                talks.filter(({ heldOn }) => heldOn <= day),
              );
              const first = before.find(({ kind }) => kind === 'first-talk');
              const closed =
                first && !after.some(({ kind }) => kind === 'first-talk')
                  ? first
                  : before.find(({ kind }) => kind === 'regular-talk');
              const due = closed?.dueOn ?? null;
              expected.push(due === null ? 'extra' : day > due ? 'late' : 'on-time');
            }
            for (const { state } of open(asOf, talks)) if (state === 'overdue') expected.push('missed');
            expect(turns.map(({ state }) => state)).toEqual(expected);
            expect(turnsOf({ talks: [...talks].reverse(), decisions }, asOf, side)).toEqual(turns);
            expect(
              turns.every(
                ({ state, reason }) => (state === 'late' || state === 'missed') === (reason !== null),
              ),
            ).toBe(true);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
