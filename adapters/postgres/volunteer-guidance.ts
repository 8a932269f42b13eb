import type { GuidanceFacts, GuidanceRepository } from '#core/application/ports';
import { groupBy } from '#core/domain/group-by';
import { type Context, insertRows, uuids } from './context';
import { isRepeat } from './repeats';

/** 志愿者指导和评价; a volunteer reads by `my_guidance` alone. */
export const guidanceRepository = (context: Context): GuidanceRepository => {
  const { tx, db, actor, sealed } = context;
  const department_id = actor.departmentId;
  return {
    async add(row) {
      const sealer = await sealed.toSeal();
      const written = await insertRows(
        context,
        'volunteer_guidance',
        [
          {
            department_id,
            id: row.id,
            pairing_id: row.pairingId,
            student_id: row.studentId,
            volunteer_id: row.volunteerId,
            guided_on: row.guidedOn,
            guidance: sealer.seal('volunteer_guidance', 'guidance', row.id, row.guidance),
            rating: row.rating,
            remark: sealer.seal('volunteer_guidance', 'remark', row.id, row.remark),
            author_id: row.authorId,
            filed_on: row.filedOn,
            filed_at: row.filedAt,
          },
        ],
        'on conflict (department_id, id) do nothing',
      );
      return (
        written === 1 ||
        isRepeat(
          context,
          { table: 'volunteer_guidance', id: row.id, author: 'author_id', authorId: row.authorId },
          '这次记录的编号已被占用。请退出这一页，重新填写。',
        )
      );
    },
    async ofStudent(studentId) {
      const rows = await db
        .selectFrom('volunteer_guidance as told')
        .innerJoin('person as volunteer', (join) =>
          join
            .onRef('volunteer.department_id', '=', 'told.department_id')
            .onRef('volunteer.id', '=', 'told.volunteer_id'),
        )
        .innerJoin('person as author', (join) =>
          join
            .onRef('author.department_id', '=', 'told.department_id')
            .onRef('author.id', '=', 'told.author_id'),
        )
        .where('told.department_id', '=', department_id)
        .where('told.student_id', '=', studentId)
        .select([
          'told.id as id',
          'told.pairing_id as pairingId',
          'told.student_id as studentId',
          'told.volunteer_id as volunteerId',
          'told.guided_on as guidedOn',
          'told.guidance as guidance',
          'told.rating as rating',
          'told.remark as remark',
          'told.author_id as authorId',
          'told.filed_on as filedOn',
          'told.filed_at as filedAt',
          'volunteer.name as volunteerName',
          'author.name as authorName',
        ])
        .orderBy('told.filed_at', 'desc')
        .orderBy('told.id', 'desc')
        .execute();
      if (rows.length === 0) return [];
      const opener = await sealed.toOpen();
      return rows.map((row) => ({
        ...row,
        guidance: opener.open('volunteer_guidance', 'guidance', row.id, row.guidance),
        remark: opener.open('volunteer_guidance', 'remark', row.id, row.remark),
        // Checked by the table.
        rating: row.rating as 'good' | 'fair' | 'poor',
      }));
    },
    async mine() {
      const rows = await tx.query<{
        id: string;
        guided_on: string;
        guidance: string;
        author_name: string;
      }>('select * from xueye.my_guidance()');
      if (rows.length === 0) return [];
      const opener = await sealed.toOpen();
      return rows.map(({ author_name, guidance, guided_on, id }) => ({
        id,
        guidedOn: guided_on,
        guidance: opener.open('volunteer_guidance', 'guidance', id, guidance),
        authorName: author_name,
      }));
    },
  };
};

/** Of students, what the duty of their cases is derived from. */
export async function guidanceFactsOf(
  studentIds: readonly string[],
  { db, actor }: Context,
): Promise<(studentId: string) => GuidanceFacts> {
  const rows = await db
    .selectFrom('volunteer_guidance')
    .where('department_id', '=', actor.departmentId)
    .where('student_id', '=', uuids(studentIds))
    .select(['student_id as studentId', 'guided_on as on'])
    .orderBy('filed_at')
    .orderBy('id')
    .execute();
  const byStudent = groupBy(
    rows,
    ({ studentId }) => studentId,
    ({ on }) => ({ on }),
  );
  return (studentId) => ({ volunteerGuidances: byStudent.get(studentId) ?? [] });
}
