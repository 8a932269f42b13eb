import { sql } from 'kysely';
import type { AuditEntry, AuditFilter, AuditRecord, AuditRepository } from '#core/application/ports';
import { type Context, literal, texts } from './context';

/** Keeps what is recorded until `write`, at the end of the transaction's work. */
export function auditRepository({ db, actor }: Context): AuditRepository & { write(): Promise<void> } {
  const entries: AuditEntry[] = [];
  return {
    async record(entry) {
      entries.push(entry);
    },

    /** The database numbers, times and chains each event itself. */
    async write() {
      if (entries.length === 0) return;
      const rows = entries.splice(0).map(({ action, subject, student, detail = {}, changes = {} }) => ({
        action,
        subject_type: subject.type,
        subject_id: subject.id,
        student_id: student ?? null,
        detail,
        changes,
      }));
      await sql`insert into audit_event
          (department_id, on_day, person_id, role, action, subject_type, subject_id, student_id, detail, changes)
        select ${actor.departmentId}::uuid, ${actor.today}::date, ${actor.personId}::uuid, ${actor.role},
          entry.value ->> 'action', entry.value ->> 'subject_type', entry.value ->> 'subject_id',
          (entry.value ->> 'student_id')::uuid, entry.value -> 'detail', entry.value -> 'changes'
        from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) with ordinality entry
        order by entry.ordinality`.execute(db);
    },

    async list(filter, before, limit) {
      const { rows } = await sql<AuditRow>`
        select event.seq, event.at, event.on_day, event.person_id, person.name as person_name, person.work_no,
          event.role, event.action, event.subject_type, event.subject_id, event.detail, event.changes,
          coalesce(subject_person.name, subject_import.file_name) as subject_name,
          student.id as student_id, student.name as student_name, student.student_no
        from audit_event event
        join person on person.department_id = event.department_id and person.id = event.person_id
        left join student on student.department_id = event.department_id and student.id = event.student_id
        left join person subject_person on event.subject_type = 'person'
          and subject_person.department_id = event.department_id and subject_person.id::text = event.subject_id
        left join import_batch subject_import on event.subject_type = 'import'
          and subject_import.department_id = event.department_id and subject_import.id::text = event.subject_id
        where event.department_id = ${actor.departmentId}::uuid
          and (${before}::bigint is null or event.seq < ${before}::bigint)
          and ${conditionOf(filter)}
        order by event.seq desc limit ${limit}`.execute(db);
      return rows.map(toRecord);
    },

    async head() {
      const { rows } = await sql<{ seq: number; hash: string }>`
        select seq, hash from audit_head where department_id = ${actor.departmentId}::uuid`.execute(db);
      return rows[0] ?? null;
    },

    async check(after, limit) {
      // The event before the first one read lends its hash.
      const { rows } = await sql<{ read: number; last: number | null; broken: number | null }>`
        with part as (
          select event.seq, event.previous_hash, event.hash, audit_hash(event) as reckoned
          from audit_event event
          where event.department_id = ${actor.departmentId}::uuid and event.seq >= ${after}
          order by event.seq limit ${limit + 1}
        ), linked as (
          select seq, previous_hash, hash, reckoned,
            lag(seq) over (order by seq) as seq_before, lag(hash) over (order by seq) as hash_before
          from part
        )
        select count(*) as read, max(seq) as last, min(seq) filter (where
          hash <> reckoned
          or seq <> coalesce(seq_before, ${after}) + 1
          or previous_hash <> coalesce(hash_before, '')
        ) as broken
        from linked where seq > ${after}`.execute(db);
      const [part] = rows;
      return { read: part?.read ?? 0, last: part?.last ?? after, broken: part?.broken ?? null };
    },
  };
}

function conditionOf({ person, student, studentId, actions, from, to }: AuditFilter) {
  const like = (text: string) => `%${literal(text)}%`;
  const all = [
    person === undefined
      ? null
      : sql`event.person_id in (select id from person where name like ${like(person)} or work_no = ${person})`,
    student === undefined
      ? null
      : sql`event.student_id in (select id from student where name like ${like(student)} or student_no = ${student})`,
    studentId === undefined ? null : sql`event.student_id = ${studentId}::uuid`,
    from === undefined ? null : sql`event.on_day >= ${from}::date`,
    to === undefined ? null : sql`event.on_day <= ${to}::date`,
    actions === null
      ? null
      : sql`((event.action = ${texts(actions.only)} or split_part(event.action, '.', 1) = ${texts(actions.beginning)})
          and not event.action = ${texts(actions.but)})`,
  ].filter((part) => part !== null);
  return all.length === 0 ? sql`true` : sql.join(all, sql` and `);
}

interface AuditRow {
  readonly seq: number;
  readonly at: string;
  readonly on_day: string;
  readonly person_id: string;
  readonly person_name: string;
  readonly work_no: string;
  readonly role: AuditRecord['role'];
  readonly action: string;
  readonly subject_type: string;
  readonly subject_id: string;
  readonly subject_name: string | null;
  readonly student_id: string | null;
  readonly student_name: string | null;
  readonly student_no: string | null;
  readonly detail: AuditRecord['detail'];
  readonly changes: AuditRecord['changes'];
}

const toRecord = (row: AuditRow): AuditRecord => ({
  seq: row.seq,
  at: row.at,
  onDay: row.on_day,
  person: { id: row.person_id, name: row.person_name, workNo: row.work_no },
  role: row.role,
  action: row.action,
  subject: { type: row.subject_type, id: row.subject_id },
  subjectName: row.subject_name,
  student:
    row.student_id === null
      ? null
      : { id: row.student_id, name: row.student_name ?? '', studentNo: row.student_no ?? '' },
  detail: row.detail,
  changes: row.changes,
});
