import { sql } from 'kysely';
import type { PairingNeed, PairingRecord, PairingWish } from '#core/application/ports';
import { groupBy } from '#core/domain/group-by';
import { fromStudents, STUDENT, toStudent, toTier } from './columns';
import { type Context, uuids } from './context';

/** Four statements however many the cases. */
export async function readNeeds(context: Context, studentId?: string): Promise<readonly PairingNeed[]> {
  const rows = await fromStudents(context)
    .innerJoin('support_case', (join) =>
      join
        .onRef('support_case.department_id', '=', 'student.department_id')
        .onRef('support_case.student_id', '=', 'student.id'),
    )
    .where('support_case.status', '=', 'open')
    .$if(studentId !== undefined, (query) => query.where('student.id', '=', studentId ?? ''))
    .select([
      ...STUDENT,
      'support_case.id as caseId',
      'support_case.tier as tier',
      'support_case.opened_on as openedOn',
      OUTSTANDING.as('outstanding'),
    ])
    .orderBy('student.student_no')
    .execute();
  const ids = rows.map((row) => row.studentId);
  if (ids.length === 0) return [];
  const wishes = await wishesOf(ids, context);
  const refusals = await refusalsOf(ids, context);
  const pairings = await pairingsOf(ids, context);
  return rows.map((row) => ({
    caseId: row.caseId,
    student: toStudent(row),
    tier: toTier(row.tier),
    openedOn: row.openedOn,
    courses: row.outstanding,
    wish: wishes.get(row.studentId)?.[0] ?? null,
    refusals: refusals.get(row.studentId) ?? [],
    pairings: pairings.get(row.studentId) ?? [],
  }));
}

/** The courses behind the decision in force, each once, by code. */
const OUTSTANDING = sql<PairingNeed['courses']>`(
  select coalesce(jsonb_agg(distinct jsonb_build_object('code', course ->> 'courseCode', 'name', course ->> 'courseName')), '[]'::jsonb)
  from proposal, jsonb_array_elements(proposal.result -> 'outstanding') course
  where proposal.department_id = support_case.department_id and proposal.id = coalesce((
    select decision.proposal_id from decision
    where decision.department_id = support_case.department_id and decision.case_id = support_case.id
    order by decision.decided_at desc, decision.ordinal desc, decision.id desc limit 1
  ), support_case.proposal_id)
)`;

const wishesOf = async (studentIds: readonly string[], { db, actor }: Context) =>
  groupBy(
    await db
      .selectFrom('pairing_wish')
      .where('department_id', '=', actor.departmentId)
      .where('student_id', '=', uuids(studentIds))
      .select(['student_id as studentId', 'free_periods', 'campus', 'class_wish', 'asked_on'])
      .execute(),
    studentOf,
    (row): PairingWish => ({
      // Written by `saveWish` alone.
      free: row.free_periods as PairingWish['free'],
      campus: row.campus,
      classWish: row.class_wish,
      askedOn: row.asked_on,
    }),
  );

const refusalsOf = async (studentIds: readonly string[], { db, actor }: Context) =>
  groupBy(
    await db
      .selectFrom('pairing_refusal')
      .where('department_id', '=', actor.departmentId)
      .where('student_id', '=', uuids(studentIds))
      .select(['student_id as studentId', 'volunteer_id as volunteerId', 'refused_by as by'])
      .orderBy('id')
      .execute(),
    studentOf,
    ({ volunteerId, by }) => ({ volunteerId, by }),
  );

const pairingsOf = async (studentIds: readonly string[], context: Context) =>
  groupBy(
    await toRecords(
      await selectPairings(context)
        .where('pairing.student_id', '=', uuids(studentIds))
        .orderBy('pairing.made_at', 'desc')
        .orderBy('pairing.id', 'desc')
        .execute(),
      context,
    ),
    studentOf,
    (pairing) => pairing,
  );

export const selectPairings = ({ db, actor }: Context) =>
  db
    .selectFrom('pairing')
    .innerJoin('person', (join) =>
      join
        .onRef('person.department_id', '=', 'pairing.department_id')
        .onRef('person.id', '=', 'pairing.volunteer_id'),
    )
    .where('pairing.department_id', '=', actor.departmentId)
    .select([
      'pairing.id as id',
      'pairing.case_id as caseId',
      'pairing.student_id as studentId',
      'pairing.volunteer_id as volunteerId',
      'person.name as volunteerName',
      'pairing.first_day as firstDay',
      'pairing.last_day as lastDay',
      'pairing.courses as courses',
      'pairing.agreed_contact as agreedContact',
      'pairing.because as because',
      'pairing.made_by as madeBy',
      'pairing.made_at as madeAt',
      'pairing.end_kind as endKind',
      'pairing.end_note as endNote',
    ]);

type PairingColumns = Awaited<ReturnType<ReturnType<typeof selectPairings>['executeTakeFirstOrThrow']>>;

export async function toRecords(
  rows: readonly PairingColumns[],
  { sealed }: Context,
): Promise<readonly PairingRecord[]> {
  const opener = rows.some(({ endNote }) => endNote) ? await sealed.toOpen() : null;
  return rows.map(({ lastDay, endKind, endNote, courses, ...row }) => ({
    ...row,
    // Written by `add` alone.
    courses: courses as PairingRecord['courses'],
    end:
      lastDay === null || endKind === null
        ? null
        : {
            lastDay,
            kind: endKind,
            note: opener?.open('pairing', 'end_note', row.id, endNote ?? '') ?? '',
          },
  }));
}

const studentOf = ({ studentId }: { readonly studentId: string }): string => studentId;

/** What the duties of cases are derived from, by student; a pair made by mistake never was. */
export async function pairingFactsOf(
  studentIds: readonly string[],
  { db, actor }: Context,
): Promise<
  (studentId: string) => { readonly pairings: readonly { readonly from: string; readonly to?: string }[] }
> {
  const rows = await db
    .selectFrom('pairing')
    .where('department_id', '=', actor.departmentId)
    .where('student_id', '=', uuids(studentIds))
    .where(sql<boolean>`end_kind is distinct from 'mistake'`)
    .select(['student_id as studentId', 'first_day as from', 'last_day as to'])
    .orderBy('first_day')
    .orderBy('id')
    .execute();
  const byStudent = groupBy(rows, studentOf, ({ from, to }) => (to === null ? { from } : { from, to }));
  return (studentId) => ({ pairings: byStudent.get(studentId) ?? [] });
}
