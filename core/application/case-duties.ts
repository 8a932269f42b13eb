import type { DutyView } from '../contract/outputs';
import type { Calendar } from '../domain/calendar';
import { deriveDuties } from '../domain/derive-duties';
import type { Duty } from '../domain/duty';
import { type DutyFacts, NO_FACTS } from '../domain/duty-facts';
import type { Policy } from '../domain/policy';
import type { Role } from '../domain/role';
import type { SupportTier } from '../domain/support-tier';
import { type PolicyReading, readPolicy } from './policy-in-force';
import type { CaseWithFacts, DutyRecords, LocalDate } from './ports';

/** What duties are derived with: the department's policy and calendar. */
export interface DutyContext {
  readonly policy: Policy;
  readonly calendar: Calendar;
}

export async function readDutyContext(deps: PolicyReading): Promise<DutyContext> {
  return { policy: await readPolicy(deps), calendar: await deps.departments.calendar() };
}

/** By the same engine and the same facts as `npm run office -- duties`: the two cannot differ. */
export const dutiesOf = (
  held: DutyRecords,
  { policy, calendar }: DutyContext,
  today: LocalDate,
): readonly DutyView[] => deriveDuties(factsOf(held), policy.duties, calendar, today);

/** What confirming a tier today would start. */
export const dutiesOnDecision = (
  tier: SupportTier,
  { policy, calendar }: DutyContext,
  today: LocalDate,
): readonly DutyView[] =>
  deriveDuties({ ...NO_FACTS, decisions: [{ tier, decidedOn: today }] }, policy.duties, calendar, today);

/** What an open case would owe if its tier moved today; what is done stays done. */
export const dutiesOnMove = (
  held: CaseWithFacts,
  tier: SupportTier,
  { policy, calendar }: DutyContext,
  today: LocalDate,
): readonly DutyView[] => {
  const facts = factsOf(held);
  const decisions = [
    ...facts.decisions.filter(({ decidedOn }) => decidedOn !== today),
    { tier, decidedOn: today, term: held.term },
  ];
  return deriveDuties({ ...facts, decisions }, policy.duties, calendar, today).filter(
    ({ state }) => state === 'open' || state === 'overdue' || state === 'upcoming',
  );
};

/** What is on record of a case, of one semester. Of two decisions on one day the later one stands. */
export function factsOf(held: DutyRecords): DutyFacts {
  return {
    decisions: decisionsOf(held),
    talks: held.talks,
    supplements: held.supplements,
    contacts: held.calls.length === 0 ? NO_FACTS.contacts : contactsOf(held),
    letters: held.letters,
    pairings: held.pairings,
    meetings: held.meetings,
    studyPlans: held.studyPlans,
    planReviews: held.planReviews,
    courseAdvices: held.courseAdvices,
    volunteerGuidances: held.volunteerGuidances,
    focusNotes: held.focusNotes,
    statuses: NO_FACTS.statuses,
    assignments: held.handovers,
    waivers: held.waivers,
  };
}

function decisionsOf({ decisions, term }: DutyRecords): DutyFacts['decisions'] {
  const tiers = new Map<LocalDate, SupportTier>();
  for (const { tier, decidedOn } of decisions) if (tier !== null) tiers.set(decidedOn, tier);
  return [...tiers].map(([decidedOn, tier]) => ({ tier, decidedOn, term }));
}

const contactsOf = ({ calls }: DutyRecords): DutyFacts['contacts'] =>
  calls.map(({ on, reached, verified }) => ({ kind: 'phone', on, reached, verified }));

/** Whether a role owes it; what adviser or counselor may do, both are shown. */
export const isMine = (duty: Pick<Duty, 'role'>, role: Role): boolean =>
  duty.role === role || (duty.role === 'either' && (role === 'adviser' || role === 'counselor'));
