import { ERASED_TEXT } from './sealed-columns';

/** How the rows of a student are found; `$2` is the student's id. */
const OWN = 'student_id = $2';
const ofReferral =
  'referral_id in (select id from xueye.referral where department_id = $1 and student_id = $2)';
const letters = '(select id from xueye.letter where department_id = $1 and student_id = $2)';
const ofPair = 'pairing_id in (select id from xueye.pairing where department_id = $1 and student_id = $2)';

const ofApplication =
  'application_id in (select id from xueye.volunteer_application where department_id = $1 and student_id = $2)';

/** Rows of a student in tables that do not name the student. */
export const CHILD_TABLES = {
  referral_answer: ofReferral,
  application_step: ofApplication,
  letter_content: `id in ${letters}`,
  letter_step: `letter_id in ${letters}`,
  help_session: ofPair,
  help_check: ofPair,
  help_review: `session_id in (select id from xueye.help_session where department_id = $1 and ${ofPair})`,
  help_feedback: `session_id in (select id from xueye.help_session where department_id = $1 and ${ofPair})`,
} as const;
export const whereOf = (table: string): string =>
  Object.hasOwn(CHILD_TABLES, table) ? CHILD_TABLES[table as keyof typeof CHILD_TABLES] : OWN;

/** Nothing of these stays: no figure is drawn from them. */
export const DELETED_TABLES = ['student_sensitive', 'listed_fact', 'plan_code'] as const;

const TEXT = `'${ERASED_TEXT}'`;
/** Where there is a text at all. */
const textOf = (column: string) => `case when coalesce(${column}, '') = '' then ${column} else ${TEXT} end`;
/**
 * Free texts that are not sealed, by table and column, and what stands there afterwards: whatever the
 * column's checks let stand. Sealed ones are in SEALED_COLUMNS and all go; dates, codes and figures stay.
 */
export const ERASED_COLUMNS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  talk_record: { place: "''" },
  // A transcript of one's own is named by whoever saved it.
  grade_row: { file_name: "''" },
  study_plan: { lines: "'[]'", steps: "'[]'" },
  plan_review: { progress: "'[]'" },
  plan_objection: { wish: TEXT },
  pairing: { agreed_contact: "''", because: "''" },
  support_case: { close_reason: textOf('close_reason') },
  volunteer_application: { contact: "''", why: "''" },
  application_step: { told: textOf('told') },
  help_session: { done: TEXT },
  help_feedback: { wish: TEXT },
};
