import type { QaRecord, QaRepository } from '#core/application/ports';
import { groupBy } from '#core/domain/group-by';
import { type Context, insertRows, uuids } from './context';
import { isRepeat } from './repeats';

/** 集中答疑; who was asked and who came are read by the rows in reach. */
export const qaRepository = (context: Context): QaRepository => {
  const { actor } = context;
  const department_id = actor.departmentId;
  return {
    async list(from) {
      const rows = await selectSessions(context)
        .$if(from !== undefined, (query) => query.where('qa_session.held_on', '>=', from ?? ''))
        .execute();
      return withStudents(rows, context);
    },
    async get(sessionId) {
      const rows = await selectSessions(context).where('qa_session.id', '=', sessionId).execute();
      return (await withStudents(rows, context))[0] ?? null;
    },
    async ofStudent(studentId) {
      const rows = await selectSessions(context)
        .where((where) =>
          where.or(
            (['qa_invitation', 'qa_presence'] as const).map((table) =>
              where.exists(
                where
                  .selectFrom(table)
                  .select('student_id')
                  .whereRef(`${table}.department_id`, '=', 'qa_session.department_id')
                  .whereRef(`${table}.session_id`, '=', 'qa_session.id')
                  .where(`${table}.student_id`, '=', studentId),
              ),
            ),
          ),
        )
        .execute();
      return withStudents(rows, context);
    },
    async add(row, invited) {
      const written = await insertRows(
        context,
        'qa_session',
        [
          {
            department_id,
            id: row.id,
            offering_id: row.offeringId,
            teacher_id: row.teacherId,
            course_name: row.courseName,
            held_on: row.heldOn,
            from_minute: row.from,
            to_minute: row.to,
            place: row.place,
            topic: row.topic,
            announced_on: row.announcedOn,
            announced_at: row.announcedAt,
          },
        ],
        'on conflict (department_id, id) do nothing',
      );
      if (written === 0) {
        return isRepeat(
          context,
          { table: 'qa_session', id: row.id, author: 'teacher_id', authorId: row.teacherId },
          '这次答疑的编号已被占用。请退出这一页，重新填写。',
        );
      }
      await insertRows(
        context,
        'qa_invitation',
        invited.map((student_id) => ({ department_id, session_id: row.id, student_id })),
      );
      return true;
    },
    async report(report, came) {
      const written = await insertRows(
        context,
        'qa_report',
        [
          {
            department_id,
            session_id: report.sessionId,
            outcome: report.outcome,
            others: report.others,
            topics: report.topics,
            reported_on: report.reportedOn,
            reported_at: report.reportedAt,
          },
        ],
        'on conflict (department_id, session_id) do nothing',
      );
      if (written === 0) return false;
      await insertRows(
        context,
        'qa_presence',
        came.map((student_id) => ({ department_id, session_id: report.sessionId, student_id })),
      );
      return true;
    },
  };
};

const selectSessions = ({ db, actor }: Context) =>
  db
    .selectFrom('qa_session')
    .leftJoin('qa_report', (join) =>
      join
        .onRef('qa_report.department_id', '=', 'qa_session.department_id')
        .onRef('qa_report.session_id', '=', 'qa_session.id'),
    )
    .where('qa_session.department_id', '=', actor.departmentId)
    .select([
      'qa_session.id as id',
      'qa_session.offering_id as offeringId',
      'qa_session.teacher_id as teacherId',
      'qa_session.course_name as courseName',
      'qa_session.held_on as heldOn',
      'qa_session.from_minute as from',
      'qa_session.to_minute as to',
      'qa_session.place as place',
      'qa_session.topic as topic',
      'qa_session.announced_on as announcedOn',
      'qa_session.announced_at as announcedAt',
      'qa_report.outcome as outcome',
      'qa_report.others as others',
      'qa_report.topics as topics',
      'qa_report.reported_on as reportedOn',
      'qa_report.reported_at as reportedAt',
    ])
    .orderBy('qa_session.held_on', 'desc')
    .orderBy('qa_session.from_minute', 'desc')
    .orderBy('qa_session.id', 'desc');

type Row = Awaited<ReturnType<ReturnType<typeof selectSessions>['executeTakeFirstOrThrow']>>;

/** Two statements however many the sessions. */
async function withStudents(rows: readonly Row[], context: Context): Promise<readonly QaRecord[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const invited = await studentsOf('qa_invitation', ids, context);
  const came = await studentsOf('qa_presence', ids, context);
  return rows.map(({ outcome, others, topics, reportedOn, reportedAt, ...row }) => ({
    ...row,
    report:
      outcome === null || reportedOn === null || reportedAt === null
        ? null
        : {
            sessionId: row.id,
            // Checked by the table.
            outcome: outcome as 'held' | 'cancelled',
            others: others ?? 0,
            topics: topics ?? '',
            reportedOn,
            reportedAt,
          },
    invited: invited.get(row.id) ?? [],
    came: came.get(row.id) ?? [],
  }));
}

async function studentsOf(
  table: 'qa_invitation' | 'qa_presence',
  sessionIds: readonly string[],
  { db, actor }: Context,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await db
    .selectFrom(table)
    .where('department_id', '=', actor.departmentId)
    .where('session_id', '=', uuids(sessionIds))
    .select(['session_id as sessionId', 'student_id as studentId'])
    .orderBy('student_id')
    .execute();
  return groupBy(
    rows,
    ({ sessionId }) => sessionId,
    ({ studentId }) => studentId,
  );
}
