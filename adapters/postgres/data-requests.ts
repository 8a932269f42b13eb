import { sql } from 'kysely';
import type { DataRequestLine, DataRequestRecord, DataRequestRepository } from '#core/application/ports';
import {
  ANSWER_DAYS,
  type DataField,
  type DataRequestKind,
  type DataRequestOutcome,
  type IdentityCheck,
} from '#core/domain/data-request';
import { type Context, insertRows } from './context';
import { keptOfPerson, keptOfStudent } from './kept-rows';
import { isRepeat } from './repeats';
import type { Opener } from './sealed-columns';

/** Requests about one's own data and their answers; the texts are sealed. */
export const dataRequestRepository = (context: Context): DataRequestRepository => {
  const { tx, db, actor, sealed } = context;
  const department_id = actor.departmentId;
  return {
    async days() {
      const row = await db
        .selectFrom('data_request_setting')
        .where('department_id', '=', department_id)
        .select('days')
        .executeTakeFirst();
      return row?.days ?? ANSWER_DAYS.default;
    },
    async setDays(days) {
      const set = { days, set_by: actor.personId, set_on: actor.today };
      await db
        .insertInto('data_request_setting')
        .values({ department_id, ...set })
        .onConflict((conflict) => conflict.column('department_id').doUpdateSet(set))
        .execute();
    },
    async ofPerson(personId) {
      const rows = await selectRecords(context)
        .where('asked.person_id', '=', personId)
        .orderBy('asked.asked_at', 'desc')
        .orderBy('asked.id')
        .limit(100)
        .execute();
      if (rows.length === 0) return [];
      const opener = await sealed.toOpen();
      return rows.map((row) => toRecord(row, opener));
    },
    async list(skip, limit) {
      const rows = await selectLines(context)
        .orderBy(sql`answered.id is not null`)
        .orderBy(sql`case when answered.id is null then asked.due_on end`)
        .orderBy('answered.settled_at', 'desc')
        .orderBy('asked.id')
        .offset(skip)
        .limit(limit)
        .execute();
      return rows.map(toLine);
    },
    async count() {
      const row = await fromRequests(context)
        .where('answered.id', 'is', null)
        .select(({ fn }) => [
          fn.countAll<number>().as('open'),
          sql<number>`count(*) filter (where asked.due_on < ${actor.today}::date)`.as('overdue'),
          fn.min('asked.due_on').as('firstDueOn'),
        ])
        .executeTakeFirstOrThrow();
      return { open: Number(row.open), overdue: Number(row.overdue), firstDueOn: row.firstDueOn };
    },
    async get(requestId) {
      const row = await selectRecords(context).where('asked.id', '=', requestId).executeTakeFirst();
      return row ? toRecord(row, await sealed.toOpen()) : null;
    },
    async add(request) {
      const sealer = await sealed.toSeal();
      const { id } = request;
      const row = {
        department_id,
        id,
        person_id: request.personId,
        student_id: request.studentId,
        kind: request.kind,
        field: request.field,
        was: sealer.seal('data_request', 'was', id, request.was),
        wanted: sealer.seal('data_request', 'wanted', id, request.wanted),
        reason: sealer.seal('data_request', 'reason', id, request.reason),
        identity_check: request.identityCheck,
        asked_on: request.askedOn,
        asked_at: request.askedAt,
        due_on: request.dueOn,
        entered_by: actor.personId,
      };
      const written = await insertRows(context, 'data_request', [row], 'on conflict do nothing');
      const own = { table: 'data_request', id, author: 'entered_by', authorId: actor.personId } as const;
      return written === 1 || isRepeat(context, own, '这份申请的编号已被占用。请退出这一页，重新打开。');
    },
    async answer(request, answer) {
      const sealer = await sealed.toSeal();
      const { id } = answer;
      const seal = (column: 'reason' | 'value' | 'done_where', text: string) =>
        sealer.seal('data_request_answer', column, id, text);
      const row = {
        department_id,
        id,
        request_id: request.id,
        person_id: request.personId,
        student_id: request.studentId,
        outcome: answer.outcome,
        reason: seal('reason', answer.reason),
        value: seal('value', answer.value),
        done_where: seal('done_where', answer.where),
        settled_on: answer.settledOn,
        settled_at: answer.settledAt,
        settled_by: actor.personId,
      };
      const written = await insertRows(context, 'data_request_answer', [row], 'on conflict do nothing');
      const own = {
        table: 'data_request_answer',
        id,
        author: 'settled_by',
        authorId: actor.personId,
      } as const;
      return written === 1 || isRepeat(context, own, ANSWERED_MEANWHILE);
    },
    async ownApplications() {
      const { rows } = await sql<{
        id: string;
        call_title: string;
        filed_on: string;
        courses: readonly { readonly name: string; readonly score: string }[];
        free_periods: readonly string[];
        campus: string;
        contact: string;
        why: string;
      }>`select * from own_applications()`.execute(db);
      return rows.map(({ call_title, filed_on, free_periods, ...rest }) => ({
        ...rest,
        call: call_title,
        filedOn: filed_on,
        free: free_periods,
      }));
    },
    keptOf: (who) =>
      'studentId' in who
        ? keptOfStudent(tx, department_id, who.studentId, actor.today)
        : keptOfPerson(tx, department_id, who.personId),
  };
};

const ANSWERED_MEANWHILE = '这份申请刚刚在另一部手机上答复或撤回了，没有再改。请刷新后看。';

const fromRequests = ({ db, actor }: Context) =>
  db
    .selectFrom('data_request as asked')
    .leftJoin('data_request_answer as answered', (join) =>
      join
        .onRef('answered.department_id', '=', 'asked.department_id')
        .onRef('answered.request_id', '=', 'asked.id'),
    )
    .where('asked.department_id', '=', actor.departmentId);

const selectLines = (context: Context) =>
  fromRequests(context)
    .leftJoin('person as of', (join) =>
      join.onRef('of.department_id', '=', 'asked.department_id').onRef('of.id', '=', 'asked.person_id'),
    )
    .leftJoin('student', (join) =>
      join
        .onRef('student.department_id', '=', 'asked.department_id')
        .onRef('student.id', '=', 'asked.student_id'),
    )
    .select([
      'asked.id as id',
      'asked.person_id as personId',
      'asked.student_id as studentId',
      'asked.kind as kind',
      'asked.field as field',
      'asked.asked_on as askedOn',
      'asked.due_on as dueOn',
      sql<string>`coalesce(student.name, of.name, '')`.as('name'),
      sql<string>`coalesce(student.student_no, of.work_no, '')`.as('number'),
      'answered.outcome as outcome',
      'answered.settled_on as settledOn',
    ]);

const selectRecords = (context: Context) =>
  selectLines(context)
    .leftJoin('person as enterer', (join) =>
      join
        .onRef('enterer.department_id', '=', 'asked.department_id')
        .onRef('enterer.id', '=', 'asked.entered_by'),
    )
    .leftJoin('person as settler', (join) =>
      join
        .onRef('settler.department_id', '=', 'answered.department_id')
        .onRef('settler.id', '=', 'answered.settled_by'),
    )
    .select([
      'asked.was as was',
      'asked.wanted as wanted',
      'asked.reason as reason',
      'asked.identity_check as identityCheck',
      'enterer.name as enteredByName',
      'answered.id as answerId',
      'answered.reason as answerReason',
      'answered.value as value',
      'answered.done_where as doneWhere',
      'settler.name as settledByName',
    ]);

interface LineRow {
  readonly id: string;
  readonly personId: string | null;
  readonly studentId: string | null;
  readonly kind: string;
  readonly field: string | null;
  readonly askedOn: string;
  readonly dueOn: string;
  readonly name: string;
  readonly number: string;
  readonly outcome: string | null;
  readonly settledOn: string | null;
}

/** Codes are checked by the table. */
const toLine = (row: LineRow): DataRequestLine => ({
  id: row.id,
  personId: row.personId,
  studentId: row.studentId,
  kind: row.kind as DataRequestKind,
  field: row.field as DataField | null,
  askedOn: row.askedOn,
  dueOn: row.dueOn,
  name: row.name,
  number: row.number,
  outcome: row.outcome as DataRequestOutcome | null,
  settledOn: row.settledOn,
});

interface RecordRow extends LineRow {
  readonly was: string;
  readonly wanted: string;
  readonly reason: string;
  readonly identityCheck: string | null;
  readonly enteredByName: string | null;
  readonly answerId: string | null;
  readonly answerReason: string | null;
  readonly value: string | null;
  readonly doneWhere: string | null;
  readonly settledByName: string | null;
}

function toRecord(row: RecordRow, opener: Opener): DataRequestRecord {
  const line = toLine(row);
  const { answerId } = row;
  return {
    ...line,
    was: opener.open('data_request', 'was', row.id, row.was),
    wanted: opener.open('data_request', 'wanted', row.id, row.wanted),
    reason: opener.open('data_request', 'reason', row.id, row.reason),
    identityCheck: row.identityCheck as IdentityCheck | null,
    enteredByName: row.enteredByName ?? '',
    answer:
      answerId === null || line.outcome === null || line.settledOn === null
        ? null
        : {
            id: answerId,
            outcome: line.outcome,
            reason: opener.open('data_request_answer', 'reason', answerId, row.answerReason ?? ''),
            value: opener.open('data_request_answer', 'value', answerId, row.value ?? ''),
            where: opener.open('data_request_answer', 'done_where', answerId, row.doneWhere ?? ''),
            settledOn: line.settledOn,
            by: row.settledByName ?? '',
          },
  };
}
