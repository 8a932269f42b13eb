import type { ScreeningSummary } from '../contract/outputs';
import { parseCredits } from '../domain/credits';
import { DomainError } from '../domain/errors';
import { createFactFreezer } from '../domain/frozen-facts';
import { screenStudent } from '../domain/screening';
import { termLabel } from '../domain/term';
import { notFound } from './access';
import { openCohort } from './cohort';
import { nextPosition, PAGE_SIZE, positionOf } from './paging';
import { readPolicy } from './policy-in-force';
import type { NewProposal, ScreeningRecord } from './ports';
import { placeOnList } from './proposal-changes';
import type { UseCase, UseCaseDeps } from './use-case';

/**
 * Applies the department's policy to everyone's current grades and lists and freezes each answer with its
 * evidence, beside what the meeting decided before in the semester. Nothing starts or changes from it
 * before the meeting decides (art. 3, art. 5). Same id: same run.
 */
export const runScreening: UseCase<'screenings.run'> = async ({ id, term, kind }, actor, deps) => {
  // What it read and the moment it names agree, so that it can be made again.
  await deps.importHolds.toRead();
  const earlier = await deps.screenings.get(id);
  if (earlier) return summaryWithOpen(earlier, deps);
  const policy = await readPolicy(deps);
  const terms = await deps.imports.termsWithGrades();
  if (!terms.some((held) => held.term === term && held.rows > 0)) {
    throw new DomainError('NO_GRADES', `还没有${termLabel(term)}的成绩。请先导入这个学期的成绩。`, 'term');
  }
  const decided = await deps.screenings.decidedBefore(term);
  const proposals: NewProposal[] = [];
  const tiers = { watch: 0, 1: 0, 2: 0, 3: 0 };
  let students = 0;
  const held = await openCohort(term, { policy, today: actor.today }, deps);
  const facts = createFactFreezer();
  for await (const { student, input } of held.students) {
    students += 1;
    facts.add(input.studentNo, input.facts);
    const result = screenStudent(input, policy);
    const place = placeOnList(result, decided.get(student.id));
    if (place === null) continue;
    if (result.identified && result.tier !== null) tiers[result.tier] += 1;
    proposals.push({
      id: deps.ids.next(),
      student,
      ...place,
      tier: result.tier,
      outstanding: parseCredits(result.outstandingCredits),
      result,
    });
  }
  const imports = [...(await deps.grades.importSources()), ...held.sources];
  const record: Omit<ScreeningRecord, 'ranByName'> = {
    id,
    term,
    kind,
    policyId: policy.id,
    policyVersion: policy.version,
    importIds: imports.map((source) => source.id),
    fileNames: imports.map((source) => source.fileName),
    students,
    identified: proposals.filter(({ group }) => group === 'identified').length,
    tiers,
    ranOn: actor.today,
    ranAt: deps.clock.now(),
    ranBy: actor.personId,
  };
  await deps.screenings.add(record, proposals, { policy, facts: facts.done() });
  await deps.audit.record({
    action: 'screenings.run',
    subject: { type: 'screening', id },
    detail: { term, kind, policy: policy.id, identified: record.identified },
  });
  return summaryWithOpen({ ...record, ranByName: actor.name }, deps);
};

export const listScreenings: UseCase<'screenings.list'> = async ({ cursor }, _actor, deps) => {
  const position = positionOf(cursor);
  const records = await deps.screenings.list(position, PAGE_SIZE);
  const items: ScreeningSummary[] = [];
  for (const record of records) items.push(await summaryWithOpen(record, deps));
  return { items, nextCursor: nextPosition(records, position) };
};

/** The screening asked for, or the newest one; null where none was ever run. */
export async function readScreening(
  screeningId: string | undefined,
  deps: UseCaseDeps,
): Promise<ScreeningRecord | null> {
  if (screeningId === undefined) return deps.screenings.latest();
  const record = await deps.screenings.get(screeningId);
  if (!record) throw notFound();
  return record;
}

export async function summaryWithOpen(record: ScreeningRecord, deps: UseCaseDeps): Promise<ScreeningSummary> {
  const { open } = await deps.screenings.counts(record.id);
  return {
    screeningId: record.id,
    term: record.term,
    kind: record.kind,
    ranOn: record.ranOn,
    by: record.ranByName,
    policy: { id: record.policyId, version: record.policyVersion },
    students: record.students,
    identified: record.identified,
    tiers: record.tiers,
    undecided: open,
    files: record.fileNames,
  };
}
