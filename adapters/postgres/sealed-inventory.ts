/** A table with sealed columns: how a row is found, and what a value of it is bound to. */
export interface SealedTableShape {
  /** With `department_id` the primary key. */
  readonly key: 'id' | 'student_id';
  /** Columns that name the row in what is authenticated: those that a copy within the table keeps. */
  readonly identity: readonly string[];
  /** A `json` column holds the sealed text as a JSON string. */
  readonly columns: Readonly<Record<string, 'text' | 'json'>>;
}

const byId = (columns: SealedTableShape['columns']): SealedTableShape => ({
  key: 'id',
  identity: ['id'],
  columns,
});

/**
 * Every column that is sealed at the application level. A new one: a line here, `seal` and `open` in its
 * repository, and in a migration the trigger `sealed_only` where the table is append-only.
 */
export const SEALED_COLUMNS = {
  student_sensitive: {
    key: 'student_id',
    identity: ['student_id'],
    columns: { family: 'text', contact: 'text', guardians: 'text' },
  },
  talk_record: byId({
    family: 'text',
    contact: 'text',
    problems: 'text',
    assessment: 'text',
    details: 'text',
  }),
  talk_supplement: byId({ text: 'text' }),
  decision: byId({ causes: 'json', cause_note: 'text', reason: 'text' }),
  study_plan: byId({ reason: 'text', goal: 'text' }),
  plan_review: byId({ note: 'text', next: 'text' }),
  course_advice: byId({ advice: 'text' }),
  talk_revision: byId({ content: 'text', reason: 'text' }),
  referral: byId({ seen: 'text', cause_note: 'text', causes: 'json' }),
  referral_answer: byId({ reason: 'text' }),
  // A rollback repeats a version under another id.
  listed_fact: { key: 'id', identity: ['student_id', 'row_key'], columns: { payload: 'json' } },
  guardian_entry: byId({ name: 'text', phone: 'text', address: 'text', preference: 'text', reason: 'text' }),
  parent_call: byId({ phone: 'text', who: 'text', told: 'text', answer: 'text', next: 'text' }),
  duty_waiver: byId({ reason: 'text' }),
  quick_phrase: byId({ text: 'text' }),
  queue_key: byId({ key: 'text' }),
  duty_waiver_end: byId({ reason: 'text' }),
  joint_meeting: byId({ content: 'json' }),
  focus_note: byId({ text: 'text' }),
  screening: byId({ facts: 'json' }),
  letter: byId({ addressee: 'json' }),
  letter_content: byId({ content: 'json' }),
  term_summary: byId({ content: 'json' }),
  conference_view: byId({ remark: 'text' }),
  conference_decision: byId({ content: 'json' }),
  service_certificate: byId({ check_code: 'text' }),
  letter_step: byId({ note: 'text' }),
  pairing: byId({ end_note: 'text' }),
  pairing_refusal: byId({ note: 'text' }),
  help_session: byId({ next_time: 'text' }),
  help_review: byId({ note: 'text' }),
  help_check: byId({ note: 'text' }),
  volunteer_guidance: byId({ guidance: 'text', remark: 'text' }),
  application_step: byId({ reason: 'text' }),
  data_request: byId({ was: 'text', wanted: 'text', reason: 'text' }),
  data_request_answer: byId({ reason: 'text', value: 'text', done_where: 'text' }),
} as const satisfies Record<string, SealedTableShape>;

export type SealedTable = keyof typeof SEALED_COLUMNS;
export type SealedColumn<T extends SealedTable> = Extract<
  keyof (typeof SEALED_COLUMNS)[T]['columns'],
  string
>;
