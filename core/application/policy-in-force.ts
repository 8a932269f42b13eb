import { DomainError } from '../domain/errors';
import type { Policy } from '../domain/policy';
import { policies } from '../policies/index';
import type { LocalDate } from './ports';
import type { UseCaseDeps } from './use-case';

/** What a rule is read from: a department's own transaction, and the day. */
export type PolicyReading = Pick<UseCaseDeps, 'departments' | 'policies' | 'clock'>;

/** The rule of the day: the department's own version in force, else the policy it was set up with. */
export async function readPolicy(deps: PolicyReading, on: LocalDate = deps.clock.today()): Promise<Policy> {
  return (await deps.policies.inForce(on))?.policy ?? shippedOf(deps);
}

/** @throws DomainError POLICY_UNKNOWN where neither the department nor the software has the version */
export async function readPolicyVersion(version: string, deps: UseCaseDeps): Promise<Policy> {
  const found =
    Object.values(policies).find((policy) => policy.version === version) ??
    (await deps.policies.byVersion(version))?.policy;
  if (!found) {
    throw new DomainError('POLICY_UNKNOWN', `没有版本为「${version}」的办法。请刷新后重新选择。`, 'version');
  }
  return found;
}

async function shippedOf(deps: PolicyReading): Promise<Policy> {
  const { policyId } = await deps.departments.get();
  const policy = policies[policyId];
  if (!policy) throw new Error(`the department names policy ${policyId}, which does not ship`);
  return policy;
}
