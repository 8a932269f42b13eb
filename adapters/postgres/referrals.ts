import { sql } from 'kysely';
import type {
  AcceptedReferral,
  OwnReferral,
  ReferralAnswer,
  ReferralPhoto,
  ReferralRecord,
  ReferralRepository,
} from '#core/application/ports';
import { DomainError } from '#core/domain/errors';
import type { ReferralStanding } from '#core/domain/referral';
import { toStudent } from './columns';
import { type Context, insertRows } from './context';
import type { Opener } from './sealed-columns';

/** Referrals, their photos and answers; all three only ever added to. */
export const referralRepository = (context: Context): ReferralRepository => {
  const { tx, db, actor } = context;
  const department_id = actor.departmentId;

  const records = async (rows: readonly RecordColumns[]): Promise<readonly ReferralRecord[]> => {
    const standing = await standingOf(rows, context);
    const opener = await context.sealed.toOpen();
    return rows.map((row) => ({
      ...toOwn(row, standing, opener),
      student: rosterStudent(row),
      referrerName: row.referrerName,
    }));
  };

  const ownRecords = async (rows: readonly OwnColumns[]): Promise<readonly OwnReferral[]> => {
    const standing = await standingOf(rows, context);
    const opener = await context.sealed.toOpen();
    return rows.map((row) => toOwn(row, standing, opener));
  };

  return {
    async studentNamed(studentNo, name) {
      const [row] = await tx.query<{ id: string | null }>('select xueye.find_student($1, $2) as id', [
        studentNo,
        name,
      ]);
      return row?.id ?? null;
    },
    async add(referral, photos) {
      const sealer = await context.sealed.toSeal();
      const written = await insertRows(
        context,
        'referral',
        [
          {
            department_id,
            id: referral.id,
            student_id: referral.studentId,
            student_no: referral.studentNo,
            student_name: referral.studentName,
            causes: sealer.sealJson('referral', 'causes', referral.id, referral.causes),
            cause_note: sealer.seal('referral', 'cause_note', referral.id, referral.causeNote),
            seen: sealer.seal('referral', 'seen', referral.id, referral.seen),
            referrer_id: referral.referrerId,
            referrer_role: referral.referrerRole,
            filed_on: referral.filedOn,
            filed_at: referral.filedAt,
          },
        ],
        'on conflict (department_id, id) do nothing',
      );
      if (written === 0) {
        const [stored] = await selectOwn(context).where('referral.id', '=', referral.id).execute();
        if (stored?.studentId === referral.studentId) return false;
        throw new DomainError('CONFLICT', '这份早报告的编号已被占用。请退出这一页，重新填写。');
      }
      await insertRows(
        context,
        'referral_attachment',
        photos.map(({ id, path, contentType, bytes }, index) => ({
          department_id,
          id,
          referral_id: referral.id,
          position: index + 1,
          path,
          content_type: contentType,
          bytes,
        })),
      );
      return true;
    },
    async own(referralId) {
      const rows = await selectOwn(context).where('referral.id', '=', referralId).execute();
      return (await ownRecords(rows))[0] ?? null;
    },
    async ownList(skip, limit) {
      const rows = await selectOwn(context)
        .orderBy('referral.filed_at', 'desc')
        .orderBy('referral.id', 'desc')
        .offset(skip)
        .limit(limit)
        .execute();
      return ownRecords(rows);
    },
    async get(referralId) {
      const rows = await selectRecords(context).where('referral.id', '=', referralId).execute();
      return (await records(rows))[0] ?? null;
    },
    async list(show, skip, limit) {
      const order = show === 'waiting' ? 'asc' : 'desc';
      const rows = await selectRecords(context)
        .where(show === 'waiting' ? IS_WAITING : sql<boolean>`not ${IS_WAITING}`)
        .orderBy('referral.filed_on', order)
        .orderBy('referral.filed_at', order)
        .orderBy('referral.id', order)
        .offset(skip)
        .limit(limit)
        .execute();
      return records(rows);
    },
    async countWaiting() {
      const { count } = await db
        .selectFrom('referral')
        .where('department_id', '=', department_id)
        .where(IS_WAITING)
        .select(sql<number>`count(*)`.as('count'))
        .executeTakeFirstOrThrow();
      return count;
    },
    async ofStudent(studentId) {
      const rows = await selectRecords(context)
        .where('referral.student_id', '=', studentId)
        .orderBy('referral.filed_on', 'desc')
        .orderBy('referral.id', 'desc')
        .execute();
      return records(rows);
    },
    photos: (referralId) =>
      db
        .selectFrom('referral_attachment')
        .where('department_id', '=', department_id)
        .where('referral_id', '=', referralId)
        .select(['id', 'path', 'content_type as contentType', 'bytes'])
        .orderBy('position')
        .execute() as Promise<ReferralPhoto[]>,
    async lock(referralId) {
      await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`referral:${referralId}`]);
    },
    async answer(referralId) {
      const row = await selectAnswers(context)
        .where('referral_answer.referral_id', '=', referralId)
        .orderBy('referral_answer.ordinal', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row ? openAnswer(row, context) : null;
    },
    async answerById(answerId) {
      const row = await selectAnswers(context).where('referral_answer.id', '=', answerId).executeTakeFirst();
      return row ? openAnswer(row, context) : null;
    },
    async addAnswer(answer) {
      const sealer = await context.sealed.toSeal();
      const added = await tx.query(
        `insert into xueye.referral_answer (
           department_id, id, referral_id, ordinal, outcome, term, reason, answered_on, answered_at, answered_by
         )
         select $1, $2, $3, coalesce(max(ordinal), 0) + 1, $4, $5, $6, $7, $8, $9
         from xueye.referral_answer
         where department_id = $1 and referral_id = $3
         on conflict (department_id, id) do nothing
         returning id`,
        [
          department_id,
          answer.id,
          answer.referralId,
          answer.outcome,
          answer.term,
          sealer.seal('referral_answer', 'reason', answer.id, answer.reason),
          answer.answeredOn,
          answer.answeredAt,
          answer.answeredBy,
        ],
      );
      return added.length === 1;
    },
    async accepted(term) {
      const rows = await selectRecords(context)
        .innerJoin('referral_answer', (join) =>
          join
            .onRef('referral_answer.department_id', '=', 'referral.department_id')
            .onRef('referral_answer.referral_id', '=', 'referral.id'),
        )
        .where('referral_answer.outcome', '=', 'accepted')
        .where('referral_answer.term', '=', term)
        .where(
          sql<boolean>`not exists (
            select from xueye.referral_answer later
            where later.department_id = referral_answer.department_id
              and later.referral_id = referral_answer.referral_id
              and later.ordinal > referral_answer.ordinal
          )`,
        )
        .orderBy('referral.filed_on')
        .orderBy('referral.id')
        .execute();
      return rows.map(
        (row): AcceptedReferral => ({
          student: rosterStudent(row),
          id: row.id,
          term,
          filedOn: row.filedOn,
          referrerName: row.referrerName,
          referrerRole: row.referrerRole,
        }),
      );
    },
  };
};

/** Asked by roles that see the department, whose every answer it is. */
const IS_WAITING = sql<boolean>`not exists (
  select from xueye.referral_answer
  where referral_answer.department_id = referral.department_id and referral_answer.referral_id = referral.id
)`;

const COLUMNS = [
  'referral.id as id',
  'referral.student_id as studentId',
  'referral.student_no as studentNo',
  'referral.student_name as studentName',
  'referral.causes as causes',
  'referral.cause_note as causeNote',
  'referral.seen as seen',
  'referral.referrer_id as referrerId',
  'referral.referrer_role as referrerRole',
  'referral.filed_on as filedOn',
  'referral.filed_at as filedAt',
] as const;

const selectOwn = ({ db, actor }: Context) =>
  db
    .selectFrom('referral')
    .where('referral.department_id', '=', actor.departmentId)
    .where('referral.referrer_id', '=', actor.personId)
    .select(COLUMNS);

/** With the student as the roster has it, and the referrer: both under row-level security. */
const selectRecords = ({ db, actor }: Context) =>
  db
    .selectFrom('referral')
    .innerJoin('student', (join) =>
      join
        .onRef('student.department_id', '=', 'referral.department_id')
        .onRef('student.id', '=', 'referral.student_id'),
    )
    .leftJoin('class', (join) =>
      join
        .onRef('class.department_id', '=', 'student.department_id')
        .onRef('class.id', '=', 'student.class_id'),
    )
    .innerJoin('person', (join) =>
      join
        .onRef('person.department_id', '=', 'referral.department_id')
        .onRef('person.id', '=', 'referral.referrer_id'),
    )
    .where('referral.department_id', '=', actor.departmentId)
    .select([
      ...COLUMNS,
      'student.student_no as rosterNo',
      'student.name as rosterName',
      'student.gender as gender',
      'student.native_place as nativePlace',
      'student.class_id as classId',
      'class.name as className',
      'person.name as referrerName',
    ]);

const selectAnswers = ({ db, actor }: Context) =>
  db
    .selectFrom('referral_answer')
    .innerJoin('person', (join) =>
      join
        .onRef('person.department_id', '=', 'referral_answer.department_id')
        .onRef('person.id', '=', 'referral_answer.answered_by'),
    )
    .where('referral_answer.department_id', '=', actor.departmentId)
    .select([
      'referral_answer.id as id',
      'referral_answer.referral_id as referralId',
      'referral_answer.outcome as outcome',
      'referral_answer.term as term',
      'referral_answer.reason as reason',
      'referral_answer.answered_on as answeredOn',
      'referral_answer.answered_at as answeredAt',
      'referral_answer.answered_by as answeredBy',
      'person.name as answeredByName',
    ]);

type OwnColumns = Awaited<ReturnType<ReturnType<typeof selectOwn>['executeTakeFirstOrThrow']>>;
type RecordColumns = Awaited<ReturnType<ReturnType<typeof selectRecords>['executeTakeFirstOrThrow']>>;
type Standings = ReadonlyMap<string, { readonly outcome: ReferralStanding; readonly answeredOn: string }>;

async function standingOf(rows: readonly { readonly id: string }[], { db }: Context): Promise<Standings> {
  if (rows.length === 0) return new Map();
  const asked = `{${rows.map(({ id }) => id).join(',')}}`;
  const answered = await sql<{ referral_id: string; outcome: ReferralStanding; answered_on: string }>`
    select * from xueye.referral_standing(${asked}::uuid[])`.execute(db);
  return new Map(
    answered.rows.map(({ referral_id, outcome, answered_on }) => [
      referral_id,
      { outcome, answeredOn: answered_on },
    ]),
  );
}

async function openAnswer<A extends ReferralAnswer>(answer: A, { sealed }: Context): Promise<A> {
  const opener = await sealed.toOpen();
  return { ...answer, reason: opener.open('referral_answer', 'reason', answer.id, answer.reason) };
}

function toOwn(row: OwnColumns, standings: Standings, opener: Opener): OwnReferral {
  const answer = standings.get(row.id);
  return {
    id: row.id,
    studentId: row.studentId,
    studentNo: row.studentNo,
    studentName: row.studentName,
    // Written by `add` alone.
    causes: (opener.openJson('referral', 'causes', row.id, row.causes) ?? []) as OwnReferral['causes'],
    causeNote: opener.open('referral', 'cause_note', row.id, row.causeNote),
    seen: opener.open('referral', 'seen', row.id, row.seen),
    referrerId: row.referrerId,
    referrerRole: row.referrerRole,
    filedOn: row.filedOn,
    filedAt: row.filedAt,
    standing: answer?.outcome ?? 'waiting',
    answeredOn: answer?.answeredOn ?? null,
  };
}

const rosterStudent = (row: RecordColumns) =>
  toStudent({ ...row, studentName: row.rosterName, studentNo: row.rosterNo });
