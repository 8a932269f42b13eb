import type { TalkRevision, TalkRevisionRepository } from '#core/application/ports';
import type { TalkText } from '#core/domain/talk-revision';
import { type Context, insertRows, uuids } from './context';
import type { Opener } from './sealed-columns';

export const talkRevisionRepository = (context: Context): TalkRevisionRepository => ({
  async add(revision) {
    const { db, actor } = context;
    const talk = await db
      .selectFrom('talk_record')
      .where('department_id', '=', actor.departmentId)
      .where('id', '=', revision.talkId)
      .select('student_id')
      .executeTakeFirstOrThrow();
    const { heldOn, mode, jointRole, ...texts } = revision.content;
    const sealer = await context.sealed.toSeal();
    const seal = (column: 'content' | 'reason', text: string) =>
      sealer.seal('talk_revision', column, revision.id, text);
    const written = await insertRows(
      context,
      'talk_revision',
      [
        {
          department_id: actor.departmentId,
          id: revision.id,
          talk_id: revision.talkId,
          student_id: talk.student_id,
          ordinal: revision.ordinal,
          content: seal('content', JSON.stringify(texts)),
          held_on: heldOn,
          mode,
          joint_person_id: revision.jointPersonId,
          joint_role: jointRole,
          reason: seal('reason', revision.reason),
          author_id: revision.authorId,
          revised_on: revision.revisedOn,
          revised_at: revision.revisedAt,
        },
      ],
      'on conflict do nothing',
    );
    return written === 1;
  },
});

/** Those of several talks, opened, the first correction first. */
export async function revisionsOf(
  talkIds: readonly string[],
  { db, actor }: Context,
  opener: Opener,
): Promise<readonly TalkRevision[]> {
  const rows = await db
    .selectFrom('talk_revision')
    .where('department_id', '=', actor.departmentId)
    .where('talk_id', '=', uuids(talkIds))
    .select([
      'id',
      'talk_id as talkId',
      'ordinal',
      'content',
      'held_on as heldOn',
      'mode',
      'joint_person_id as jointPersonId',
      'joint_role as jointRole',
      'reason',
      'author_id as authorId',
      'revised_on as revisedOn',
      'revised_at as revisedAt',
    ])
    .orderBy('ordinal')
    .execute();
  return rows.map(({ heldOn, mode, jointRole, ...row }) => ({
    ...row,
    content: {
      ...(JSON.parse(opener.open('talk_revision', 'content', row.id, row.content)) as TalkText),
      // One from before days could be corrected has none of its own.
      ...(heldOn === null || mode === null ? {} : { heldOn, mode, jointRole }),
    },
    reason: opener.open('talk_revision', 'reason', row.id, row.reason),
  }));
}
