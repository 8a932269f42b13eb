import { sql } from 'kysely';
import type { CommendationRecord, CommendationRepository } from '#core/application/ports';
import type { CommendationKind, ServiceFigures } from '#core/domain/commendation';
import { type Context, insertRows } from './context';

export const commendationRepository = (context: Context): CommendationRepository => {
  const { db, actor } = context;
  const department_id = actor.departmentId;
  return {
    async sessions(from, to) {
      const rows = await db
        .selectFrom('help_session')
        .innerJoin('pairing', (join) =>
          join
            .onRef('pairing.department_id', '=', 'help_session.department_id')
            .onRef('pairing.id', '=', 'help_session.pairing_id'),
        )
        .where('help_session.department_id', '=', department_id)
        .where('help_session.held_on', '>=', from)
        .where('help_session.held_on', '<=', to)
        .select([
          'help_session.id as sessionId',
          'help_session.volunteer_id as volunteerId',
          'pairing.student_id as studentId',
          'pairing.courses as courses',
        ])
        .orderBy('help_session.held_on')
        .orderBy('help_session.id')
        .execute();
      return rows.map(({ courses, ...row }) => ({
        ...row,
        // The JSON column holds what the pair was made with.
        courseCodes: (courses as unknown as readonly { readonly code: string }[]).map(({ code }) => code),
      }));
    },
    async list({ term, volunteerId }) {
      let query = selectCommendations(context);
      if (term !== undefined) query = query.where('commendation.term', '=', term);
      const rows = await query.orderBy('commendation.decided_at').orderBy('commendation.id').execute();
      return rows
        .map(toRecord)
        .filter((record) => volunteerId === undefined || record.volunteerIds.includes(volunteerId));
    },
    async add(row) {
      const written = await insertRows(
        context,
        'commendation',
        [
          {
            department_id,
            id: row.id,
            term: row.term,
            kind: row.kind,
            title: row.title,
            reason: row.reason,
            figures: row.figures as unknown as string,
            decided_on: row.decidedOn,
            decided_at: row.decidedAt,
            decided_by: row.decidedBy,
          },
        ],
        'on conflict (department_id, id) do nothing',
      );
      if (written === 0) return false;
      await insertRows(
        context,
        'commendation_member',
        row.volunteerIds.map((volunteer_id) => ({ department_id, commendation_id: row.id, volunteer_id })),
      );
      return true;
    },
    async end({ id, reason, on, by }) {
      const written = await insertRows(
        context,
        'commendation_end',
        [{ department_id, commendation_id: id, reason, ended_on: on, ended_by: by }],
        'on conflict (department_id, commendation_id) do nothing',
      );
      return written === 1;
    },
  };
};

const selectCommendations = ({ db, actor }: Context) =>
  db
    .selectFrom('commendation')
    .leftJoin('commendation_end', (join) =>
      join
        .onRef('commendation_end.department_id', '=', 'commendation.department_id')
        .onRef('commendation_end.commendation_id', '=', 'commendation.id'),
    )
    .where('commendation.department_id', '=', actor.departmentId)
    .select([
      'commendation.id as id',
      'commendation.term as term',
      'commendation.kind as kind',
      'commendation.title as title',
      'commendation.reason as reason',
      'commendation.figures as figures',
      'commendation.decided_on as decidedOn',
      'commendation_end.ended_on as endedOn',
      'commendation_end.reason as endReason',
      sql<string[]>`array(
        select member.volunteer_id::text from xueye.commendation_member member
        where member.department_id = commendation.department_id and member.commendation_id = commendation.id
        order by 1
      )`.as('volunteerIds'),
    ]);

type CommendationColumns = Awaited<
  ReturnType<ReturnType<typeof selectCommendations>['executeTakeFirstOrThrow']>
>;

const toRecord = ({
  endedOn,
  endReason,
  kind,
  figures,
  ...row
}: CommendationColumns): CommendationRecord => ({
  ...row,
  kind: kind as CommendationKind,
  // The JSON column holds what `add` was given.
  figures: figures as unknown as ServiceFigures,
  end: endedOn === null || endReason === null ? null : { on: endedOn, reason: endReason },
});
