import type { ReferralPlace } from '../contract/outputs/referrals';
import { parseCredits } from '../domain/credits';
import { DomainError } from '../domain/errors';
import type { Policy } from '../domain/policy';
import { type ScreeningResult, screenStudent } from '../domain/screening';
import { compareTerms, endedTerm } from '../domain/term';
import { readPolicy } from './policy-in-force';
import type { ScreeningRecord, Student } from './ports';
import { placeOnList } from './proposal-changes';
import { gatherFacts } from './screening-facts';
import type { UseCaseDeps } from './use-case';

/**
 * The semester for which the meeting accepts a referral today, and its screening: the newest that was
 * screened, unless by the calendar a later one has ended since and waits for its screening.
 *
 * @throws DomainError NO_TERM: nothing was screened and there is no calendar
 */
export async function meetingTerm(
  today: string,
  deps: UseCaseDeps,
): Promise<{ readonly term: string; readonly screening: ScreeningRecord | null }> {
  const screening = await deps.screenings.latest();
  const ended = endedTerm((await deps.departments.calendar()).terms, today);
  if (screening && (ended === null || compareTerms(screening.term, ended) >= 0)) {
    return { term: screening.term, screening };
  }
  if (ended === null) {
    throw new DomainError('NO_TERM', '还没有今天所在学期的校历，不能答复。请系学工办先填写校历。');
  }
  return { term: ended, screening: null };
}

/** One student's answer as of today, with the lists and the referrals accepted for the semester. */
async function screenOne(
  student: Student,
  term: string,
  { policy, today }: { readonly policy: Policy; readonly today: string },
  deps: UseCaseDeps,
): Promise<ScreeningResult> {
  const rows = (await deps.grades.of(student.id)).map(({ grade }) => grade);
  const facts = (await gatherFacts(term, { policy, today }, deps)).of(student.id);
  return screenStudent({ studentNo: student.studentNo, name: student.name, term, rows, facts }, policy);
}

/**
 * Puts the student of an accepted referral on the list of the current screening, so that the meeting
 * decides at once. Who was decided to be helped stays so; who was dismissed comes back on this new
 * evidence (reading §3).
 */
export async function proposeReferred(
  student: Student,
  screening: ScreeningRecord | null,
  today: string,
  deps: UseCaseDeps,
): Promise<void> {
  const policy = screening?.kind === 'official' ? await policyOf(screening, deps) : null;
  if (screening === null || policy === null) return;
  const standing = await deps.screenings.proposalOf(screening.id, student.id);
  if (standing?.decision && standing.decision.outcome !== 'dismiss') return;
  const last = (await deps.screenings.decidedBefore(screening.term, [student.id])).get(student.id);
  if (standing?.change?.kind === 'settled' && last?.caseTier) return;
  if (!standing && (await openCaseOf(student, deps))?.term === screening.term) return;
  const result = await screenOne(student, screening.term, { policy, today }, deps);
  const place = placeOnList(result, last);
  if (place === null) throw new Error('an accepted referral identifies its student');
  await deps.screenings.append(screening.id, {
    id: deps.ids.next(),
    student,
    ...place,
    tier: result.tier,
    outstanding: parseCredits(result.outstandingCredits),
    result,
  });
}

/** Where the student of a referral accepted for a semester stands now. */
export async function placeOf(student: Student, term: string, deps: UseCaseDeps): Promise<ReferralPlace> {
  const screening = await deps.screenings.latest({ term });
  const standing = screening && (await deps.screenings.proposalOf(screening.id, student.id));
  if (screening?.kind === 'official' && standing?.result.criteria.referral === 'met') {
    return { kind: 'listed', proposalId: standing.id, isDecided: standing.decision !== null };
  }
  const openCase = await openCaseOf(student, deps);
  return openCase ? { kind: 'has-case', tier: openCase.tier } : { kind: 'next-screening' };
}

export const openCaseOf = async (student: Student, deps: UseCaseDeps) =>
  (await deps.cases.ofStudent(student.id)).find(({ status }) => status === 'open') ?? null;

/** One list is by one policy: the one that the screening kept. null: it kept none, and another is in force. */
async function policyOf(screening: ScreeningRecord, deps: UseCaseDeps): Promise<Policy | null> {
  const kept = await deps.screenings.kept(screening.id);
  if (kept.policy) return kept.policy;
  const present = await readPolicy(deps);
  const isSame = screening.policyId === present.id && screening.policyVersion === present.version;
  return isSame ? present : null;
}
