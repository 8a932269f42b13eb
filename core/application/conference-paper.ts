import type { Difficulty } from '../domain/case-decision';
import type { MinutesContent } from '../domain/conference';
import { ERASED_DECISION, sayOutcomes, sayViews, sayWord } from '../domain/conference-words';
import { ROLE_LABELS, SCREENING_KIND_LABELS } from '../domain/labels';
import { dayLabel } from '../domain/local-date';
import { PAPER_MEDIA_TYPES } from '../domain/paper-format';
import { termLabel } from '../domain/term';
import { notFound } from './access';
import { keepFile } from './kept-files';
import type { ConferencePaper, DecisionRecord } from './ports';
import { isChangeOfCase } from './proposal-changes';
import { readerMark } from './reader-mark';
import type { UseCase, UseCaseDeps } from './use-case';

/**
 * 诊断会纪要 of a meeting that was applied. Names and reasons are read where they stand: the decisions are
 * only ever added to, so another print says the same, and a name that was taken out is not kept here.
 */
export const printConference: UseCase<'papers.conference'> = async ({ conferenceId }, actor, deps) => {
  const minutes = await deps.conferences.minutes(conferenceId);
  if (!minutes) throw notFound();
  const { content, contentHash, signedOn, signedBy } = minutes;
  const held = await deps.conferences.get(conferenceId);
  const screening = await deps.screenings.get(content.screeningId);
  if (!held || !screening) throw notFound();
  const { name: departmentName } = await deps.departments.get();
  const nameOf = await namesOf(content, deps);
  const paper: ConferencePaper = {
    watermark: readerMark(actor),
    departmentName,
    title: '学业困难学生诊断会纪要',
    date: content.heldOn,
    chair: (await deps.people.get(signedBy))?.name ?? '',
    recorder: held.openedByName,
    present: content.members
      .filter(({ isPresent }) => isPresent)
      .map(({ personId, role }) => `${nameOf(personId)}（${ROLE_LABELS[role]}）`)
      .join('、'),
    basis: `${termLabel(screening.term)}${SCREENING_KIND_LABELS[screening.kind]}（${dayLabel(screening.ranOn)}，办法 ${screening.policyVersion}），筛查 ${screening.students} 名，符合 ${screening.identified} 名`,
    summary: sayOutcomes(content),
    rows: await rowsOf(content, nameOf, deps),
    signedOn,
    hash: contentHash,
  };
  const bytes = await deps.papers.conference(paper);
  await deps.audit.record({
    action: 'papers.conference',
    subject: { type: 'conference', id: conferenceId },
    detail: { students: content.decided.length },
  });
  return keepFile(bytes, `诊断会纪要-${content.heldOn}.pdf`, PAPER_MEDIA_TYPES.pdf, actor, deps);
};

async function namesOf(
  { members, decided }: MinutesContent,
  deps: UseCaseDeps,
): Promise<(personId: string) => string> {
  const ids = new Set([
    ...members.filter(({ isPresent }) => isPresent).map(({ personId }) => personId),
    ...decided.flatMap(({ ownerId }) => ownerId ?? []),
  ]);
  const names = new Map<string, string>();
  for (const id of ids) names.set(id, (await deps.people.get(id))?.name ?? '');
  return (personId) => names.get(personId) ?? '';
}

async function rowsOf(
  { decided }: MinutesContent,
  nameOf: (personId: string) => string,
  deps: UseCaseDeps,
): Promise<ConferencePaper['rows']> {
  const decisions = new Map<string, DecisionRecord>();
  for (const { decisionId } of decided) {
    const decision = await deps.screenings.decision(decisionId);
    if (decision) decisions.set(decisionId, decision);
  }
  const proposals = await deps.screenings.proposalsById(
    [...decisions.values()].map(({ proposalId }) => proposalId),
  );
  const rows: ConferencePaper['rows'][number][] = [];
  for (const [
    at,
    { decisionId, studentId, outcome, tier, difficulty, ownerId, views },
  ] of decided.entries()) {
    const decision = decisions.get(decisionId);
    const student = await deps.roster.student(studentId);
    const proposal = decision && proposals.get(decision.proposalId);
    rows.push({
      no: String(at + 1),
      student: student?.name ?? ERASED_DECISION,
      className: student?.className ?? '',
      decision: sayWord({ outcome, tier }, proposal !== undefined && isChangeOfCase(proposal)),
      diagnosis: sayViews(
        difficulty,
        views.map((view): Difficulty => view.difficulty),
      ),
      reason: decision?.reason ?? '',
      owner: ownerId === null ? '' : nameOf(ownerId),
    });
  }
  return rows;
}
