import type { ConferenceHead, ConferenceOfMember, ConferenceView, PreparedItem } from '../contract/outputs';
import { canonicalJson } from '../domain/canonical-json';
import {
  CONFERENCE_ROLES,
  type MinutesContent,
  type PreparedContent,
  prevailingView,
  validateApplying,
} from '../domain/conference';
import { DomainError } from '../domain/errors';
import { compareTerms } from '../domain/term';
import { mayRole, notFound, requireAccess } from './access';
import { nextOf, ofStudent } from './conference-student';
import { applyDecision, checkDecision, ownersAmong } from './meeting';
import type { Actor, ConferenceRecord, PreparedDecision, ProposalRecord } from './ports';
import { isChangeOfCase, rolledBackFiles } from './proposal-changes';
import type { UseCase, UseCaseDeps } from './use-case';

/** Ended meetings that are listed. */
const EARLIER = 12;

/** 诊断会: who is there, what is prepared, and what keeps it from being put in force. */
export const showConference: UseCase<'conference.show'> = async (_input, actor, deps) => viewOf(actor, deps);

/**
 * Begins the meeting over the list of a screening; whoever begins it is there. The same id twice begins
 * one.
 *
 * @throws DomainError PREVIEW_ONLY, CONFERENCE_OPEN
 */
export const openConference: UseCase<'conference.open'> = async ({ id, screeningId }, actor, deps) => {
  if ((await deps.conferences.get(id)) !== null) return viewOf(actor, deps);
  const screening = await deps.screenings.get(screeningId);
  if (!screening) throw notFound();
  if (screening.kind === 'preview') {
    throw new DomainError('PREVIEW_ONLY', '这是补考前的预览，不能据此认定。请在正式筛查后开诊断会。');
  }
  const now = deps.clock.now();
  const added = await deps.conferences.add({
    id,
    screeningId,
    heldOn: actor.today,
    openedBy: actor.personId,
    openedAt: now,
  });
  if (!added) {
    const held = await deps.conferences.open();
    throw new DomainError(
      'CONFERENCE_OPEN',
      `${held?.openedByName ?? '别人'}开的诊断会还没有结束。请先在那里生效或结束，再开新的。`,
    );
  }
  await deps.conferences.mark(id, { personId: actor.personId, role: actor.role, isPresent: true }, now);
  await deps.audit.record({
    action: 'conference.open',
    subject: { type: 'conference', id },
    detail: { term: screening.term },
  });
  return viewOf(actor, deps);
};

/** @throws DomainError CONFERENCE_ENDED, MEMBER_UNKNOWN */
export const markMember: UseCase<'conference.mark'> = async (input, actor, deps) => {
  const { conferenceId, personId, isPresent } = input;
  await lockOpen(conferenceId, deps);
  const member = (await deps.conferences.members(conferenceId)).find((one) => one.personId === personId);
  if (!member) {
    throw new DomainError('MEMBER_UNKNOWN', '这位同事现在不在工作组里，不能列入到会名单。请刷新后再选。');
  }
  if (member.isPresent !== isPresent) {
    await deps.conferences.mark(conferenceId, { personId, role: member.role, isPresent }, deps.clock.now());
    await deps.audit.record({
      action: 'conference.mark',
      subject: { type: 'conference', id: conferenceId },
      detail: { person: personId, isPresent },
    });
  }
  return viewOf(actor, deps);
};

/**
 * 会诊: one member's word on a student; the chair's phone may take it for anyone who is there.
 *
 * @throws DomainError CONFERENCE_ENDED, NOT_PRESENT, NOT_ONESELF
 */
export const sayView: UseCase<'conference.say'> = async (input, actor, deps) => {
  const { conferenceId, proposalId, personId, difficulty, remark } = input;
  const held = await openOne(conferenceId, deps);
  const proposal = await deps.screenings.proposal(proposalId);
  requireAccess(actor, 'conference.say', proposal);
  if (proposal.screeningId !== held.screeningId) throw notFound();
  if (!mayRole(actor.role, 'conference.mark') && personId !== actor.personId) {
    throw new DomainError('NOT_ONESELF', '只能写自己的看法。别人的看法由本人或主持人记。');
  }
  if (!(await deps.conferences.presentIds(conferenceId)).includes(personId)) {
    throw new DomainError('NOT_PRESENT', '还没有列入到会名单。请先在名单上勾选到会，再记看法。', 'members');
  }
  const { student } = proposal;
  const said = await deps.conferences.views(conferenceId, student.id);
  const last = said.find(({ memberId }) => memberId === personId);
  const words = remark.trim();
  if ((last?.difficulty ?? null) !== difficulty || (last?.remark ?? '') !== words) {
    await deps.conferences.say({
      id: deps.ids.next(),
      conferenceId,
      studentId: student.id,
      memberId: personId,
      difficulty,
      remark: difficulty === null ? '' : words,
      saidAt: deps.clock.now(),
    });
    await deps.audit.record({
      action: 'conference.say',
      subject: { type: 'proposal', id: proposal.id },
      detail: { person: personId, conference: conferenceId },
    });
  }
  const now = await deps.conferences.views(conferenceId, student.id);
  return { prevailing: prevailingView(now.map((view) => view.difficulty)) };
};

/**
 * Notes what is to be decided of a student, or takes it back; nothing of it is in force before the end.
 *
 * @throws DomainError CONFERENCE_ENDED, PREPARED_MEANWHILE, and those of `checkDecision`
 */
export const prepareDecision: UseCase<'conference.prepare'> = async (input, actor, deps) => {
  const { id, conferenceId, proposalId, seen, decision } = input;
  const held = await lockOpen(conferenceId, deps);
  const proposal = await deps.screenings.proposal(proposalId);
  requireAccess(actor, 'conference.prepare', proposal);
  if (proposal.screeningId !== held.screeningId) throw notFound();
  const studentId = proposal.student.id;
  const stands = (await deps.conferences.prepared(conferenceId, studentId))[0];
  if (stands?.id === id) return ofStudent(held, proposal, deps);
  if ((stands?.id ?? null) !== seen) throw preparedMeanwhile(stands, proposal);
  if (decision === null && stands === undefined) return ofStudent(held, proposal, deps);
  const content: PreparedContent | null = decision && {
    ...decision,
    tier: null,
    causeNote: decision.causeNote.trim(),
    reason: decision.reason.trim(),
  };
  // Refused now rather than at the end of the hour.
  const checked =
    content && (await checkDecision({ ...content, tier: decision?.tier ?? null }, proposal, actor, deps));
  const added = await deps.conferences.prepare({
    id,
    conferenceId,
    studentId,
    proposalId,
    ordinal: (await deps.conferences.lastOrdinal(conferenceId, studentId)) + 1,
    content: content && { ...content, tier: checked?.tier ?? null },
    preparedAt: deps.clock.now(),
  });
  if (!added) throw preparedMeanwhile(undefined, proposal);
  await deps.audit.record({
    action: 'conference.prepare',
    subject: { type: 'proposal', id: proposalId },
    detail: { conference: conferenceId, outcome: decision?.outcome ?? null },
  });
  return ofStudent(held, proposal, deps);
};

/**
 * Puts all that was prepared in force in this one transaction, each with its own word in the audit, and
 * freezes the minutes. Whoever cannot be decided any more is named, and then nothing is put in force.
 *
 * @throws DomainError CONFERENCE_ENDED, PREPARED_MEANWHILE, FACTS_MOVED, and those of `validateApplying`
 */
export const applyConference: UseCase<'conference.apply'> = async ({ conferenceId, seen }, actor, deps) => {
  const held = await deps.conferences.lock(conferenceId);
  if (!held) throw notFound();
  // A retry after an answer that did not arrive.
  if (held.state === 'applied') return viewOf(actor, deps);
  requireOpen(held);
  const prepared = await deps.conferences.prepared(conferenceId);
  const members = await deps.conferences.members(conferenceId);
  validateApplying({
    present: members.filter(({ isPresent }) => isPresent).length,
    prepared: prepared.length,
  });
  if (prepared.length !== seen.length || prepared.some(({ id }) => !seen.includes(id))) {
    throw new DomainError(
      'PREPARED_MEANWHILE',
      '在您打开这一页之后，另一台手机改了记下的决定。请看过名单后再生效。',
    );
  }
  const items = await itemsOf(held, prepared, actor, deps);
  const stuck = items.filter(({ problem }) => problem !== null);
  if (stuck.length > 0) {
    throw new DomainError(
      'FACTS_MOVED',
      `没有生效：${stuck.map(({ name, problem }) => `${name}（${problem}）`).join('；')}。请撤回或改过这几位，再生效。`,
      'prepared',
    );
  }
  const views = await deps.conferences.views(conferenceId);
  const present = new Set(members.filter(({ isPresent }) => isPresent).map(({ personId }) => personId));
  const decided: MinutesContent['decided'][number][] = [];
  for (const { id, proposalId, studentId, content } of prepared) {
    const proposal = await deps.screenings.lockProposal(proposalId);
    requireAccess(actor, 'conference.apply', proposal);
    const { tier } = await named(
      proposal,
      applyDecision({ id, ...content }, { proposal, conferenceId }, actor, deps),
    );
    decided.push({
      decisionId: id,
      studentId,
      outcome: content.outcome,
      tier,
      difficulty: content.difficulty,
      ownerId: content.ownerId,
      views: views
        .filter((view) => view.studentId === studentId && present.has(view.memberId))
        .map(({ memberId, difficulty }) => ({ personId: memberId, difficulty })),
    });
  }
  const content: MinutesContent = {
    screeningId: held.screeningId,
    heldOn: held.heldOn,
    members: members.map(({ personId, role, isPresent }) => ({ personId, role, isPresent })),
    decided,
    undecided: (await deps.screenings.waiting(held.screeningId)).length,
  };
  const now = deps.clock.now();
  await deps.conferences.addMinutes({
    conferenceId,
    content,
    contentHash: deps.hasher.sha256(canonicalJson(content)),
    signedOn: actor.today,
    signedAt: now,
    signedBy: actor.personId,
  });
  if (!(await deps.conferences.end(conferenceId, 'applied', actor.personId, now))) throw notFound();
  await deps.audit.record({
    action: 'conference.apply',
    subject: { type: 'conference', id: conferenceId },
    detail: { decided: decided.length, present: present.size },
  });
  return viewOf(actor, deps);
};

/** Says of whom it is that nothing was put in force. */
async function named<T>({ student }: ProposalRecord, applied: Promise<T>): Promise<T> {
  try {
    return await applied;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new DomainError('FACTS_MOVED', `没有生效：${student.name}：${error.message}`, 'prepared');
  }
}

/** Ends without a word in force: what was prepared stays on record with the meeting. */
export const leaveConference: UseCase<'conference.leave'> = async ({ conferenceId }, actor, deps) => {
  const held = await deps.conferences.lock(conferenceId);
  if (!held) throw notFound();
  if (held.state === 'left') return viewOf(actor, deps);
  requireOpen(held);
  const prepared = await deps.conferences.prepared(conferenceId);
  const isEnded = await deps.conferences.end(conferenceId, 'left', actor.personId, deps.clock.now());
  if (!isEnded) throw notFound();
  await deps.audit.record({
    action: 'conference.leave',
    subject: { type: 'conference', id: conferenceId },
    detail: { prepared: prepared.length },
  });
  return viewOf(actor, deps);
};

/** On a member's own phone: the own students of the list, and what one said of each. */
export const showOwnConference: UseCase<'conference.mine'> = async (_input, actor, deps) =>
  mineOf(actor, deps);

/** 到会, from one's own phone. */
export const joinConference: UseCase<'conference.join'> = async ({ conferenceId }, actor, deps) => {
  await openOne(conferenceId, deps);
  const role = CONFERENCE_ROLES.find((one) => one === actor.role);
  if (role === undefined) throw notFound();
  if (!(await mineOf(actor, deps)).isPresent) {
    const member = { personId: actor.personId, role, isPresent: true };
    await deps.conferences.mark(conferenceId, member, deps.clock.now());
    await deps.audit.record({
      action: 'conference.join',
      subject: { type: 'conference', id: conferenceId },
    });
  }
  return mineOf(actor, deps);
};

async function mineOf(actor: Actor, deps: UseCaseDeps): Promise<ConferenceOfMember> {
  const held = await deps.conferences.open();
  if (!held) return { conference: null, isPresent: false, students: [] };
  const isPresent = (await deps.conferences.presentIds(held.id)).includes(actor.personId);
  const said = new Map(
    (await deps.conferences.views(held.id))
      .filter(({ memberId }) => memberId === actor.personId)
      .map((view) => [view.studentId, view]),
  );
  // The database shows a member who is there the own classes alone.
  const proposals = isPresent ? await deps.screenings.proposals(held.screeningId, 'open', 0, MOST_OWN) : [];
  return {
    conference: {
      conferenceId: held.id,
      heldOn: held.heldOn,
      openedBy: held.openedByName,
    },
    isPresent,
    students: proposals
      .filter(({ student: { classId } }) => classId !== null && reaches(actor, classId))
      .map(({ id, student, result }) => ({
        proposalId: id,
        studentId: student.id,
        name: student.name,
        className: student.className,
        outstandingCredits: result.outstandingCredits,
        gpa: result.gpa,
        difficulty: said.get(student.id)?.difficulty ?? null,
        remark: said.get(student.id)?.remark ?? '',
      })),
  };
}

/** Students of one's own classes on one list. */
const MOST_OWN = 200;

const reaches = ({ reach }: Actor, classId: string): boolean =>
  reach.kind === 'classes' && reach.classIds.includes(classId);

async function viewOf(actor: Actor, deps: UseCaseDeps): Promise<ConferenceView> {
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
async function itemsOf(
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
    decided: await deps.screenings.decidedBefore(screening.term),
    rolledBack: (await rolledBackFiles(screening.importIds, deps))[0] ?? null,
  };
  const classIds = [...proposals.values()].flatMap(({ student }) => student.classId ?? []);
  const responsible = await deps.people.responsible([...new Set(classIds)]);
  return prepared.map(({ id, proposalId, content, preparedByName }) => {
    const proposal = proposals.get(proposalId);
    if (!proposal) throw notFound();
    const { student } = proposal;
    const owners = ownersAmong(
      student.classId === null ? undefined : responsible.get(student.classId),
      actor,
    );
    const owner = owners.find(({ personId }) => personId === content.ownerId)?.name ?? null;
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
  { id, student, decision, change }: ProposalRecord,
  { term, standing, moved, decided, rolledBack }: Facts,
): string | null {
  if (rolledBack !== null) return `筛查用到的文件“${rolledBack}”已被撤销`;
  if (moved.has(student.id)) return '筛查之后又导入或撤销了这位学生的资料，依据已经不同';
  const stands = standing.get(student.id);
  if (stands?.proposalId !== id) return '采纳早报告之后依据已经更新，要重新打开这位学生';
  const last = decided.get(student.id);
  const isElsewhere =
    last !== undefined &&
    !last.isEarlierDecision &&
    last.proposalId !== id &&
    last.decisionId !== change?.decision.id;
  if ((decision?.id ?? null) !== replaces || isElsewhere) return '这期间已有别的决定';
  if (stands.newestTerm !== null && compareTerms(stands.newestTerm, term) > 0)
    return '这位学生已有更新学期的档案';
  return null;
}

async function openOne(conferenceId: string, deps: UseCaseDeps): Promise<ConferenceRecord> {
  const held = await deps.conferences.get(conferenceId);
  if (!held) throw notFound();
  requireOpen(held);
  return held;
}

async function lockOpen(conferenceId: string, deps: UseCaseDeps): Promise<ConferenceRecord> {
  const held = await deps.conferences.lock(conferenceId);
  if (!held) throw notFound();
  requireOpen(held);
  return held;
}

function requireOpen({ state, endedByName }: ConferenceRecord): void {
  if (state === 'open') return;
  const how = state === 'applied' ? '已由' : '已被';
  throw new DomainError(
    'CONFERENCE_ENDED',
    `这次诊断会${how}${endedByName ?? '组长'}${state === 'applied' ? '生效' : '结束'}，不能再记。请刷新后查看。`,
  );
}

function preparedMeanwhile(stands: PreparedDecision | undefined, proposal: ProposalRecord): DomainError {
  const who = stands === undefined ? '另一台手机撤回了' : `${stands.preparedByName}已记下`;
  return new DomainError(
    'PREPARED_MEANWHILE',
    `在您打开这一页之后，${who}${proposal.student.name}的决定。请看过之后再改。`,
  );
}
