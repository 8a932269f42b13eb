import type { Calendar } from '#core/domain/calendar';
import { deriveDuties } from '#core/domain/derive-duties';
import type { Duty, DutyKind, DutyRole } from '#core/domain/duty';
import { type DutyFacts, NO_FACTS } from '#core/domain/duty-facts';
import type { SupportTier } from '#core/domain/support-tier';
import { policy2015 } from '#core/policies/index';

/** Two semesters with a winter between; 中秋, 国庆 and their make-up days of 2026; a selection week. */
export const SCHOOL: Calendar = {
  terms: [
    { term: '2026-2027-1', from: '2026-08-31', to: '2027-01-15' },
    { term: '2026-2027-2', from: '2027-02-22', to: '2027-07-02' },
  ],
  holidays: ['2026-09-25', '2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'],
  makeupWorkdays: ['2026-09-20', '2026-10-10'],
  selectionWeeks: [{ from: '2026-12-21', to: '2026-12-27' }],
};

/** A Monday. */
export const DECIDED = '2026-09-14';

export const decided = (tier: SupportTier, decidedOn = DECIDED) => ({ tier, decidedOn });

export const talk = (
  heldOn: string,
  fields: Partial<DutyFacts['talks'][number]> = {},
): DutyFacts['talks'][number] => ({ heldOn, by: ['adviser'], mode: 'in-person', attended: true, ...fields });

/** Tier 2 since DECIDED, unless the facts say otherwise. */
export const derive = (facts: Partial<DutyFacts>, asOf = '2026-09-15', calendar = SCHOOL): readonly Duty[] =>
  deriveDuties({ ...NO_FACTS, decisions: [decided(2)], ...facts }, policy2015.duties, calendar, asOf);

export const find = (duties: readonly Duty[], kind: DutyKind, role?: DutyRole): Duty | undefined =>
  duties.find((duty) => duty.kind === kind && (role === undefined || duty.role === role));
