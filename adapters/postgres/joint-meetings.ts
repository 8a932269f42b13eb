import type { JointMeetingRepository, MeetingEntry, MeetingFacts } from '#core/application/ports';
import type { MeetingContent, MeetingParty } from '#core/domain/joint-meeting';
import { type Context, insertRows, uuids } from './context';
import { isRepeat } from './repeats';

/** 家长来校面谈; only ever added to, what was said sealed. */
export const jointMeetingRepository = (context: Context): JointMeetingRepository => {
  const { actor, sealed } = context;
  const department_id = actor.departmentId;
  return {
    async ofStudent(studentId) {
      return withSignatures(
        await selectEntries(context).where('joint_meeting.student_id', '=', studentId).execute(),
        context,
      );
    },
    async get(entryId) {
      const rows = await selectEntries(context).where('joint_meeting.id', '=', entryId).execute();
      return (await withSignatures(rows, context))[0] ?? null;
    },
    async add(entry) {
      const sealer = await sealed.toSeal();
      const written = await insertRows(
        context,
        'joint_meeting',
        [
          {
            department_id,
            id: entry.id,
            case_id: entry.caseId,
            student_id: entry.studentId,
            kind: entry.content.kind,
            on_day: entry.on,
            counted: [...entry.counted],
            content: sealer.sealJson('joint_meeting', 'content', entry.id, entry.content),
            content_hash: entry.contentHash,
            author_id: entry.authorId,
            author_role: entry.authorRole,
            filed_on: entry.filedOn,
            filed_at: entry.filedAt,
          },
        ],
        'on conflict (department_id, id) do nothing',
      );
      return (
        written === 1 ||
        isRepeat(
          context,
          { table: 'joint_meeting', id: entry.id, author: 'author_id', authorId: entry.authorId },
          '这条记录已经提交过，内容与现在填写的不同。请刷新后再填。',
        )
      );
    },
    async sign(signature) {
      const written = await insertRows(
        context,
        'joint_meeting_signature',
        [
          {
            department_id,
            id: signature.id,
            meeting_id: signature.entryId,
            student_id: signature.studentId,
            party: signature.party,
            content_hash: signature.contentHash,
            path: signature.path,
            file_hash: signature.fileHash,
            witness_id: signature.witnessId,
            signed_on: signature.signedOn,
            signed_at: signature.signedAt,
          },
        ],
        'on conflict do nothing',
      );
      return written === 1;
    },
  };
};

const selectEntries = ({ db, actor }: Context) =>
  db
    .selectFrom('joint_meeting')
    .innerJoin('person', (join) =>
      join
        .onRef('person.department_id', '=', 'joint_meeting.department_id')
        .onRef('person.id', '=', 'joint_meeting.author_id'),
    )
    .where('joint_meeting.department_id', '=', actor.departmentId)
    .select([
      'joint_meeting.id as id',
      'joint_meeting.case_id as caseId',
      'joint_meeting.student_id as studentId',
      'joint_meeting.on_day as on',
      'joint_meeting.counted as counted',
      'joint_meeting.content as content',
      'joint_meeting.content_hash as contentHash',
      'joint_meeting.author_id as authorId',
      'joint_meeting.author_role as authorRole',
      'joint_meeting.filed_on as filedOn',
      'joint_meeting.filed_at as filedAt',
      'person.name as authorName',
    ])
    .orderBy('joint_meeting.on_day', 'desc')
    .orderBy('joint_meeting.filed_at', 'desc')
    .orderBy('joint_meeting.id', 'desc');

type EntryColumns = Awaited<ReturnType<ReturnType<typeof selectEntries>['executeTakeFirstOrThrow']>>;

async function withSignatures(
  rows: readonly EntryColumns[],
  { db, actor, sealed }: Context,
): Promise<readonly MeetingEntry[]> {
  if (rows.length === 0) return [];
  const signatures = await db
    .selectFrom('joint_meeting_signature')
    .where('department_id', '=', actor.departmentId)
    .where('meeting_id', '=', uuids(rows.map(({ id }) => id)))
    .select([
      'id',
      'meeting_id as entryId',
      'party',
      'path',
      'file_hash as fileHash',
      'signed_on as signedOn',
    ])
    .orderBy('signed_at')
    .orderBy('id')
    .execute();
  const opener = await sealed.toOpen();
  return rows.flatMap(({ content, counted, ...row }) => {
    const opened = opener.openJson('joint_meeting', 'content', row.id, content) as MeetingContent | null;
    // Erased after its time: a number in figures, nothing to show.
    if (opened === null) return [];
    return {
      ...row,
      counted: counted as unknown as readonly MeetingParty[],
      content: opened,
      signatures: signatures
        .filter(({ entryId }) => entryId === row.id)
        .map(({ entryId: _entry, ...signature }) => signature),
    };
  });
}

/** What the duties of cases are derived from, of their meetings, by case; one statement however many. */
export async function meetingFactsOf(
  caseIds: readonly string[],
  { db, actor }: Context,
): Promise<(caseId: string) => MeetingFacts['meetings']> {
  const rows = await db
    .selectFrom('joint_meeting')
    .where('department_id', '=', actor.departmentId)
    .where('case_id', '=', uuids(caseIds))
    .where('kind', '=', 'held')
    .select([
      'case_id as caseId',
      'id as entryId',
      'on_day as on',
      'filed_on as filedOn',
      'author_role as by',
      'counted',
    ])
    .orderBy('filed_at')
    .orderBy('id')
    .execute();
  return (caseId) =>
    rows
      .filter((row) => row.caseId === caseId)
      .map(({ counted, entryId, on, filedOn, by }) => ({
        entryId,
        on,
        filedOn,
        by,
        present: counted as unknown as readonly MeetingParty[],
      }));
}
