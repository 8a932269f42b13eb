import { sql } from 'kysely';
import type { OversightRepository } from '#core/application/ports';
import type { LetterState } from '#core/domain/warning-letter';
import type { Context } from './context';

const UNPOSTED: readonly LetterState[] = ['draft', 'approved', 'printed', 'returned'];

export const oversightRepository = (context: Context): OversightRepository => {
  const { tx, db, actor } = context;
  const department_id = actor.departmentId;
  return {
    async readByIndex() {
      // A hash of all students, for the few of them who have a case, is the same by another way.
      await tx.query(
        `select set_config(name, 'off', true)
         from unnest(array['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin']) name`,
      );
    },
    async appliedSince(day) {
      const rows = await db
        .selectFrom('import_batch')
        .where('department_id', '=', department_id)
        .where('created_at', '>=', `${day}T00:00:00+08:00`)
        .where('state', '=', 'applied')
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('import_rollback')
                .whereRef('import_rollback.department_id', '=', 'import_batch.department_id')
                .whereRef('import_rollback.import_id', '=', 'import_batch.id')
                .select(sql`1`.as('one')),
            ),
          ),
        )
        .select(['kind', 'terms'])
        .execute();
      // Written by `imports.add` alone.
      return rows.map(({ kind, terms }) => ({ kind, terms: terms as readonly string[] }));
    },
    unpostedLetters: () =>
      db
        .selectFrom('letter')
        .innerJoin('support_case', (join) =>
          join
            .onRef('support_case.department_id', '=', 'letter.department_id')
            .onRef('support_case.id', '=', 'letter.case_id'),
        )
        .where('letter.department_id', '=', department_id)
        .where('letter.state', 'in', [...UNPOSTED])
        .where('letter.is_live', '=', true)
        .where('support_case.status', '=', 'open')
        .select([
          'letter.id as letterId',
          'letter.case_id as caseId',
          sql<LetterState>`letter.state`.as('state'),
          'letter.state_on as on',
        ])
        .orderBy('letter.state_on')
        .orderBy('letter.id')
        .execute(),
    async waitingSessions(since, skip, limit) {
      return waiting(context, since)
        .innerJoin('pairing', (join) =>
          join
            .onRef('pairing.department_id', '=', 'help_session.department_id')
            .onRef('pairing.id', '=', 'help_session.pairing_id'),
        )
        .innerJoin('student', (join) =>
          join
            .onRef('student.department_id', '=', 'pairing.department_id')
            .onRef('student.id', '=', 'pairing.student_id'),
        )
        .leftJoin('class', (join) =>
          join
            .onRef('class.department_id', '=', 'student.department_id')
            .onRef('class.id', '=', 'student.class_id'),
        )
        .innerJoin('person', (join) =>
          join
            .onRef('person.department_id', '=', 'help_session.department_id')
            .onRef('person.id', '=', 'help_session.volunteer_id'),
        )
        .select([
          'help_session.id as id',
          'person.name as volunteerName',
          'student.id as studentId',
          'student.name as studentName',
          sql<string>`coalesce(class.name, '')`.as('className'),
          'help_session.held_on as heldOn',
          'help_session.course as course',
        ])
        .orderBy('help_session.held_on')
        .orderBy('help_session.id')
        .offset(skip)
        .limit(limit)
        .execute();
    },
    async countWaitingSessions(since) {
      const { count } = await waiting(context, since)
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      return count;
    },
  };
};

const waiting = ({ db, actor }: Context, since: string) =>
  db
    .selectFrom('help_session')
    .where('help_session.department_id', '=', actor.departmentId)
    .where('help_session.held_on', '>=', since)
    .where('help_session.kind', '=', 'held')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('help_answer')
            .whereRef('help_answer.department_id', '=', 'help_session.department_id')
            .whereRef('help_answer.session_id', '=', 'help_session.id')
            .select(sql`1`.as('one')),
        ),
      ),
    );
