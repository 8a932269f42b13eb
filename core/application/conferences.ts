import { DomainError } from '../domain/errors';
import { notFound } from './access';
import { viewOf } from './conference-view';
import type { ConferenceRecord } from './ports';
import type { UseCase } from './use-case';

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
  requireOpen(await deps.conferences.lock(conferenceId));
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

/** Ends without a word in force: what was prepared stays on record with the meeting. */
export const leaveConference: UseCase<'conference.leave'> = async ({ conferenceId }, actor, deps) => {
  const held = await deps.conferences.lock(conferenceId);
  if (held?.state === 'left') return viewOf(actor, deps);
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

/** @throws DomainError NOT_FOUND, CONFERENCE_ENDED naming who ended it */
export function requireOpen(held: ConferenceRecord | null): asserts held is ConferenceRecord {
  if (held === null) throw notFound();
  const { state, endedByName } = held;
  if (state === 'open') return;
  const how = state === 'applied' ? '已由' : '已被';
  throw new DomainError(
    'CONFERENCE_ENDED',
    `这次诊断会${how}${endedByName ?? '组长'}${state === 'applied' ? '生效' : '结束'}，不能再记。请刷新后查看。`,
  );
}
