import type { ConferenceHead, ConferenceView, PreparedItem } from '../contract/outputs';
import type { PreparedContent } from '../domain/conference';
import { compareTerms } from '../domain/term';
import { mayRole, notFound } from './access';
import { leaderName, ownersAmong } from './case-owners';
import { nextOf } from './conference-student';
import type { Actor, ConferenceRecord, PreparedDecision, ProposalRecord } from './ports';
import { isChangeOfCase, isDecidedElsewhere, rolledBackFiles } from './proposal-changes';
import type { UseCaseDeps } from './use-case';

/** Ended meetings that are listed. */
const EARLIER = 12;

/** The meeting that goes on, with what is prepared and what keeps it from being put in force; and those before. */
export async function viewOf(actor: Actor, deps: UseCaseDeps): Promise<ConferenceView> {
  const all = await deps.conferences.list(EARLIER + 1);
  const open = all.find(({ state }) => state === 'open') ?? null;
  const terms = new Map<string, string>();
  for (const { screeningId } of all) {
    if (!terms.has(screeningId)) terms.set(screeningId, (await deps.screenings.get(screeningId))?.term ?? '');
  }
  const headOf = (held: ConferenceRecord) => toHead(held, terms.get(held.screeningId) ?? '');
  const earlier = all.filter(({ state }) => state !== 'open').map(headOf);
  const canApply = mayRole(actor.role, 'conference.apply');
  if (open === null) {
    return {
      conference: null,
      members: [],
      prepared: [],
      waiting: 0,
      nextProposalId: null,
      canApply,
      earlier,
    };
  }
  const prepared = await deps.conferences.prepared(open.id);
  const waiting = await deps.screenings.waiting(open.screeningId);
  return {
    conference: headOf(open),
    members: await deps.conferences.members(open.id),
    prepared: await itemsOf(open, prepared, actor, deps),
    waiting: waiting.length,
    nextProposalId: nextOf(waiting, prepared, null),
    canApply,
    earlier,
  };
}

const toHead = (held: ConferenceRecord, term: string): ConferenceHead => ({
  conferenceId: held.id,
  screeningId: held.screeningId,
  term,
  heldOn: held.heldOn,
  state: held.state,
  openedBy: held.openedByName,
  endedBy: held.endedByName,
  minutesHash: held.minutesHash,
});

/** What is prepared, each with what keeps it from being put in force; a few statements however many. */
export async function itemsOf(
  held: ConferenceRecord,
  prepared: readonly PreparedDecision[],
  actor: Actor,
  deps: UseCaseDeps,
): Promise<readonly PreparedItem[]> {
  if (prepared.length === 0) return [];
  const screening = await deps.screenings.get(held.screeningId);
  if (!screening) throw notFound();
  const studentIds = prepared.map(({ studentId }) => studentId);
  const proposals = await deps.screenings.proposalsById(prepared.map(({ proposalId }) => proposalId));
  const facts: Facts = {
    term: screening.term,
    standing: await deps.conferences.standing(screening.id, studentIds),
    moved: await deps.conferences.movedSince(screening.ranAt, studentIds),
    decided: await deps.screenings.decidedBefore(screening.term, studentIds),
    rolledBack: (await rolledBackFiles(screening.importIds, deps))[0] ?? null,
  };
  const classIds = [...proposals.values()].flatMap(({ student }) => student.classId ?? []);
  const responsible = await deps.people.responsible([...new Set(classIds)]);
  const leaders = new Map<string, string | null>();
  for (const { content } of prepared)
    if (content.ownerId !== null && !leaders.has(content.ownerId))
      leaders.set(content.ownerId, await leaderName(content.ownerId, deps));
  return prepared.map(({ id, proposalId, content, preparedByName }) => {
    const proposal = proposals.get(proposalId);
    if (!proposal) throw notFound();
    const { student } = proposal;
    const owners = ownersAmong(
      student.classId === null ? undefined : responsible.get(student.classId),
      actor,
    );
    const owner =
      owners.find(({ personId }) => personId === content.ownerId)?.name ??
      (content.ownerId === null ? null : (leaders.get(content.ownerId) ?? null));
    const isOwnerGone = content.ownerId !== null && owner === null && actor.role === 'leader';
    return {
      preparedId: id,
      proposalId,
      studentId: student.id,
      name: student.name,
      className: student.className,
      outcome: content.outcome,
      tier: content.tier,
      isKept: content.outcome === 'dismiss' && isChangeOfCase(proposal),
      owner,
      by: preparedByName,
      problem: isOwnerGone ? '选定的负责人已不负责这个班' : problemOf(content, proposal, facts),
    };
  });
}

interface Facts {
  readonly term: string;
  readonly standing: Awaited<ReturnType<UseCaseDeps['conferences']['standing']>>;
  readonly moved: ReadonlySet<string>;
  readonly decided: Awaited<ReturnType<UseCaseDeps['screenings']['decidedBefore']>>;
  readonly rolledBack: string | null;
}

/** Why a prepared decision cannot be put in force now, as a clause; null: it can. */
function problemOf(
  { replaces }: PreparedContent,
  proposal: ProposalRecord,
  { term, standing, moved, decided, rolledBack }: Facts,
): string | null {
  if (rolledBack !== null) return `筛查用到的文件“${rolledBack}”已被撤销`;
  const { id, student, decision } = proposal;
  if (moved.has(student.id)) return '筛查之后又导入或撤销了这位学生的资料，依据已经不同';
  const stands = standing.get(student.id);
  if (stands?.proposalId !== id) return '采纳早报告之后依据已经更新，要重新打开这位学生';
  if ((decision?.id ?? null) !== replaces || isDecidedElsewhere(proposal, decided.get(student.id)))
    return '这期间已有别的决定';
  if (stands.newestTerm !== null && compareTerms(stands.newestTerm, term) > 0)
    return '这位学生已有更新学期的档案';
  return null;
}
