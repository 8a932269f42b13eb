import { afterAll, beforeAll, expect, it } from 'vitest';
import { CHILD_TABLES, DELETED_TABLES, ERASED_COLUMNS } from '#adapters/postgres/erase-inventory';
import { SEALED_COLUMNS } from '#adapters/postgres/sealed-inventory';
import { openTestDatabase, type TestDatabase } from '../../support/database';

/**
 * Why a column of words is not sealed. Those of a student that no more than days, codes and figures may stay
 * of are in ERASED_COLUMNS, too.
 */
const BARE: Readonly<Record<string, readonly string[]>> = {
  'finds a person: looked up, sorted or joined by, and replaced when the name is lost': [
    'person.name',
    'person.work_no',
    'student.name',
    'student.student_no',
    'student.gender',
    'student.native_place',
    'name_spelling.name',
    'referral.student_name',
    'referral.student_no',
    'grade_row.student_no',
    'grade_row.student_name',
    'identity.subject',
    'certificate_check_failure.phone_print',
    'activation_failure.work_no_hash',
  ],
  'an import before it is cleared: compared row by row in the database (docs/security.md)': [
    'import_row.payload',
    'import_row.row_key',
    'import_row.student_no',
    'import_change.before',
    'import_change.after',
    'import_batch.unknown_students',
    'import_batch.owner_no',
    'import_batch.changes',
    'import_rejection.student_no',
    'import_rejection.value',
    'import_rejection.reason',
  ],
  'shown or taken down by a function of the database to or for somebody without an account': [
    'help_session.done',
    'help_feedback.wish',
    'plan_objection.wish',
    // Laid beside a code for half an hour; deleted with it.
    'plan_code.goal',
    'volunteer_application.contact',
    'volunteer_application.why',
    'volunteer_application.courses',
    'volunteer_application.free_periods',
    'volunteer_application.campus',
    'application_step.told',
  ],
  'a volunteer is shown it by a function of the database; says what to learn, not why': [
    'study_plan.lines',
    'study_plan.steps',
    'plan_review.progress',
    'pairing.agreed_contact',
    'pairing.because',
    'pairing.courses',
  ],
  'grades and what was derived from them: counted and compared in the database, replayed byte for byte': [
    'support_case.close_reason',
    'proposal.result',
    'proposal.change',
    'grade_row.class_name',
    'grade_row.course_code',
    'grade_row.course_name',
    'grade_row.file_name',
    'grade_row.nature',
    'grade_row.remark',
    'grade_row.resit_score',
    'grade_row.retake_score',
    'grade_row.row_key',
    'grade_row.score',
    'listed_fact.file_name',
    'listed_fact.row_key',
    'screening.file_names',
    'screening.import_ids',
    'screening.policy_body',
  ],
  'of volunteers and teachers at their work: sorted, matched or printed': [
    'volunteer.class_name',
    'volunteer.contact',
    'volunteer.courses',
    'volunteer.free_time',
    'volunteer_profile.campus',
    'volunteer_profile.free_periods',
    'volunteer_profile.passed',
    'pairing_wish.campus',
    'pairing_wish.class_wish',
    'pairing_wish.free_periods',
    'commendation.title',
    'commendation.reason',
    'commendation.figures',
    'commendation_end.reason',
    'service_certificate.content',
    'service_certificate_end.reason',
    'assignment_change.reason',
    'class_move.reason',
    'help_draw.population',
    'reminder_message.settled_note',
    'qa_report.topics',
    'talk_record.place',
  ],
  'of a meeting: ids, codes and days; the names and reasons are read where they stand': [
    'conference_minutes.content',
  ],
  'written by people for the whole department, about no one': [
    'summary_text.achievements',
    'summary_text.shortcomings',
    'summary_text.plan',
    'term_summary.reason',
    'import_rollback.reason',
    'calendar_day.note',
    'policy_version.body',
    'policy_version.differences',
    'policy_version.reason',
    'letter_wording.wording',
    'volunteer_call.asks',
    'volunteer_call.title',
    'volunteer_call.training',
  ],
  'numbers, codes and hashes, or the names of courses, classes, terms and files': [
    'activation_failure.subject_hash',
    'application_failure.phone_print',
    'student_code_failure.phone_print',
    'student_code_failure.student_print',
    'applied_migration.checksum',
    'applied_migration.name',
    'area.name',
    'class.name',
    'class.grade',
    'class.major',
    'assignment_change.role',
    'audit_event.action',
    'audit_event.changes',
    'audit_event.detail',
    'audit_event.previous_hash',
    'audit_event.role',
    'audit_event.subject_id',
    'audit_event.subject_type',
    'audit_head.hash',
    'consent.version',
    'course_entry.code',
    'course_entry.name',
    'course_entry.nature',
    'data_key.wrapped',
    'department.name',
    'department.policy_id',
    'department.short_name',
    'file_object.file_name',
    'file_object.path',
    'focus_mark.course_name',
    'focus_note.course_name',
    'grade_row.content_hash',
    'grade_row.term',
    'help_session.course',
    'identity.provider',
    'import_batch.file_name',
    'import_batch.layout',
    'import_batch.mapping',
    'import_batch.terms',
    'import_change.table_name',
    'import_preset.layout',
    'import_rejection.column_name',
    'import_rejection.file_name',
    'import_row.content_hash',
    'joint_meeting_signature.path',
    'letter.mail_number',
    'letter_content.number',
    'letter_receipt.path',
    'letter_template.file_name',
    'letter_template.path',
    'listed_fact.content_hash',
    'plan_agreement.path',
    'policy_version.policy_id',
    'policy_version.version',
    'qa_session.course_name',
    'qa_session.place',
    'qa_session.topic',
    'referral_attachment.path',
    'talk_attachment.path',
    'reminder_credit.template',
    'reminder_credit_event.template',
    'reminder_message.reason',
    'reminder_sweep.tally',
    'reminder_told.told',
    'retention_run.kind',
    'screening.policy_id',
    'screening.policy_version',
    'service_certificate.number',
    'teaching_offering.course_code',
    'teaching_offering.course_name',
    'wechat_token.app_id',
    'wechat_token.token',
    'text_check.phone_subject',
    'text_check.reason',
  ],
};

let opened: TestDatabase;
/** Columns of words, leaving out keys of other tables and what a check holds to a few values or a form. */
let columns: readonly { readonly table: string; readonly column: string; readonly isHeld: boolean }[];
let ofStudents: ReadonlySet<string>;
beforeAll(async () => {
  opened = await openTestDatabase();
  columns = await opened.database.query(
    `select c.relname as "table", a.attname as "column",
      exists (
        select from pg_constraint k where k.conrelid = c.oid and a.attnum = any (k.conkey) and (
          k.contype = 'f' or k.contype = 'c' and k.conkey = array[a.attnum]
            and pg_get_constraintdef(k.oid) ~ '= ANY|= ''|~ ''\\^'
        )
      ) as "isHeld"
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'xueye'::regnamespace and c.relkind = 'r'
      and a.atttypid::regtype::text in ('text', 'text[]', 'character varying', 'json', 'jsonb')
    order by 1, 2`,
  );
  const tables = await opened.database.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'xueye'::regnamespace and c.relkind = 'r' and a.attname = 'student_id'`,
  );
  ofStudents = new Set([...tables.map(({ name }) => name), ...Object.keys(CHILD_TABLES)]);
});
afterAll(() => opened?.drop());

const explained = Object.values(BARE).flat();
const sealed = Object.entries(SEALED_COLUMNS).flatMap(([table, shape]) =>
  Object.keys(shape.columns).map((column) => `${table}.${column}`),
);
const erased = Object.entries(ERASED_COLUMNS).flatMap(([table, held]) =>
  Object.keys(held).map((column) => `${table}.${column}`),
);
const nameOf = ({ table, column }: { readonly table: string; readonly column: string }) =>
  `${table}.${column}`;

it('every column of words is sealed, or it is said why not', () => {
  const known = new Set([...sealed, ...explained]);
  expect(columns.filter((one) => !one.isHeld && !known.has(nameOf(one))).map(nameOf)).toEqual([]);
});

it('what is said is said once, of columns that there are and that are not sealed', () => {
  const there = new Set(columns.map(nameOf));
  expect([...explained, ...sealed, ...erased].filter((name) => !there.has(name))).toEqual([]);
  expect(explained.filter((name, at) => explained.indexOf(name) !== at)).toEqual([]);
  expect(explained.filter((name) => sealed.includes(name))).toEqual([]);
  // Two that set one column would stop the taking out of a name.
  expect(erased.filter((name) => sealed.includes(name))).toEqual([]);
});

/** Of tables with rows of a student: words that stay when the name is taken out. */
const STAYS: Readonly<Record<string, readonly string[]>> = {
  'name and number: replaced, in whichever column they stand': [
    'referral.student_name',
    'referral.student_no',
    'grade_row.student_no',
    'grade_row.student_name',
    'grade_row.row_key',
    'import_row.student_no',
    'import_row.row_key',
  ],
  'grades, courses and what was derived from them: figures are drawn from them': [
    'proposal.result',
    'proposal.change',
    'grade_row.class_name',
    'grade_row.course_code',
    'grade_row.course_name',
    'grade_row.nature',
    'grade_row.remark',
    'grade_row.resit_score',
    'grade_row.retake_score',
    'grade_row.score',
    'pairing.courses',
    'volunteer_application.courses',
  ],
  'when somebody has time, and where': [
    'pairing_wish.campus',
    'pairing_wish.class_wish',
    'pairing_wish.free_periods',
    'volunteer_application.campus',
    'volunteer_application.free_periods',
  ],
};

it('words about a student go when the name is taken out, or it is said why they stay', () => {
  const isCode = new Set(
    BARE['numbers, codes and hashes, or the names of courses, classes, terms and files'],
  );
  const known = new Set([...sealed, ...erased, ...isCode, ...Object.values(STAYS).flat()]);
  const gone: readonly string[] = DELETED_TABLES;
  expect(
    columns
      .filter((one) => !one.isHeld && ofStudents.has(one.table) && !gone.includes(one.table))
      .map(nameOf)
      .filter((name) => !known.has(name)),
  ).toEqual([]);
  expect(
    Object.values(STAYS)
      .flat()
      .filter((name) => !explained.includes(name)),
  ).toEqual([]);
});

/** Sealed, and of the department or of whoever wrote: nothing to take out of a student. */
const OF_NO_STUDENT = ['quick_phrase', 'queue_key', 'screening', 'term_summary', 'service_certificate'];

it('every sealed table is reached from the student, or is of none', () => {
  expect(
    Object.keys(SEALED_COLUMNS)
      .filter((table) => !ofStudents.has(table))
      .sort(),
  ).toEqual([...OF_NO_STUDENT].sort());
});
