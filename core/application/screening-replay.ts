import type { ReplayedStudent } from '../contract/outputs/screenings';
import { DomainError } from '../domain/errors';
import { factsFrozenFor, NO_FROZEN_FACTS } from '../domain/frozen-facts';
import { resultDifferences } from '../domain/result-differences';
import { type ScreeningResult, screenStudent } from '../domain/screening';
import { policies } from '../policies/index';
import { notFound } from './access';
import { withGrades } from './cohort';
import { PAGE_SIZE } from './paging';
import type { FrozenProposal } from './ports';
import { groupOf } from './screening-groups';
import { headingOf } from './student-heading';
import type { UseCase } from './use-case';

/**
 * 复核: makes a screening again from the grades as they stood when it ran, with the rule and the
 * facts that it kept, and compares each answer with the stored one. Writes nothing.
 */
export const replayScreening: UseCase<'screenings.replay'> = async ({ screeningId }, _actor, deps) => {
  const record = await deps.screenings.get(screeningId);
  if (!record) throw notFound();
  const kept = await deps.screenings.kept(screeningId);
  const policy =
    kept.policy ?? Object.values(policies).find(({ version }) => version === record.policyVersion);
  if (!policy) {
    throw new DomainError(
      'POLICY_NOT_KEPT',
      `这次筛查依据的办法（${record.policyVersion}）当时没有保存全文，不能复核。请重新筛查，以后的筛查都会保存。`,
    );
  }
  const facts = kept.facts ?? NO_FROZEN_FACTS;
  const stored = new Map((await deps.screenings.frozen(screeningId)).map((held) => [held.student.id, held]));
  const differing: ReplayedStudent[] = [];
  let students = 0;
  const compare = (student: FrozenProposal['student'], result: ScreeningResult): void => {
    students += 1;
    const held = stored.get(student.id);
    stored.delete(student.id);
    const found = differenceOf(
      student,
      held,
      groupOf(result) === null && held?.group !== 'cleared' ? null : result,
    );
    if (found) differing.push(found);
  };
  const onlyListed = new Set(Object.keys(facts.students));
  for await (const { student, input } of withGrades(record.term, deps.grades.byStudentAt(record))) {
    onlyListed.delete(input.studentNo);
    compare(student, screenStudent({ ...input, facts: factsFrozenFor(input.studentNo, facts) }, policy));
  }
  // Who stands in a list was screened without a grade, too.
  for (const student of (await deps.roster.studentsByNo([...onlyListed])).values()) {
    const { studentNo, name } = student;
    const own = factsFrozenFor(studentNo, facts);
    compare(student, screenStudent({ studentNo, name, term: record.term, rows: [], facts: own }, policy));
  }
  for (const held of stored.values()) {
    const found = differenceOf(held.student, held, null);
    if (found) differing.push(found);
  }
  return {
    screeningId,
    policy: { id: policy.id, version: policy.version },
    students,
    isSame: differing.length === 0,
    differingCount: differing.length,
    differing: differing.slice(0, PAGE_SIZE),
  };
};

function differenceOf(
  student: FrozenProposal['student'],
  held: FrozenProposal | undefined,
  result: ScreeningResult | null,
): ReplayedStudent | null {
  const parts = held && result ? resultDifferences(held.result, result) : [];
  if (parts.length === 0 && (held === undefined) === (result === null)) return null;
  const sayOf = (of: ScreeningResult | null | undefined) =>
    of ? { identified: of.identified, tier: of.tier, outstandingCredits: of.outstandingCredits } : null;
  return {
    student: headingOf(student),
    stored: sayOf(held?.result),
    replayed: sayOf(result),
    parts,
  };
}
