import { sql } from 'kysely';
import type { HelpRecord, HelpRepository } from '#core/application/ports';
import { DomainError } from '#core/domain/errors';
import { DEFAULT_HELP_RULES } from '#core/domain/service-rules';
import { type Context, insertRows } from './context';

export const helpRepository = (context: Context): HelpRepository => {
  const { tx, actor, sealed } = context;
  const department_id = actor.departmentId;
  return {
    async add(row) {
      const sealer = await sealed.toSeal();
      const written = await insertRows(
        context,
        'help_session',
        [
          {
            department_id,
            id: row.id,
            pairing_id: row.pairingId,
            volunteer_id: row.volunteerId,
            kind: row.kind,
            held_on: row.heldOn,
            from_minute: row.from,
            to_minute: row.to,
            course: row.course,
            done: row.done,
            next_time: sealer.seal('help_session', 'next_time', row.id, row.next),
            filed_on: row.filedOn,
            filed_at: row.filedAt,
          },
        ],
        'on conflict (department_id, id) do nothing',
      ).catch(refuseOverlap);
      return written === 1;
    },
    async get(sessionId) {
      const row = await selectSessions(context).where('help_session.id', '=', sessionId).executeTakeFirst();
      return row ? ((await openSessions([row], context))[0] ?? null) : null;
    },
    async own() {
      const rows = await newestFirst(
        selectSessions(context).where('help_session.volunteer_id', '=', actor.personId),
      ).execute();
      return openSessions(rows, context);
    },
    async ofStudent(studentId) {
      const rows = await newestFirst(
        selectSessions(context)
          .innerJoin('pairing', (join) =>
            join
              .onRef('pairing.department_id', '=', 'help_session.department_id')
              .onRef('pairing.id', '=', 'help_session.pairing_id'),
          )
          .where('pairing.student_id', '=', studentId),
      ).execute();
      return openSessions(rows, context);
    },
    async withdraw(sessionId, on, at) {
      const written = await insertRows(
        context,
        'help_answer',
        [
          {
            department_id,
            session_id: sessionId,
            outcome: 'withdrawn',
            answered_on: on,
            answered_at: at,
          },
        ],
        'on conflict (department_id, session_id) do nothing',
      );
      return written === 1;
    },
    async keepCode(sessionId, codeHash, until) {
      const [row] = await tx.query<{ issued: boolean }>(
        'select xueye.issue_help_code($1, $2, $3) as issued',
        [sessionId, codeHash, until],
      );
      return row?.issued ?? false;
    },
    async review(review) {
      const sealer = await sealed.toSeal();
      const added = await tx.query(
        `insert into xueye.help_review (department_id, id, session_id, ordinal, outcome, note, reviewed_by, reviewed_on)
         select $1, $2, $3, coalesce(max(ordinal), 0) + 1, $4, $5, $6, $7
         from xueye.help_review where department_id = $1 and session_id = $3
         on conflict (department_id, id) do nothing
         returning id`,
        [
          department_id,
          review.id,
          review.sessionId,
          review.outcome,
          sealer.seal('help_review', 'note', review.id, review.note),
          review.by,
          review.on,
        ],
      );
      return added.length === 1;
    },
  };
};

function refuseOverlap(error: unknown): never {
  const { code, constraint } = error as { readonly code?: string; readonly constraint?: string };
  if (code === '23514' && constraint === 'help_session_overlap') {
    throw new DomainError(
      'OVERLAP',
      '这段时间和另一次帮扶重叠（您的，或这位同学的）。请核对起止时间。',
      'from',
    );
  }
  throw error;
}

const REVIEW = sql<HelpRecord['review']>`(
  select help_review.outcome from xueye.help_review
  where help_review.department_id = help_session.department_id and help_review.session_id = help_session.id
  order by help_review.ordinal desc limit 1
)`;

/**
 * Minutes of a day beyond which the counselor has to confirm, by the department's policy of that day.
 *
 * @param day an SQL expression; a column's name
 */
export const dayLimitOn = (day: string): string => `coalesce((
  select (policy_version.body #>> '{help,dayLimit}')::integer from xueye.policy_version
  where policy_version.department_id = xueye.app_department() and policy_version.effective_from <= ${day}
  order by policy_version.effective_from desc, policy_version.ordinal desc limit 1
), ${DEFAULT_HELP_RULES.dayLimit})`;

export const selectSessions = ({ db, actor }: Context) =>
  db
    .selectFrom('help_session')
    .leftJoin('help_answer', (join) =>
      join
        .onRef('help_answer.department_id', '=', 'help_session.department_id')
        .onRef('help_answer.session_id', '=', 'help_session.id'),
    )
    .leftJoin('help_feedback', (join) =>
      join
        .onRef('help_feedback.department_id', '=', 'help_session.department_id')
        .onRef('help_feedback.session_id', '=', 'help_session.id'),
    )
    .where('help_session.department_id', '=', actor.departmentId)
    .select([
      'help_session.id as id',
      'help_session.pairing_id as pairingId',
      'help_session.volunteer_id as volunteerId',
      'help_session.kind as kind',
      'help_session.held_on as heldOn',
      'help_session.from_minute as from',
      'help_session.to_minute as to',
      'help_session.course as course',
      'help_session.done as done',
      'help_session.next_time as next',
      'help_session.filed_on as filedOn',
      'help_session.filed_at as filedAt',
      'help_answer.outcome as answer',
      'help_answer.answered_on as answeredOn',
      'help_feedback.helpful as helpful',
      'help_feedback.wish as wish',
      REVIEW.as('review'),
      sql<number>`xueye.help_day_minutes(help_session.volunteer_id, help_session.held_on)`.as('dayMinutes'),
      sql<number>`${sql.raw(dayLimitOn('help_session.held_on'))}`.as('dayLimit'),
    ]);

const newestFirst = (query: ReturnType<typeof selectSessions>) =>
  query
    .orderBy('help_session.held_on', 'desc')
    .orderBy('help_session.from_minute', 'desc')
    .orderBy('help_session.id', 'desc');

type HelpColumns = Awaited<ReturnType<ReturnType<typeof selectSessions>['executeTakeFirstOrThrow']>>;

async function openSessions(
  rows: readonly HelpColumns[],
  { sealed }: Context,
): Promise<readonly HelpRecord[]> {
  if (rows.length === 0) return [];
  const opener = await sealed.toOpen();
  return rows.map(({ helpful, wish, next, ...row }) => ({
    ...row,
    next: opener.open('help_session', 'next_time', row.id, next),
    feedback: helpful === null ? null : { helpful, wish: wish ?? '' },
  }));
}
