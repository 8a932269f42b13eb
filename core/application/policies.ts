import type { PolicyName, PolicyVersionItem, SavedPolicy } from '../contract/outputs/policies';
import { checkedPolicy } from '../domain/checked-policy';
import { DomainError } from '../domain/errors';
import type { Policy } from '../domain/policy';
import { changesRules, type PolicyDifference, policyDifferences } from '../domain/policy-differences';
import { policies } from '../policies/index';
import { mayRole } from './access';
import { nextPosition, PAGE_SIZE, positionOf } from './paging';
import { carryTables } from './policy-carry';
import { readPolicy, readPolicyVersion } from './policy-in-force';
import type { Actor, PolicyVersion } from './ports';
import type { UseCase, UseCaseDeps } from './use-case';

/** How many of a version's differences a list shows. */
const DIFFERENCES_SHOWN = 20;

export const showPolicy: UseCase<'policies.show'> = async ({ version }, actor, deps) => {
  const inForce = await readPolicy(deps);
  const own = await deps.policies.list(0, PAGE_SIZE);
  const upcoming = await deps.policies.after(actor.today);
  return {
    policy: version === undefined ? inForce : await readPolicyVersion(version, deps),
    inForce: nameOf(inForce),
    upcoming: upcoming.map(({ policy }) => nameOf(policy)),
    versions: [...Object.values(policies), ...own.map(({ policy }) => policy)].map(nameOf),
    newest: own[0]?.policy.version ?? '',
    can: {
      editTables: mayRole(actor.role, 'policies.save'),
      editRules: mayRole(actor.role, 'policies.save-rules'),
    },
  };
};

export const listPolicyVersions: UseCase<'policies.history'> = async ({ cursor }, _actor, deps) => {
  const position = positionOf(cursor);
  const held = await deps.policies.list(position, PAGE_SIZE);
  const inForce = await readPolicy(deps);
  return {
    items: held.map((one) => toItem(one, one.policy.version === inForce.version)),
    nextCursor: nextPosition(held, position),
  };
};

interface Saving {
  readonly id: string;
  readonly seen: string;
  readonly effectiveFrom: string;
  readonly reason: string;
  readonly body?: unknown;
}

/** What the office keeps: the tables of courses and grades, and the settings of volunteers and teachers. */
export const savePolicyTables: UseCase<'policies.save'> = (input, actor, deps) =>
  save(input, actor, deps, (differences) => {
    const rule = differences.find(({ section }) => section === 'rules');
    if (rule && changesRules(differences)) {
      throw new DomainError(
        'FORBIDDEN',
        `「${rule.label}」属于认定界线和应办事项，只有工作组组长能修改。请只改课程和成绩的对照表、志愿帮扶和专业教师的设置，或请组长保存。`,
      );
    }
  });

/** Everything else, and the choice of another rule: the leader's. */
export const savePolicyRules: UseCase<'policies.save-rules'> = (input, actor, deps) =>
  save(input, actor, deps, () => undefined);

/**
 * Each save is a new version, whole or not at all; those before stay. The same id again: the same one.
 *
 * @throws DomainError POLICY_INVALID naming the field, POLICY_MOVED, POLICY_UNCHANGED, POLICY_DATE, POLICY_LATER
 */
async function save(
  { id, seen, effectiveFrom, reason, body }: Saving,
  actor: Actor,
  deps: UseCaseDeps,
  requireMay: (differences: readonly PolicyDifference[]) => void,
): Promise<SavedPolicy> {
  const newest = await deps.policies.lockNewest();
  const repeated = await deps.policies.byId(id);
  if (repeated) return { ...savedOf(repeated.policy), repeated: true };
  if ((newest?.policy.version ?? '') !== seen) {
    throw new DomainError(
      'POLICY_MOVED',
      `在您打开之后，${newest?.madeByName ?? '别人'}已保存了新的版本。请刷新，在新版本上再改。`,
    );
  }
  if (reason.trim() === '') throw new DomainError('REASON_MISSING', '请写明为什么修改', 'reason');
  if (effectiveFrom < actor.today) {
    throw new DomainError(
      'POLICY_DATE',
      '生效日期不能早于今天：已经作出的筛查和认定不会改变',
      'effectiveFrom',
    );
  }
  const ordinal = (newest?.ordinal ?? 0) + 1;
  const edited = checkedPolicy(body);
  const family = policies[edited.id];
  if (!family)
    throw new DomainError('POLICY_UNKNOWN', `没有编号为「${edited.id}」的办法。请刷新后重新选择。`, 'id');
  const policy: Policy = { ...edited, version: `${family.version}-${ordinal}`, effectiveFrom };
  // From what would hold on that day without it, so that nobody brings in other rules unseen.
  const base = await readPolicy(deps, effectiveFrom);
  const differences = policyDifferences(base, policy);
  requireMay(differences);
  if (differences.length === 0) {
    throw new DomainError('POLICY_UNCHANGED', '没有改动，不需要保存新版本。');
  }
  const carried = carryTables(base, policy, await deps.policies.after(effectiveFrom));
  const said = reason.trim();
  await add({ id, ordinal, policy, differences, reason: said }, actor, deps);
  for (const [index, one] of carried.entries()) {
    const next = ordinal + 1 + index;
    const version = `${policies[one.policy.id]?.version ?? one.policy.id}-${next}`;
    await add(
      {
        ...one,
        id: deps.ids.next(),
        ordinal: next,
        policy: checkedPolicy({ ...one.policy, version }),
        reason: `${said}（对照表随 ${policy.version} 一并修改）`,
      },
      actor,
      deps,
    );
  }
  return { ...savedOf(policy), repeated: false };
}

/** A long table's rows are in the version itself; the audit names the first of them. */
const MOST_DIFFERENCES = 30;

async function add(
  made: Omit<PolicyVersion, 'madeBy' | 'madeByName' | 'madeAt'>,
  actor: Actor,
  deps: UseCaseDeps,
): Promise<void> {
  await deps.policies.add({ ...made, madeBy: actor.personId, madeAt: deps.clock.now() });
  const { version, effectiveFrom } = made.policy;
  await deps.audit.record({
    action: 'policies.save',
    subject: { type: 'policy', id: made.id },
    detail: { version, effectiveFrom, differences: made.differences.length },
    changes: Object.fromEntries(
      made.differences.slice(0, MOST_DIFFERENCES).map(({ label, before, after }) => [label, [before, after]]),
    ),
  });
}

export const nameOf = ({ id, version, title, effectiveFrom }: Policy): PolicyName => ({
  policyId: id,
  version,
  title,
  effectiveFrom,
});

const savedOf = ({ id, version, effectiveFrom }: Policy) => ({ policyId: id, version, effectiveFrom });

const toItem = (held: PolicyVersion, isInForce: boolean): PolicyVersionItem => ({
  ...nameOf(held.policy),
  isInForce,
  by: held.madeByName,
  madeAt: held.madeAt,
  reason: held.reason,
  differences: held.differences.slice(0, DIFFERENCES_SHOWN),
  differenceCount: held.differences.length,
});
