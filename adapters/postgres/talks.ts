import type {
  ReferralPhoto,
  SupplementWithName,
  TalkRepository,
  TalkWithNames,
} from '#core/application/ports';
import { DomainError } from '#core/domain/errors';
import { NO_DETAILS, type TalkDetails } from '#core/domain/talk-details';
import { talkTextOf } from '#core/domain/talk-revision';
import { type Context, insertRows, uuids } from './context';
import type { Opener } from './sealed-columns';
import { revisionsOf } from './talk-revisions';
import { talksInForce } from './talks-in-force';

export const talkRepository = (context: Context): TalkRepository => {
  const { db, actor } = context;
  const department_id = actor.departmentId;
  return {
    async add(talk, photos = []) {
      const sealer = await context.sealed.toSeal();
      const seal = (column: 'family' | 'contact' | 'problems' | 'assessment') =>
        sealer.seal('talk_record', column, talk.id, talk[column]);
      const written = await insertRows(
        context,
        'talk_record',
        [
          {
            department_id,
            id: talk.id,
            case_id: talk.caseId,
            student_id: talk.studentId,
            held_on: talk.heldOn,
            mode: talk.mode,
            place: talk.place,
            duration: talk.duration,
            attended: talk.attended,
            family: seal('family'),
            contact: seal('contact'),
            problems: seal('problems'),
            assessment: seal('assessment'),
            details: sealer.seal(
              'talk_record',
              'details',
              talk.id,
              talk.details && JSON.stringify(talk.details),
            ),
            parents_contacted: talk.parentsContacted,
            needs_attention: talk.needsAttention,
            psychological_referral: talk.psychologicalReferral,
            author_id: talk.authorId,
            author_role: talk.authorRole,
            joint_person_id: talk.jointPersonId,
            joint_role: talk.jointRole,
            filed_on: talk.filedOn,
            filed_at: talk.filedAt,
          },
        ],
        'on conflict (department_id, id) do nothing',
      );
      if (written === 1) {
        const attached = photos.map(({ id, path, contentType, bytes }, index) => ({
          department_id,
          talk_id: talk.id,
          id,
          student_id: talk.studentId,
          position: index + 1,
          path,
          content_type: contentType,
          bytes,
        }));
        await insertRows(context, 'talk_attachment', attached);
        return true;
      }
      const stored = await selectTalks(context).where('talk_record.id', '=', talk.id).executeTakeFirst();
      if (stored?.authorId === talk.authorId && stored.caseId === talk.caseId) return false;
      throw idTaken();
    },
    async get(talkId) {
      const rows = await selectTalks(context).where('talk_record.id', '=', talkId).execute();
      return (await opened(rows, context))[0] ?? null;
    },
    /** Newest first by the day on which they were held. */
    async ofStudent(studentId) {
      const rows = await selectTalks(context)
        .where('talk_record.student_id', '=', studentId)
        .orderBy('talk_record.held_on', 'desc')
        .orderBy('talk_record.filed_at', 'desc')
        .orderBy('talk_record.id', 'desc')
        .execute();
      return opened(rows, context);
    },
    async addSupplement(supplement) {
      const talk = await db
        .selectFrom('talk_record')
        .where('department_id', '=', department_id)
        .where('id', '=', supplement.talkId)
        .select('student_id')
        .executeTakeFirstOrThrow();
      const sealer = await context.sealed.toSeal();
      const written = await insertRows(
        context,
        'talk_supplement',
        [
          {
            department_id,
            id: supplement.id,
            talk_id: supplement.talkId,
            student_id: talk.student_id,
            text: sealer.seal('talk_supplement', 'text', supplement.id, supplement.text),
            held_on: supplement.heldOn,
            author_id: supplement.authorId,
            author_role: supplement.authorRole,
            filed_on: supplement.filedOn,
            filed_at: supplement.filedAt,
          },
        ],
        'on conflict (department_id, id) do nothing',
      );
      if (written === 1) return true;
      const stored = await db
        .selectFrom('talk_supplement')
        .where('department_id', '=', department_id)
        .where('id', '=', supplement.id)
        .select(['author_id', 'talk_id'])
        .executeTakeFirst();
      if (stored?.author_id === supplement.authorId && stored.talk_id === supplement.talkId) return false;
      throw idTaken();
    },
  };
};

const idTaken = () =>
  new DomainError('CONFLICT', '这份记录的编号已被另一份记录使用。请退出后重新填写再提交。');

/** With the day, mode and people of the last correction. */
const selectTalks = ({ db, actor }: Context) =>
  db
    .selectFrom(talksInForce)
    .innerJoin('person as author', (join) =>
      join
        .onRef('author.department_id', '=', 'talk_record.department_id')
        .onRef('author.id', '=', 'talk_record.author_id'),
    )
    .leftJoin('person as joint', (join) =>
      join
        .onRef('joint.department_id', '=', 'talk_record.department_id')
        .onRef('joint.id', '=', 'talk_record.joint_person_id'),
    )
    .where('talk_record.department_id', '=', actor.departmentId)
    .select([
      'talk_record.id as id',
      'talk_record.case_id as caseId',
      'talk_record.student_id as studentId',
      'talk_record.held_on as heldOn',
      'talk_record.mode as mode',
      'talk_record.place as place',
      'talk_record.duration as duration',
      'talk_record.attended as attended',
      'talk_record.family as family',
      'talk_record.contact as contact',
      'talk_record.problems as problems',
      'talk_record.assessment as assessment',
      'talk_record.details as details',
      'talk_record.parents_contacted as parentsContacted',
      'talk_record.needs_attention as needsAttention',
      'talk_record.psychological_referral as psychologicalReferral',
      'talk_record.author_id as authorId',
      'talk_record.author_role as authorRole',
      'talk_record.joint_person_id as jointPersonId',
      'talk_record.joint_role as jointRole',
      'talk_record.filed_on as filedOn',
      'talk_record.filed_at as filedAt',
      'talk_record.filed_held_on as filedHeldOn',
      'talk_record.filed_mode as filedMode',
      'talk_record.filed_joint_role as filedJointRole',
      'author.name as authorName',
      'joint.name as jointPersonName',
    ]);

type StoredTalk = Omit<TalkWithNames, 'supplements' | 'asFiled' | 'revisions' | 'details' | 'photos'> & {
  readonly details: string | null;
  readonly filedHeldOn: TalkWithNames['heldOn'];
  readonly filedMode: TalkWithNames['mode'];
  readonly filedJointRole: TalkWithNames['jointRole'];
};

/** Texts opened and corrected, with the supplements. */
async function opened(talks: readonly StoredTalk[], context: Context): Promise<TalkWithNames[]> {
  if (talks.length === 0) return [];
  const opener = await context.sealed.toOpen();
  const supplements = await supplementsOf(talks, context, opener);
  const photos = await photosOf(talks, context);
  const corrections = await revisionsOf(
    talks.map(({ id }) => id),
    context,
    opener,
  );
  return talks.map(({ filedHeldOn, filedJointRole, filedMode, ...talk }) => {
    const filed = {
      ...talk,
      family: opener.open('talk_record', 'family', talk.id, talk.family),
      contact: opener.open('talk_record', 'contact', talk.id, talk.contact),
      problems: opener.open('talk_record', 'problems', talk.id, talk.problems),
      assessment: opener.open('talk_record', 'assessment', talk.id, talk.assessment),
      details: detailsOf(opener.open('talk_record', 'details', talk.id, talk.details)),
    };
    const revisions = corrections.filter(({ talkId }) => talkId === talk.id);
    return {
      ...filed,
      ...revisions.at(-1)?.content,
      asFiled: talkTextOf({ ...filed, heldOn: filedHeldOn, mode: filedMode, jointRole: filedJointRole }),
      revisions,
      supplements: supplements.filter(({ talkId }) => talkId === talk.id),
      photos: photos.get(talk.id) ?? [],
    };
  });
}

const detailsOf = (json: string | null): TalkDetails | null =>
  json === null ? null : { ...NO_DETAILS, ...(JSON.parse(json) as TalkDetails) };

async function photosOf(
  talks: readonly { readonly id: string }[],
  { db, actor }: Context,
): Promise<ReadonlyMap<string, readonly ReferralPhoto[]>> {
  const rows = await db
    .selectFrom('talk_attachment')
    .where('department_id', '=', actor.departmentId)
    .where('talk_id', '=', uuids(talks.map(({ id }) => id)))
    .select(['talk_id as talkId', 'id', 'path', 'content_type as contentType', 'bytes'])
    .orderBy('talk_id')
    .orderBy('position')
    .execute();
  const photos = new Map<string, ReferralPhoto[]>();
  for (const { talkId, contentType, ...photo } of rows) {
    const held = photos.get(talkId) ?? [];
    // Checked by the table.
    held.push({ ...photo, contentType: contentType as ReferralPhoto['contentType'] });
    photos.set(talkId, held);
  }
  return photos;
}

async function supplementsOf(
  talks: readonly { readonly id: string }[],
  { db, actor }: Context,
  opener: Opener,
): Promise<readonly SupplementWithName[]> {
  const rows: SupplementWithName[] = await db
    .selectFrom('talk_supplement')
    .innerJoin('person', (join) =>
      join
        .onRef('person.department_id', '=', 'talk_supplement.department_id')
        .onRef('person.id', '=', 'talk_supplement.author_id'),
    )
    .where('talk_supplement.department_id', '=', actor.departmentId)
    .where('talk_supplement.talk_id', '=', uuids(talks.map(({ id }) => id)))
    .select([
      'talk_supplement.id as id',
      'talk_supplement.talk_id as talkId',
      'talk_supplement.text as text',
      'talk_supplement.held_on as heldOn',
      'talk_supplement.author_id as authorId',
      'talk_supplement.author_role as authorRole',
      'talk_supplement.filed_on as filedOn',
      'talk_supplement.filed_at as filedAt',
      'person.name as authorName',
    ])
    .orderBy('talk_supplement.filed_at')
    .orderBy('talk_supplement.id')
    .execute();
  return rows.map((row) => ({ ...row, text: opener.open('talk_supplement', 'text', row.id, row.text) }));
}
