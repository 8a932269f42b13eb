import type { TalkRevisionView } from '../contract/outputs/talks';
import { DomainError } from '../domain/errors';
import { keptDetails } from '../domain/talk-details';
import { validateTalk } from '../domain/talk-record';
import { type TalkText, talkChanges, talkTextOf, validateRevision } from '../domain/talk-revision';
import { notFound, requireAccess } from './access';
import type { TalkWithNames } from './ports';
import { requireColleague } from './talk-colleague';
import { requireNoRepeat } from './talk-repeats';
import type { UseCase } from './use-case';

/**
 * 更正 by the author: a new revision with its reason, over the record as it stands; what was filed, and
 * what an opinion was written on, stays and can be looked at. Duties follow from the day, mode and people that
 * stand now (art. 4).
 */
export const reviseTalk: UseCase<'talks.revise'> = async (input, actor, deps) => {
  const talk = await deps.talks.get(input.talkId);
  const student = talk && (await deps.roster.student(talk.studentId));
  requireAccess(actor, 'talks.revise', student);
  if (!talk) throw notFound();
  if (talk.authorId !== actor.personId) {
    throw new DomainError('NOT_THE_AUTHOR', `这份记录由${talk.authorName}填写，只有填写的人可以更正。`);
  }
  const details = input.details === undefined ? talk.details : keptDetails(input.details);
  const content = trimmed({
    ...input,
    details,
    heldOn: input.heldOn ?? talk.heldOn,
    mode: input.mode ?? talk.mode,
    jointRole: input.jointRole === undefined ? talk.jointRole : input.jointRole,
  });
  const reason = input.reason.trim();
  const stored = talk.revisions.find(({ id }) => id === input.id);
  if (stored) {
    if (stored.reason !== reason || talkChanges({ ...talk.asFiled, ...stored.content }, content).length > 0)
      throw moved();
    return { talkId: talk.id, ordinal: stored.ordinal, repeated: true };
  }
  const ordinal = talk.revisions.length;
  if (input.basedOn !== ordinal) throw moved();
  validateTalk({ ...talk, ...content }, { today: actor.today });
  validateRevision(talkTextOf(talk), content, reason);
  const isSamePeople = content.jointRole === talk.jointRole;
  const jointPersonId = isSamePeople
    ? talk.jointPersonId
    : ((await requireColleague(content.jointRole, student, talk.authorRole, deps, 'jointRole'))?.id ?? null);
  if (!input.isAnother && !(isSamePeople && content.heldOn === talk.heldOn)) {
    requireNoRepeat(
      content.heldOn,
      [talk.authorId, jointPersonId ?? undefined],
      (await deps.talks.ofStudent(talk.studentId)).filter(({ id }) => id !== talk.id),
    );
  }
  const isNew = await deps.talkRevisions.add({
    id: input.id,
    talkId: talk.id,
    ordinal: ordinal + 1,
    content,
    jointPersonId,
    reason,
    authorId: actor.personId,
    revisedOn: actor.today,
    revisedAt: deps.clock.now(),
  });
  if (!isNew) throw moved();
  await deps.audit.record({
    action: 'talks.revise',
    subject: { type: 'talk', id: talk.id },
    detail: {
      ordinal: ordinal + 1,
      fields: talkChanges(talkTextOf(talk), content).length,
      // Duties follow it.
      ...(content.heldOn === talk.heldOn ? {} : { heldOn: content.heldOn, wasOn: talk.heldOn }),
    },
  });
  return { talkId: talk.id, ordinal: ordinal + 1, repeated: false };
};

/** What each correction changed, and whether an opinion stood on the older text. */
export function revisionViews(talk: TalkWithNames): readonly TalkRevisionView[] {
  return talk.revisions.map((revision, index) => ({
    ordinal: revision.ordinal,
    reason: revision.reason,
    by: talk.authorName,
    at: revision.revisedAt,
    isAfterSupplement: talk.supplements.some(({ filedAt }) => filedAt <= revision.revisedAt),
    // One from before choices could be corrected has none of its own.
    changes: talkChanges(
      { ...talk.asFiled, ...talk.revisions[index - 1]?.content },
      { ...talk.asFiled, ...revision.content },
    ),
  }));
}

const trimmed = (text: TalkText): TalkText => ({
  ...talkTextOf(text),
  place: text.place.trim(),
  family: text.family.trim(),
  contact: text.contact.trim(),
  problems: text.problems.trim(),
  assessment: text.assessment.trim(),
});

const moved = () =>
  new DomainError('CONFLICT', '这份记录在您打开以后又更正过。请返回重新打开，看过现在的内容再更正。');
