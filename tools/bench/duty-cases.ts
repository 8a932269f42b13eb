import { holidayNames, publicHolidays } from '#adapters/calendar/public-holidays';
import type { Calendar } from '#core/domain/calendar';
import type { DutyFacts } from '#core/domain/duty-facts';
import { addDays } from '#core/domain/local-date';
import type { SupportTier } from '#core/domain/support-tier';

/** Cases for the benches: invented, in the middle of a semester, the same in every run. */

export const TODAY = '2026-11-24';

const days = publicHolidays();
export const SCHOOL: Calendar = {
  terms: [
    { term: '2026-2027-1', from: '2026-08-31', to: '2027-01-15' },
    { term: '2026-2027-2', from: '2027-02-22', to: '2027-07-02' },
  ],
  ...days,
  holidayNames: holidayNames(days.holidays),
  selectionWeeks: [{ from: '2026-12-21', to: '2026-12-27' }],
};

const upTo = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));

/** What is on record of the n-th case: of each list as much as some ten weeks leave behind. */
export function caseFacts(n: number): DutyFacts {
  const tier = ((n % 3) + 1) as SupportTier;
  const decidedOn = addDays('2026-09-07', n % 19);
  const dated = (count: number, first: number, apart: number) =>
    upTo(count, (at) => ({ on: addDays(decidedOn, first + at * apart) }));
  return {
    decisions: [{ tier, decidedOn, term: '2026-2027-1' }],
    talks: upTo(n % 8, (at) => {
      const heldOn = addDays(decidedOn, 2 + at * 7 + (n % 5));
      return {
        heldOn,
        by: at % 3 === 0 ? ['adviser', 'counselor'] : [at % 2 === 0 ? 'adviser' : 'counselor'],
        mode: at % 4 === 3 ? ('phone' as const) : ('in-person' as const),
        attended: (n + at) % 9 !== 0,
        filedOn: addDays(heldOn, n % 3),
      };
    }),
    supplements:
      n % 4 === 0 ? [{ by: 'counselor', heldOn: n % 8 === 0 ? addDays(decidedOn, 30) : null }] : [],
    contacts: upTo(n % 3, (at) => ({
      kind: 'phone',
      on: addDays(decidedOn, 3 + at * 3),
      reached: at > 0,
      verified: n % 2 === 0,
    })),
    letters:
      tier === 2
        ? [
            { state: 'printed', on: addDays(decidedOn, 6) },
            { state: 'posted', on: addDays(decidedOn, 9) },
          ]
        : [],
    pairings: n % 5 === 0 ? [{ from: addDays(decidedOn, 15) }] : [],
    meetings:
      tier === 3
        ? [{ on: addDays(decidedOn, 18), present: ['student', 'parent', 'adviser', 'counselor'] }]
        : [],
    studyPlans: n % 4 === 0 ? [] : dated(1, 11, 0),
    planReviews: dated(n % 4, 25, 14),
    courseAdvices: [],
    volunteerGuidances: dated(n % 2, 45, 30),
    focusNotes: dated(n % 3, 30, 30),
    statuses:
      n % 97 === 0 ? [{ from: addDays(decidedOn, 20), to: addDays(decidedOn, 40), kind: 'suspended' }] : [],
    assignments: n % 53 === 0 ? [{ role: 'adviser', from: addDays(decidedOn, 30) }] : [],
    waivers: [],
  };
}
