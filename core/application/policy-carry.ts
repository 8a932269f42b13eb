import { DomainError } from '../domain/errors';
import { dayLabel } from '../domain/local-date';
import type { Policy } from '../domain/policy';
import { changesRules, type PolicyDifference, policyDifferences } from '../domain/policy-differences';
import type { PolicyVersion } from './ports';

export interface CarriedPolicy {
  readonly policy: Policy;
  /** From the version of the same date before it: the office's tables alone. */
  readonly differences: readonly PolicyDifference[];
}

/**
 * The versions that are dated after a saved one, with its tables and their own rules: what the office
 * changed today does not end on the day on which they begin. Nothing where the rules were saved, too: a
 * later version is then whole as it was decided. Without a new version name, which the caller gives.
 *
 * @param base what held before on the day from which the saved one holds
 * @param later those in force from each later date, see PolicyRepository.after
 * @throws DomainError POLICY_LATER: the tables of a later one were edited apart, and lack these changes
 */
export function carryTables(
  base: Policy,
  saved: Policy,
  later: readonly PolicyVersion[],
): readonly CarriedPolicy[] {
  const changed = policyDifferences(base, saved);
  if (changesRules(changed)) return [];
  const lines = new Set(changed.map(lineOf));
  return later.flatMap(({ policy }) => {
    const lacks = policyDifferences(policy, saved).some((one) => lines.has(lineOf(one)));
    if (!lacks) return [];
    if (policyDifferences(base, policy).some(({ section }) => section !== 'rules')) {
      const day = dayLabel(policy.effectiveFrom, saved.effectiveFrom);
      throw new DomainError(
        'POLICY_LATER',
        `${day}起生效的版本${policy.version}另外改过对照表，这次的改动到那天就会失效。请先在那个版本里作同样的改动（生效日期填${day}），再保存这一次。`,
        'effectiveFrom',
      );
    }
    const carried = withTables(policy, saved);
    return [{ policy: carried, differences: policyDifferences(policy, carried) }];
  });
}

const lineOf = ({ section, label }: PolicyDifference): string => `${section}|${label}`;

const withTables = (rules: Policy, { courses, grading, help, matching, teaching }: Policy): Policy => ({
  ...rules,
  courses,
  help,
  matching,
  teaching,
  grading: { ...grading, passMark: rules.grading.passMark },
});
