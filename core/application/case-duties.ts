import type { DutyView } from '../contract/outputs';
import type { Calendar } from '../domain/calendar';
import { type Duty, deriveDuties } from '../domain/duty';
import type { Policy } from '../domain/policy';
import type { Role } from '../domain/role';
import type { SupportTier } from '../domain/support-tier';
import { policies } from '../policies/index';
import type { CaseWithFacts, LocalDate } from './ports';
import type { UseCaseDeps } from './use-case';

/** What duties are derived with: the department's policy and calendar. */
export interface DutyContext {
  readonly policy: Policy;
  readonly calendar: Calendar;
}

export async function readPolicy(deps: UseCaseDeps): Promise<Policy> {
  const { policyId } = await deps.departments.get();
  const policy = policies[policyId];
  if (!policy) throw new Error(`the department names policy ${policyId}, which does not ship`);
  return policy;
}

export async function readDutyContext(deps: UseCaseDeps): Promise<DutyContext> {
  return { policy: await readPolicy(deps), calendar: await deps.departments.calendar() };
}

export function dutiesOf(held: CaseWithFacts, context: DutyContext, today: LocalDate): readonly DutyView[] {
  const decisions = held.decisions.flatMap(({ tier, decidedOn }) =>
    tier === null ? [] : [{ tier, decidedOn }],
  );
  return deriveDuties(
    { decisions, talks: held.talks, supplements: held.supplements },
    context.policy.duties,
    context.calendar,
    today,
  );
}

/** What confirming a tier today would start. */
export const dutiesOnDecision = (
  tier: SupportTier,
  context: DutyContext,
  today: LocalDate,
): readonly DutyView[] =>
  deriveDuties(
    { decisions: [{ tier, decidedOn: today }], talks: [], supplements: [] },
    context.policy.duties,
    context.calendar,
    today,
  );

/** Whether a role owes it; what adviser or counselor may do, both are shown. */
export const isMine = (duty: Pick<Duty, 'role'>, role: Role): boolean =>
  duty.role === role || (duty.role === 'either' && (role === 'adviser' || role === 'counselor'));
