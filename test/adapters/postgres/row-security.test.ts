import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterAs, insertRows } from '#adapters/postgres/context';
import type { Transaction } from '#adapters/postgres/database';
import type { DB } from '#adapters/postgres/generated/schema';
import type { ActorKey } from '#core/application/ports';
import { openTestDatabase, TEST_DRIVERS, type TestDatabase } from '../../support/database';
import { storeCertificates } from './certificates';
import { storeCommendations } from './commendations';
import { conferenceRow, memberRow, preparedRow, storeConferences, viewRow } from './conferences';
import { storeDataRequests } from './data-requests';
import {
  NOW,
  SHA,
  STAFF,
  type StaffName,
  storeRevision,
  storeRoster,
  storeSupport,
  TODAY,
  testDepartment,
} from './department';
import { drawRow, guidanceRow, markRow, noteRow, qaRow, storeFocus, storeGuidance } from './focus';
import { callOf, entryOf, storeGuardians, waiverEndOf, waiverOf } from './guardians';
import { meetingOf, meetingSignatureOf, storeMeetings } from './joint-meetings';
import { storeLetters } from './letters';
import { storePairings } from './pairings';
import { adviceOf, agreementOf, planOf, reviewOf, storePlans } from './plans';
import { storeRecruiting } from './recruiting';
import { storeReminders } from './reminders';
import { storeSummaries, summaryRow, summaryTextRow } from './summaries';

const ours = testDepartment('ours');
const theirs = testDepartment('theirs');
const { ref } = ours;

/** Everyone who might come along, and what they say they are. */
const ACTORS = {
  ...(Object.fromEntries(Object.keys(STAFF).map((name) => [name, ours.as(name as StaffName)])) as Record<
    StaffName,
    ActorKey
  >),
  'the office of another department': theirs.as('office'),
  'an outsider claiming this department': { ...theirs.as('leader'), departmentId: ours.id },
  'an adviser claiming to lead': { ...ours.as('adviser1'), role: 'leader' },
  'a leader before the first day': ours.as('leader', '2026-08-31'),
} satisfies Record<string, ActorKey>;
type ActorName = keyof typeof ACTORS;
const NAMES = Object.keys(ACTORS) as ActorName[];

type Outcomes<T> = Partial<Record<ActorName, T>>;
const spread = <T>(value: T, ...names: ActorName[]): Outcomes<T> =>
  Object.fromEntries(names.map((name) => [name, value]));
const DEPARTMENT = ['leader', 'office'] as const;
const REACH_1 = ['counselorA', 'adviser1'] as const;
const REACH_2 = ['counselorB', 'adviser2'] as const;
const ANY_ROLE = [...DEPARTMENT, ...REACH_1, ...REACH_2, 'teacher', 'volunteer'] as const;

/** What a role that sees everything counts, and what the two sides of the scope do. */
const counted = (all: number, reach1: number, reach2: number): Outcomes<number> => ({
  ...spread(all, ...DEPARTMENT),
  ...spread(reach1, ...REACH_1),
  ...spread(reach2, ...REACH_2),
});

/** Rows of our department that each may read; who is not named reads none. 'no': not even asked. */
const READS: Readonly<Record<keyof DB, Outcomes<number> | 'no'>> = {
  department: spread(1, ...ANY_ROLE),
  calendar_term: spread(1, ...ANY_ROLE),
  calendar_day: spread(2, ...ANY_ROLE),
  identity: spread(1, ...DEPARTMENT),
  activation_code: spread(1, ...DEPARTMENT),
  activation_failure: 'no',
  door_count: 'no',
  retention_rule: spread(0, ...DEPARTMENT),
  retention_run: spread(0, ...DEPARTMENT),
  person: { ...counted(10, 10, 10), teacher: 1, volunteer: 1 },
  area: counted(2, 1, 1),
  class: counted(2, 1, 1),
  assignment: { ...counted(10, 10, 10), teacher: 1, volunteer: 1 },
  assignment_change: spread(1, ...DEPARTMENT),
  class_move: counted(2, 2, 2),
  student: counted(4, 2, 1),
  student_sensitive: counted(2, 1, 1),
  name_spelling: 'no',
  teaching_offering: { ...spread(2, ...DEPARTMENT), teacher: 1 },
  offering_class: { ...spread(3, ...DEPARTMENT), teacher: 1 },
  volunteer: { ...spread(2, ...DEPARTMENT), volunteer: 1 },
  volunteer_profile: { ...spread(1, ...DEPARTMENT, 'counselorA', 'counselorB'), volunteer: 1 },
  pairing_wish: counted(1, 1, 0),
  // Not the volunteer: `my_pairs` tells no more than reading §1 allows.
  pairing: counted(1, 1, 0),
  pairing_refusal: counted(1, 1, 0),
  // Student 1's: two sessions of the volunteer's, one of them confirmed and reviewed.
  help_session: { ...counted(2, 2, 0), volunteer: 2 },
  help_answer: { ...counted(1, 1, 0), volunteer: 1 },
  help_review: { ...counted(1, 1, 0), volunteer: 1 },
  // Not the volunteer, who would know whose word it is.
  help_feedback: counted(1, 1, 0),
  help_code: 'no',
  student_code_failure: 'no',
  // The teacher's of student 1, one each; the adviser of student 1 reads them, that of student 2 does not.
  focus_mark: { ...counted(1, 1, 0), teacher: 1 },
  focus_note: { ...counted(1, 1, 0), teacher: 1 },
  // Two calls; students 1 and 2 have applied, the one of student 1 was accepted.
  volunteer_call: spread(1, ...DEPARTMENT, 'counselorA', 'counselorB'),
  volunteer_application: { ...spread(2, ...DEPARTMENT), counselorA: 1, counselorB: 1 },
  application_step: spread(1, ...DEPARTMENT, 'counselorA'),
  application_failure: 'no',
  // The volunteer's: one taken back, one that stands.
  commendation: { ...spread(2, ...DEPARTMENT, 'counselorA'), volunteer: 2 },
  commendation_member: { ...spread(2, ...DEPARTMENT, 'counselorA'), volunteer: 2 },
  commendation_end: { ...spread(1, ...DEPARTMENT, 'counselorA'), volunteer: 1 },
  // The volunteer's, by whoever may certify: counselor B's students were never helped.
  service_certificate: { ...spread(2, ...DEPARTMENT, 'counselorA'), volunteer: 2 },
  service_certificate_end: { ...spread(1, ...DEPARTMENT, 'counselorA'), volunteer: 1 },
  certified_session: { ...spread(1, ...DEPARTMENT, 'counselorA'), volunteer: 1 },
  certificate_series: spread(1, ...DEPARTMENT, 'counselorA', 'counselorB'),
  certificate_check_failure: 'no',
  // Not the volunteer: `my_guidance` tells what was said, never the judgement.
  volunteer_guidance: counted(1, 1, 0),
  // Ids and a seed; which pair it is, only in reach.
  help_draw: spread(1, ...DEPARTMENT, 'counselorA', 'counselorB'),
  help_draw_pick: spread(1, ...DEPARTMENT, 'counselorA'),
  help_check: spread(1, ...DEPARTMENT, 'counselorA'),
  // The teacher's two sessions, to both of which student 1 was asked; one is reported.
  qa_session: { ...counted(2, 2, 0), teacher: 2 },
  qa_invitation: { ...counted(2, 2, 0), teacher: 2 },
  qa_report: { ...counted(1, 1, 0), teacher: 1 },
  qa_presence: { ...counted(1, 1, 0), teacher: 1 },
  file_object: { leader: 1, office: 1, adviser1: 1 },
  import_batch: spread(3, ...DEPARTMENT),
  import_rollback: spread(1, ...DEPARTMENT),
  import_change: 'no',
  import_preset: { office: 1 },
  import_progress: spread(1, ...DEPARTMENT),
  import_row: spread(3, ...DEPARTMENT),
  import_rejection: spread(1, ...DEPARTMENT),
  grade_row: counted(3, 2, 1),
  course_entry: spread(1, ...DEPARTMENT),
  listed_fact: counted(3, 2, 1),
  policy_version: spread(1, ...ANY_ROLE),
  screening: spread(1, ...DEPARTMENT),
  proposal: counted(3, 1, 1),
  support_case: counted(2, 1, 1),
  decision: counted(2, 1, 1),
  conference: spread(1, ...DEPARTMENT, ...REACH_1, ...REACH_2),
  conference_member: spread(1, ...DEPARTMENT, ...REACH_1, ...REACH_2),
  // One's own word, on a student in reach; the chair's role sees all.
  conference_view: spread(1, ...DEPARTMENT, 'adviser1'),
  conference_decision: spread(1, ...DEPARTMENT),
  conference_minutes: spread(1, ...DEPARTMENT),
  summary_text: spread(1, ...DEPARTMENT),
  term_summary: spread(1, ...DEPARTMENT),
  talk_record: counted(2, 1, 1),
  talk_supplement: counted(2, 1, 1),
  talk_revision: counted(1, 1, 0),
  guardian_entry: counted(2, 1, 1),
  parent_call: counted(2, 1, 1),
  duty_waiver: counted(2, 1, 1),
  duty_waiver_end: counted(1, 0, 1),
  joint_meeting: counted(2, 1, 1),
  joint_meeting_signature: counted(2, 1, 1),
  study_plan: counted(4, 2, 2),
  plan_agreement: counted(2, 1, 1),
  plan_objection: counted(1, 1, 0),
  plan_code: 'no',
  plan_review: counted(2, 1, 1),
  course_advice: counted(2, 1, 1),
  // The teacher filed about student 1, the volunteer about student 2: each sees the own one.
  referral: { ...counted(2, 1, 1), teacher: 1, volunteer: 1 },
  referral_attachment: counted(1, 1, 0),
  talk_attachment: counted(0, 0, 0),
  referral_answer: { leader: 1, office: 1 },
  audit_head: { leader: 1 },
  // Two are a student's word, on a session of help and on a plan.
  audit_event: { leader: 4 },
  letter_wording: spread(1, ...DEPARTMENT),
  letter_template: spread(1, ...DEPARTMENT),
  letter_receipt: spread(1, ...DEPARTMENT),
  letter: counted(2, 1, 1),
  letter_content: counted(1, 1, 0),
  letter_series: { leader: 1 },
  letter_step: counted(2, 1, 1),
  reminder_sweep: {},
  reminder_page: {},
  reminder_told: {},
  reminder_message: { ...spread(3, ...DEPARTMENT), ...spread(1, ...REACH_1), adviser2: 1 },
  reminder_credit: { ...spread(1, ...DEPARTMENT), adviser1: 1 },
  reminder_credit_event: { adviser1: 1 },
  wechat_token: {},
  data_key: spread(1, ...ANY_ROLE),
  key_run: spread(1, ...ANY_ROLE),
  consent: { ...spread(1, ...DEPARTMENT), adviser1: 1 },
  queue_key: { adviser1: 1 },
  quick_phrase: { adviser1: 1 },
  // Asked by the rows above: two applications, two sessions of the volunteer's, what a student said of one, and of a plan.
  text_check: { ...spread(6, ...DEPARTMENT), volunteer: 2 },
  text_check_setting: spread(0, ...DEPARTMENT),
  // Of the teacher, the leader, an adviser (answered), and one of student 1, whose adviser does not see it.
  data_request: { ...spread(4, ...DEPARTMENT), teacher: 1, adviser1: 1 },
  data_request_answer: { ...spread(1, ...DEPARTMENT), adviser1: 1 },
  data_request_setting: spread(0, ...ANY_ROLE),
};

/** Counts what was tried in vain, before anybody knows in which department. */
const isOurs = (table: keyof DB) =>
  table === 'activation_failure' ||
  table === 'door_count' ||
  table === 'student_code_failure' ||
  table === 'certificate_check_failure' ||
  table === 'application_failure'
    ? '$1::uuid is not null'
    : 'department_id = $1';

const department_id = ours.id;
const own = (actor: ActorKey) => actor.personId;
const markOf = (actor: ActorKey, fields = {}) => ({ ...markRow(ours, own(actor)), ...fields });
const noteOf = (actor: ActorKey, fields = {}) => ({ ...noteRow(ours, own(actor)), ...fields });

/** A row that would be right in every way but for who writes it; about student 1 where about one. */
interface Sample<T extends keyof DB = keyof DB> {
  readonly says: string;
  readonly table: T;
  readonly row: (actor: ActorKey) => Record<string, unknown>;
  readonly by: readonly ActorName[];
}
const consentOf = ({ today }: ActorKey, person_id: string) => ({
  department_id,
  id: ref('new'),
  person_id,
  kind: 'guide',
  version: '1',
  answer: 'given',
  on_day: today,
});
const phraseOf = ({ today }: ActorKey, person_id: string) => ({
  department_id,
  id: ref('new'),
  person_id,
  text: 'x1.1.x',
  made_on: today,
});
const queueKeyOf = ({ today }: ActorKey, person_id: string) => ({
  department_id,
  id: ref('new'),
  person_id,
  key: 'x1.1.x',
  made_on: today,
});
const proposal = { department_id, screening_id: ref('screening'), standing: 'identified', tier: '1' };
const decision = {
  department_id,
  id: ref('new'),
  proposal_id: ref('proposal', '3'),
  student_id: ref('student', '3'),
  ordinal: 1,
  outcome: 'dismiss',
  causes: [],
  cause_note: '',
  reason: '已补考通过',
  decided_on: TODAY,
  decided_at: NOW,
};
const presetOf = (by: string) => ({
  department_id,
  signature: 'b'.repeat(64),
  layout: 'classes',
  fields: ['className'],
  saved_by: by,
  saved_at: NOW,
});
const rollbackOf = (by: string) => ({
  department_id,
  id: ref('new'),
  import_id: ref('import'),
  reason: '…',
  restored: 0,
  withdrawn: 0,
  rolled_back_by: by,
  rolled_back_at: NOW,
});
const talkOf = (no: '1' | '2', actor: ActorKey) => ({
  department_id,
  id: ref('new'),
  case_id: ref('case', no),
  student_id: ref('student', no),
  held_on: TODAY,
  mode: 'phone',
  place: '',
  attended: true,
  family: '',
  contact: '',
  problems: '…',
  assessment: '…',
  author_id: own(actor),
  author_role: actor.role,
  filed_on: TODAY,
  filed_at: NOW,
});
const supplementOf = (actor: ActorKey) => ({
  department_id,
  id: ref('new'),
  talk_id: ref('talk', '1'),
  student_id: ref('student', '1'),
  text: '…',
  author_id: own(actor),
  author_role: actor.role,
  filed_on: TODAY,
  filed_at: NOW,
});
const revisionOf = (actor: ActorKey, no: '1' | '2') => ({
  department_id,
  id: ref('new'),
  talk_id: ref('talk', no),
  student_id: ref('student', no),
  ordinal: 2,
  content: 'x1.1.x',
  reason: 'x1.1.x',
  author_id: own(actor),
  revised_on: TODAY,
  revised_at: NOW,
});
const referralOf = (actor: ActorKey) => ({
  department_id,
  id: ref('new'),
  student_id: ref('student', '1'),
  student_no: '202400000001',
  student_name: '学生1',
  causes: [],
  cause_note: '',
  seen: '…',
  referrer_id: own(actor),
  referrer_role: actor.role,
  filed_on: TODAY,
  filed_at: NOW,
});
const photoOf = () => ({
  department_id,
  id: ref('new'),
  referral_id: ref('referral', '1'),
  position: 9,
  path: `${ours.id}/new`,
  content_type: 'image/png',
  bytes: 9,
});
const answerOf = (actor: ActorKey, no: '1' | '2', outcome: string) => ({
  department_id,
  id: ref('new'),
  referral_id: ref('referral', no),
  ordinal: outcome === 'withdrawn' ? 1 : 2,
  outcome,
  term: outcome === 'withdrawn' ? null : '2025-2026-2',
  reason: '…',
  answered_on: TODAY,
  answered_at: NOW,
  answered_by: own(actor),
});
const importOf = (createdBy: string) => ({
  department_id,
  id: ref('new'),
  kind: 'grades',
  file_name: 'a.csv',
  file_id: ref('file'),
  sha256: SHA,
  layout: 'x',
  mapping: [],
  terms: [],
  state: 'previewed',
  rows_read: 0,
  students: 0,
  count_new: 0,
  count_changed: 0,
  count_unchanged: 0,
  count_rejected: 0,
  unknown_students: [],
  created_by: createdBy,
  created_at: NOW,
});
const fileOf = (purpose: string, createdBy: string) => ({
  department_id,
  id: ref('new'),
  path: `${ours.id}/new`,
  file_name: 'new.pdf',
  purpose,
  created_by: createdBy,
  created_at: NOW,
});
const screeningOf = (ranBy: string) => ({
  department_id,
  id: ref('new'),
  term: '2025-2026-2',
  kind: 'official',
  policy_id: '2015',
  policy_version: '1',
  import_ids: [],
  file_names: [],
  students: 0,
  identified: 0,
  tier_watch: 0,
  tier_1: 0,
  tier_2: 0,
  tier_3: 0,
  ran_on: TODAY,
  ran_at: NOW,
  ran_by: ranBy,
});
const versionOf = (madeBy: string) => ({
  department_id,
  id: ref('new'),
  ordinal: 2,
  policy_id: '2015',
  version: '2015.2-2',
  effective_from: TODAY,
  body: {},
  differences: [],
  reason: '试改',
  made_by: madeBy,
  made_at: NOW,
});
const caseOf = {
  department_id,
  id: ref('new'),
  student_id: ref('student', '3'),
  term: '2025-2026-2',
  tier: '1',
  status: 'open',
  opened_on: TODAY,
  proposal_id: ref('proposal', '3'),
  outstanding: 1200,
};
const eventOf = (actor: ActorKey) => ({
  department_id,
  on_day: actor.today,
  person_id: own(actor),
  role: actor.role,
  action: 'a',
  subject_type: 'student',
  subject_id: ref('student', '1'),
  detail: {},
});
const codeOf = (actor: ActorKey) => ({
  department_id,
  id: ref('new'),
  person_id: ref('person', 'adviser1'),
  code_hash: SHA,
  issued_by: own(actor),
  issued_at: NOW,
  expires_at: '2026-09-21T00:00:00.000Z',
});
const creditOf = (kind: string, personId: string) => ({
  department_id,
  id: ref('new'),
  person_id: personId,
  template: 'duties',
  kind,
  change: 0,
  message_id: kind === 'spent' ? firstMessage : null,
  at: NOW,
});
/** Somebody in the place of adviser 1, for a class of another. */
const standInOf = (personId: string) => ({
  department_id,
  id: ref('new'),
  person_id: personId,
  role: 'adviser',
  class_id: ref('class', '1'),
  first_day: TODAY,
  last_day: TODAY,
  acting_for: ref('person', 'adviser1'),
});
const changeOf = (changedBy: string, actingFor: string | null) => ({
  department_id,
  id: ref('new'),
  request_id: ref('new'),
  assignment_id: ref('assignment', 'adviser2'),
  person_id: ref('person', 'adviser2'),
  role: 'adviser',
  class_id: ref('class', '1'),
  kind: 'given',
  first_day: TODAY,
  acting_for: actingFor,
  reason: '出差',
  changed_by: changedBy,
  changed_at: NOW,
});
/** Of a message only its shape matters: the policy looks before the foreign key does. */
const firstMessage = ref('message');
const only = (row: Record<string, unknown>) => (): Record<string, unknown> => ({ department_id, ...row });

const pairingOf = (actor: ActorKey, fields: Record<string, unknown> = {}) => ({
  department_id,
  id: ref('new'),
  case_id: ref('case', '2'),
  student_id: ref('student', '2'),
  volunteer_id: ref('person', 'former'),
  first_day: TODAY,
  courses: [],
  agreed_contact: '',
  because: '',
  made_by: own(actor),
  made_at: NOW,
  ...fields,
});
const sessionOf = (actor: ActorKey) => ({
  department_id,
  id: ref('new'),
  pairing_id: ref('pairing'),
  volunteer_id: own(actor),
  kind: 'held',
  held_on: TODAY,
  from_minute: 900,
  to_minute: 960,
  course: '',
  done: '…',
  next_time: '',
  filed_on: TODAY,
  filed_at: NOW,
});
const stepOf = (actor: ActorKey, kind: string, no: '1' | '2' = '1') => ({
  department_id,
  id: ref('new'),
  application_id: ref('application', no),
  ordinal: 9,
  kind,
  on_day: TODAY,
  item: kind === 'trained' ? 0 : null,
  reason: '…',
  told: '…',
  at: NOW,
  by_person: own(actor),
});
const certificateOf = (actor: ActorKey) => ({
  department_id,
  id: ref('new'),
  volunteer_id: ref('person', 'volunteer'),
  year: 2026,
  serial: 9,
  number: '9号',
  content: {},
  content_hash: SHA,
  code_hash: 'c'.repeat(64),
  check_code: '…',
  issued_on: TODAY,
  issued_at: NOW,
  issued_by: own(actor),
});
const refusalOf = (actor: ActorKey) => ({
  department_id,
  id: ref('new'),
  student_id: ref('student', '2'),
  volunteer_id: ref('person', 'volunteer'),
  refused_by: 'volunteer',
  note: '',
  recorded_by: own(actor),
  recorded_on: TODAY,
});

const letterStepOf = (actor: ActorKey, fields: Record<string, unknown> = {}) => ({
  department_id,
  id: ref('new'),
  letter_id: ref('letter', '1'),
  ordinal: 9,
  state: 'printed',
  on_day: TODAY,
  note: '',
  at: NOW,
  by_person: own(actor),
  ...fields,
});

const requestOf = ({ personId, today }: ActorKey, fields: Record<string, unknown> = {}) => ({
  department_id,
  id: ref('new'),
  person_id: personId,
  student_id: null,
  kind: 'erasure',
  field: null,
  was: '',
  wanted: 'x',
  reason: '',
  identity_check: null,
  asked_on: today,
  asked_at: NOW,
  due_on: '2026-09-30',
  entered_by: personId,
  ...fields,
});
const settledOf = (actor: ActorKey, of: 'teacher' | 'leader' | 'student', outcome = 'refused') => ({
  department_id,
  id: ref('new'),
  request_id: ref('data request', of),
  person_id: of === 'student' ? null : ref('person', of),
  student_id: of === 'student' ? ref('student', '1') : null,
  outcome,
  reason: 'x',
  value: '',
  done_where: '',
  settled_on: actor.today,
  settled_at: NOW,
  settled_by: own(actor),
});

const INSERTS: readonly Sample[] = [
  {
    says: 'a request about one’s own data',
    table: 'data_request',
    by: ANY_ROLE,
    row: (actor) => requestOf(actor),
  },
  {
    says: 'a request about another’s data',
    table: 'data_request',
    by: ['teacher'],
    row: (actor) => requestOf(actor, { person_id: ref('person', 'teacher') }),
  },
  {
    says: 'the request of a student who came',
    table: 'data_request',
    by: ['office'],
    row: (actor) =>
      requestOf(actor, { person_id: null, student_id: ref('student', '1'), identity_check: 'known' }),
  },
  {
    says: 'the answer to a teacher’s request',
    table: 'data_request_answer',
    by: DEPARTMENT,
    row: (actor) => settledOf(actor, 'teacher'),
  },
  {
    says: 'the answer to the leader’s request',
    table: 'data_request_answer',
    by: ['office'],
    row: (actor) => settledOf(actor, 'leader'),
  },
  {
    says: 'that a teacher took a request back',
    table: 'data_request_answer',
    by: ['teacher'],
    row: (actor) => settledOf(actor, 'teacher', 'withdrawn'),
  },
  {
    says: 'that a student took a request back',
    table: 'data_request_answer',
    by: ['office'],
    row: (actor) => settledOf(actor, 'student', 'withdrawn'),
  },
  {
    says: 'the days within which a request is answered',
    table: 'data_request_setting',
    by: DEPARTMENT,
    row: (actor) => ({ department_id, days: 10, set_by: own(actor), set_on: actor.today }),
  },
  {
    says: 'a draft of a letter',
    table: 'letter',
    by: ['office'],
    row: (actor) => ({
      department_id,
      id: ref('new'),
      case_id: ref('case', '1'),
      student_id: ref('student', '1'),
      addressee: '…',
      state: 'draft',
      state_on: TODAY,
      is_live: false,
      drafted_on: TODAY,
      drafted_at: NOW,
      drafted_by: own(actor),
    }),
  },
  {
    says: 'what a letter says',
    table: 'letter_content',
    by: ['leader'],
    row: only({
      id: ref('letter', '2'),
      year: 2026,
      serial: 9,
      number: '9号',
      content: '…',
      content_hash: SHA,
    }),
  },
  { says: 'a year of letters', table: 'letter_series', by: ['leader'], row: only({ year: 2027, last: 1 }) },
  {
    says: 'a step of a letter',
    table: 'letter_step',
    by: [...DEPARTMENT],
    row: (actor) => letterStepOf(actor),
  },
  {
    says: 'an approval',
    table: 'letter_step',
    by: ['leader'],
    row: (actor) => letterStepOf(actor, { state: 'approved' }),
  },
  {
    says: 'a step of tomorrow',
    table: 'letter_step',
    by: [],
    row: (actor) => letterStepOf(actor, { on_day: '2099-01-01' }),
  },
  {
    says: 'a .docx template',
    table: 'letter_template',
    by: ['office'],
    row: (actor) => ({
      department_id,
      id: ref('new'),
      ordinal: 9,
      file_name: '模板.docx',
      saved_on: TODAY,
      saved_at: NOW,
      saved_by: own(actor),
    }),
  },
  {
    says: 'the photo of a receipt',
    table: 'letter_receipt',
    by: ['office'],
    row: (actor) => ({
      department_id,
      id: ref('new'),
      letter_id: ref('letter', '1'),
      path: 'x',
      content_type: 'image/png',
      bytes: 9,
      added_on: TODAY,
      added_by: own(actor),
    }),
  },
  {
    says: 'a wording',
    table: 'letter_wording',
    by: ['office'],
    row: (actor) => ({
      department_id,
      id: ref('new'),
      ordinal: 9,
      wording: {},
      saved_on: TODAY,
      saved_at: NOW,
      saved_by: own(actor),
    }),
  },
  {
    // One goes on already: whoever may open one meets the index, the others the policy.
    says: 'a meeting of tomorrow',
    table: 'conference',
    by: [],
    row: (actor) => ({ ...conferenceRow(department_id, ours, own(actor)), held_on: '2099-01-01' }),
  },
  {
    says: 'oneself on the present list',
    table: 'conference_member',
    by: [...DEPARTMENT, 'adviser2', 'counselorA', 'counselorB'],
    row: (actor) => ({
      ...memberRow(department_id, ours, own(actor), actor.role),
      ...(actor.personId === ref('person', 'adviser1') ? { marked_by: ref('person', 'leader') } : {}),
    }),
  },
  {
    says: 'another on the present list',
    table: 'conference_member',
    by: [...DEPARTMENT],
    row: (actor) => ({
      ...memberRow(department_id, ours, own(actor), 'adviser'),
      person_id: ref('person', 'former'),
    }),
  },
  {
    says: 'a view in the name of adviser 1',
    table: 'conference_view',
    by: [...DEPARTMENT, 'adviser1'],
    row: (actor) => viewRow(department_id, ours, own(actor)),
  },
  {
    says: 'a view of a student out of reach',
    table: 'conference_view',
    by: [...DEPARTMENT],
    row: (actor) => ({ ...viewRow(department_id, ours, own(actor)), student_id: ref('student', '2') }),
  },
  {
    says: 'a prepared decision',
    table: 'conference_decision',
    by: [...DEPARTMENT],
    row: (actor) => preparedRow(department_id, ours, own(actor)),
  },
  {
    says: 'words of a summary',
    table: 'summary_text',
    by: [...DEPARTMENT],
    row: (actor) => summaryTextRow(department_id, ref('new'), own(actor)),
  },
  {
    says: 'words of a summary of tomorrow',
    table: 'summary_text',
    by: [],
    row: (actor) => ({ ...summaryTextRow(department_id, ref('new'), own(actor)), saved_on: '2099-01-01' }),
  },
  {
    says: 'a signed summary',
    table: 'term_summary',
    by: ['leader'],
    row: (actor) => summaryRow(department_id, ref('new'), own(actor)),
  },
  { says: 'a pair', table: 'pairing', by: [...DEPARTMENT, 'counselorB'], row: (actor) => pairingOf(actor) },
  {
    says: 'a pair in another’s name',
    table: 'pairing',
    by: [],
    row: (actor) => pairingOf(actor, { made_by: ref('person', 'former') }),
  },
  {
    says: 'a pair of another day',
    table: 'pairing',
    by: [],
    row: (actor) => pairingOf(actor, { first_day: '2026-09-01' }),
  },
  { says: 'a lesson of the own course', table: 'focus_mark', by: ['teacher'], row: (actor) => markOf(actor) },
  {
    says: 'a lesson of a student who needs no focus',
    table: 'focus_mark',
    by: [],
    row: (actor) => markOf(actor, { student_id: ref('student', '4') }),
  },
  {
    says: 'a lesson of another’s course',
    table: 'focus_mark',
    by: [],
    row: (actor) => markOf(actor, { offering_id: ref('offering', 'other') }),
  },
  { says: 'a month’s note', table: 'focus_note', by: ['teacher'], row: (actor) => noteOf(actor) },
  {
    says: 'a note on a student of another class',
    table: 'focus_note',
    by: [],
    row: (actor) => noteOf(actor, { student_id: ref('student', '2') }),
  },
  {
    says: 'a note of another day',
    table: 'focus_note',
    by: [],
    row: (actor) => noteOf(actor, { noted_on: '2026-09-01' }),
  },
  {
    says: 'a draw of pairs',
    table: 'help_draw',
    by: ['leader', 'counselorA', 'counselorB'],
    row: (actor) => drawRow(ours, own(actor)),
  },
  {
    says: 'a draw in another’s name',
    table: 'help_draw',
    by: [],
    row: () => drawRow(ours, ref('person', 'former')),
  },
  {
    says: 'a check in another’s name',
    table: 'help_check',
    by: [],
    row: () => ({
      department_id,
      draw_id: ref('draw'),
      pairing_id: ref('pairing'),
      outcome: 'in-order',
      note: '',
      checked_on: TODAY,
      checked_at: NOW,
      checked_by: ref('person', 'former'),
    }),
  },
  {
    says: 'guidance of a volunteer',
    table: 'volunteer_guidance',
    by: ['counselorA'],
    row: (actor) => guidanceRow(ours, own(actor)),
  },
  {
    says: 'guidance of whom the student was never paired with',
    table: 'volunteer_guidance',
    by: [],
    row: (actor) => ({ ...guidanceRow(ours, own(actor)), volunteer_id: ref('person', 'former') }),
  },
  { says: 'a Q&A session', table: 'qa_session', by: ['teacher'], row: (actor) => qaRow(ours, own(actor)) },
  {
    says: 'a Q&A session of another’s course',
    table: 'qa_session',
    by: [],
    row: (actor) => ({ ...qaRow(ours, own(actor)), offering_id: ref('offering', 'other') }),
  },
  ...(['qa_invitation', 'qa_presence'] as const).map((table) => ({
    says: `who needs no focus, in ${table}`,
    table,
    by: [],
    row: () => ({ department_id, session_id: ref('qa', 'open session'), student_id: ref('student', '4') }),
  })),
  {
    says: 'how a Q&A session went',
    table: 'qa_report',
    by: ['teacher'],
    row: () => ({
      department_id,
      session_id: ref('qa', 'open session'),
      outcome: 'held',
      others: 0,
      topics: '第三章',
      reported_on: TODAY,
      reported_at: NOW,
    }),
  },
  {
    says: 'a session of help',
    table: 'help_session',
    by: ['volunteer'],
    row: (actor) => sessionOf(actor),
  },
  {
    says: 'a session of another’s pair',
    table: 'help_session',
    by: [],
    row: (actor) => ({ ...sessionOf(actor), volunteer_id: ref('person', 'former') }),
  },
  {
    says: 'a session of before the pair',
    table: 'help_session',
    by: [],
    row: (actor) => ({ ...sessionOf(actor), held_on: '2026-09-01' }),
  },
  {
    says: 'the student’s word',
    table: 'help_answer',
    by: [],
    row: () => ({
      department_id,
      session_id: ref('session', 'open'),
      outcome: 'confirmed',
      answered_on: TODAY,
      answered_at: NOW,
      phone_print: SHA,
    }),
  },
  {
    says: 'that a session is withdrawn',
    table: 'help_answer',
    by: ['volunteer'],
    row: () => ({
      department_id,
      session_id: ref('session', 'open'),
      outcome: 'withdrawn',
      answered_on: TODAY,
      answered_at: NOW,
    }),
  },
  {
    says: 'the counselor’s word on a long day',
    table: 'help_review',
    by: ['leader', 'counselorA'],
    row: (actor) => ({
      department_id,
      id: ref('new'),
      session_id: ref('session'),
      ordinal: 2,
      outcome: 'approved',
      note: '',
      reviewed_by: own(actor),
      reviewed_on: TODAY,
    }),
  },
  {
    says: 'a student’s word on how it helped',
    table: 'help_feedback',
    by: [],
    row: () => ({
      department_id,
      session_id: ref('session', 'open'),
      helpful: 'yes',
      wish: '',
      said_on: TODAY,
      said_at: NOW,
    }),
  },
  {
    says: 'a code',
    table: 'help_code',
    by: [],
    row: () => ({ department_id, session_id: ref('session'), code_hash: SHA, expires_at: NOW }),
  },
  {
    says: 'a code tried in vain',
    table: 'student_code_failure',
    by: [],
    row: () => ({ phone_print: 'a', student_print: 'a', at: NOW }),
  },
  {
    says: 'a call for volunteers',
    table: 'volunteer_call',
    by: [...DEPARTMENT, 'counselorA', 'counselorB'],
    row: (actor) => ({
      department_id,
      id: ref('new'),
      term: '2026-2027-1',
      title: '招募',
      asks: '…',
      training: [],
      closes_on: '2026-09-30',
      made_by: own(actor),
      made_on: TODAY,
      made_at: NOW,
    }),
  },
  {
    says: 'an application, but by the function',
    table: 'volunteer_application',
    by: [],
    row: () => ({
      department_id,
      id: ref('new'),
      call_id: ref('volunteer call'),
      student_id: ref('student', '3'),
      phone_print: SHA,
      courses: [{}],
      free_periods: [],
      campus: '',
      contact: '',
      why: '',
      filed_on: TODAY,
      filed_at: NOW,
    }),
  },
  {
    says: 'a student chosen to be a volunteer',
    table: 'application_step',
    by: ['leader', 'counselorB'],
    row: (actor) => stepOf(actor, 'declined', '2'),
  },
  {
    says: 'training',
    table: 'application_step',
    by: [...DEPARTMENT, 'counselorA'],
    row: (actor) => stepOf(actor, 'trained'),
  },
  {
    says: 'a volunteer put to work',
    table: 'application_step',
    by: ['office'],
    row: (actor) => stepOf(actor, 'activated'),
  },
  {
    says: 'that an applicant withdrew',
    table: 'application_step',
    by: [],
    row: (actor) => ({ ...stepOf(actor, 'withdrawn'), by_person: null }),
  },
  {
    says: 'an application in vain',
    table: 'application_failure',
    by: [],
    row: () => ({ phone_print: 'a', at: NOW }),
  },
  {
    says: 'a commendation',
    table: 'commendation',
    by: ['leader'],
    row: (actor) => ({
      department_id,
      id: ref('new'),
      term: '2026-2027-1',
      kind: 'team',
      title: '小组',
      reason: '…',
      figures: {},
      decided_on: TODAY,
      decided_at: NOW,
      decided_by: own(actor),
    }),
  },
  {
    says: 'who is commended',
    table: 'commendation_member',
    by: ['leader'],
    row: only({ commendation_id: ref('commendation', 'standing'), volunteer_id: ref('person', 'former') }),
  },
  {
    says: 'that a commendation is taken back',
    table: 'commendation_end',
    by: ['leader'],
    row: (actor) => ({
      department_id,
      commendation_id: ref('commendation', 'standing'),
      reason: '…',
      ended_on: TODAY,
      ended_by: own(actor),
    }),
  },
  {
    says: 'a certificate',
    table: 'service_certificate',
    by: [...DEPARTMENT, 'counselorA'],
    row: (actor) => certificateOf(actor),
  },
  {
    says: 'a certificate in another’s name',
    table: 'service_certificate',
    by: [],
    row: (actor) => ({ ...certificateOf(actor), issued_by: ref('person', 'former') }),
  },
  {
    says: 'a certificate of who never helped',
    table: 'service_certificate',
    by: [],
    row: (actor) => ({ ...certificateOf(actor), volunteer_id: ref('person', 'former') }),
  },
  {
    says: 'that a certificate no longer stands',
    table: 'service_certificate_end',
    by: [...DEPARTMENT, 'counselorA'],
    row: (actor) => ({
      department_id,
      certificate_id: ref('certificate', 'valid'),
      kind: 'withdrawn',
      reason: '…',
      ended_on: TODAY,
      ended_at: NOW,
      ended_by: own(actor),
    }),
  },
  {
    says: 'a year of certificates',
    table: 'certificate_series',
    by: [...DEPARTMENT, 'counselorA', 'counselorB'],
    row: only({ year: 2027, last: 1 }),
  },
  {
    says: 'a session that is certified',
    table: 'certified_session',
    by: [...DEPARTMENT, 'counselorA'],
    row: only({ certificate_id: ref('certificate', 'valid'), session_id: ref('session') }),
  },
  {
    says: 'a check code tried in vain',
    table: 'certificate_check_failure',
    by: [],
    row: () => ({ phone_print: 'a', at: NOW }),
  },
  { says: 'a refusal', table: 'pairing_refusal', by: [...DEPARTMENT, 'counselorB'], row: refusalOf },
  {
    says: 'a student’s wish',
    table: 'pairing_wish',
    by: [...DEPARTMENT, 'counselorB'],
    row: (actor) => ({
      department_id,
      student_id: ref('student', '2'),
      free_periods: ['1-1'],
      saved_by: own(actor),
      saved_at: NOW,
    }),
  },
  {
    says: 'a volunteer’s profile',
    table: 'volunteer_profile',
    by: [...DEPARTMENT, 'counselorA', 'counselorB'],
    row: (actor) => ({
      department_id,
      person_id: ref('person', 'former'),
      passed: [],
      places: 2,
      saved_by: own(actor),
      saved_at: NOW,
    }),
  },
  {
    says: 'a department',
    table: 'department',
    by: [],
    row: () => ({ department_id: ref('new'), name: 'a', short_name: 'a', policy_id: '2015' }),
  },
  {
    says: 'a term',
    table: 'calendar_term',
    by: ['office'],
    row: only({ term: '2026-2027-2', first_day: TODAY, last_day: TODAY }),
  },
  {
    says: 'a holiday',
    table: 'calendar_day',
    by: ['office'],
    row: (actor) => ({
      department_id,
      day: '2026-10-02',
      kind: 'holiday',
      note: '运动会',
      entered_by: own(actor),
      entered_on: TODAY,
    }),
  },
  {
    says: 'an identity',
    table: 'identity',
    by: [],
    row: only({
      provider: 'wechat',
      subject: 'new',
      person_id: ref('person', 'leader'),
      binding_id: ref('new'),
      bound_at: NOW,
    }),
  },
  { says: 'an activation code', table: 'activation_code', by: ['office'], row: codeOf },
  {
    says: 'an activation code in another’s name',
    table: 'activation_code',
    by: [],
    row: (actor) => ({ ...codeOf(actor), issued_by: ref('person', 'former') }),
  },
  {
    says: 'an attempt in vain',
    table: 'activation_failure',
    by: [],
    row: () => ({ subject_hash: 'a', work_no_hash: 'a', at: NOW }),
  },
  {
    says: 'a person',
    table: 'person',
    by: ['office'],
    row: only({ id: ref('new'), work_no: 'new', name: '新' }),
  },
  { says: 'an area', table: 'area', by: ['office'], row: only({ id: ref('new'), name: '新' }) },
  { says: 'a class', table: 'class', by: ['office'], row: only({ id: ref('new'), name: '新' }) },
  {
    says: 'an assignment to lead, for oneself',
    table: 'assignment',
    by: ['office'],
    row: (actor) => ({
      department_id,
      id: ref('new'),
      person_id: own(actor),
      role: 'leader',
      first_day: '2026-01-01',
    }),
  },
  {
    says: 'someone who stands in',
    table: 'assignment',
    by: ['leader', 'office'],
    row: () => standInOf(ref('person', 'adviser2')),
  },
  {
    says: 'an assignment that was changed',
    table: 'assignment_change',
    by: ['office'],
    row: (actor) => changeOf(own(actor), null),
  },
  {
    says: 'a change of who stands in',
    table: 'assignment_change',
    by: ['leader', 'office'],
    row: (actor) => changeOf(own(actor), ref('person', 'adviser1')),
  },
  {
    says: 'a change in another’s name',
    table: 'assignment_change',
    by: [],
    row: () => changeOf(ref('person', 'former'), null),
  },
  {
    says: 'a move of a class',
    table: 'class_move',
    by: [],
    row: only({ class_id: ref('class', '1'), on_day: '2026-09-01' }),
  },
  {
    says: 'a student',
    table: 'student',
    by: ['office'],
    row: only({ id: ref('new'), student_no: 'new', name: '新', class_id: ref('class', '1') }),
  },
  {
    says: 'what is sensitive',
    table: 'student_sensitive',
    by: ['office'],
    row: only({ student_id: ref('student', '4'), family: '…' }),
  },
  {
    says: 'an offering',
    table: 'teaching_offering',
    by: ['office'],
    row: (actor) => ({
      department_id,
      id: ref('new'),
      term: '2026-2027-1',
      course_code: 'new',
      course_name: '新',
      teacher_id: own(actor),
    }),
  },
  {
    says: 'a class of an offering',
    table: 'offering_class',
    by: ['office'],
    row: only({
      id: ref('new'),
      offering_id: ref('offering'),
      class_id: ref('class', '2'),
      is_withdrawn: false,
    }),
  },
  {
    says: 'what a volunteer can help with',
    table: 'volunteer',
    by: ['office'],
    row: only({ id: ref('new'), person_id: ref('person', 'future'), courses: ['遗传学'] }),
  },
  {
    says: 'a paper of one’s own',
    table: 'file_object',
    by: [...DEPARTMENT, ...REACH_1, ...REACH_2, 'volunteer'],
    row: (actor) => fileOf('paper', own(actor)),
  },
  {
    says: 'a file to import',
    table: 'file_object',
    by: ['office'],
    row: (actor) => fileOf('import', own(actor)),
  },
  {
    says: 'a photo of one’s own',
    table: 'file_object',
    by: ANY_ROLE,
    row: (actor) => ({
      ...fileOf('photo', own(actor)),
      path: `${ours.id}/referrals/${own(actor)}/${fileOf('photo', own(actor)).id}`,
    }),
  },
  {
    says: 'a photo in another’s folder',
    table: 'file_object',
    by: [],
    row: (actor) => ({
      ...fileOf('photo', own(actor)),
      path: `${ours.id}/referrals/${ref('person', 'former')}/${fileOf('photo', own(actor)).id}`,
    }),
  },
  {
    says: 'how long data is kept',
    table: 'retention_rule',
    by: ['leader'],
    row: (actor) => ({
      department_id,
      id: ref('new'),
      kind: 'imports',
      months: 12,
      set_by: own(actor),
      set_role: actor.role,
      set_on: TODAY,
      set_at: NOW,
    }),
  },
  {
    says: 'a paper in another’s name',
    table: 'file_object',
    by: [],
    row: () => fileOf('paper', ref('person', 'teacher')),
  },
  { says: 'an import', table: 'import_batch', by: ['office'], row: (actor) => importOf(own(actor)) },
  {
    says: 'an import in another’s name',
    table: 'import_batch',
    by: [],
    row: () => importOf(ref('person', 'former')),
  },
  {
    says: 'a staged row',
    table: 'import_row',
    by: ['office'],
    row: only({ import_id: ref('import', 'previewed'), position: 9, row_no: 9, change: 'new', payload: {} }),
  },
  {
    says: 'how far an import is',
    table: 'import_progress',
    by: ['office'],
    row: only({ import_id: ref('import', 'begun'), step: 'stage', rows_done: 1, rows_total: 2 }),
  },
  {
    says: 'a rejected row',
    table: 'import_rejection',
    by: ['office'],
    row: only({
      import_id: ref('import', 'previewed'),
      position: 9,
      file_name: 'a',
      row_no: 9,
      column_name: 'a',
      value: 'a',
      reason: 'a',
    }),
  },
  {
    says: 'a preset',
    table: 'import_preset',
    by: ['office'],
    row: (actor) => presetOf(own(actor)),
  },
  {
    says: 'a preset in another’s name',
    table: 'import_preset',
    by: [],
    row: () => presetOf(ref('person', 'former')),
  },
  {
    says: 'a rollback',
    table: 'import_rollback',
    by: ['office'],
    row: (actor) => rollbackOf(own(actor)),
  },
  {
    says: 'a rollback in another’s name',
    table: 'import_rollback',
    by: [],
    row: () => rollbackOf(ref('person', 'former')),
  },
  {
    says: 'a row of a list',
    table: 'listed_fact',
    by: ['office'],
    row: only({
      id: ref('new'),
      kind: 'discipline',
      student_id: ref('student', '1'),
      import_id: ref('import'),
      row_key: 'discipline|new',
      content_hash: 'a',
      file_name: 'a',
      row_no: 9,
      payload: {},
    }),
  },
  {
    says: 'a course',
    table: 'course_entry',
    by: ['office'],
    row: only({ id: ref('new'), import_id: ref('import'), code: 'new', credit: 100 }),
  },
  {
    says: 'a grade',
    table: 'grade_row',
    by: ['office'],
    row: only({
      id: ref('new'),
      student_id: ref('student', '1'),
      import_id: ref('import'),
      row_key: 'new',
      content_hash: 'a',
      file_name: 'a',
      row_no: 9,
      student_no: '202400000001',
      term: '2025-2026-2',
      course_code: 'a',
      course_name: 'a',
      nature: '必修课',
      credit: 100,
      is_retake: false,
      is_minor: false,
      is_void: false,
    }),
  },
  {
    says: 'a version of the rule',
    table: 'policy_version',
    by: DEPARTMENT,
    row: (actor) => versionOf(own(actor)),
  },
  {
    says: 'a version of the rule in another’s name',
    table: 'policy_version',
    by: [],
    row: () => versionOf(ref('person', 'former')),
  },
  { says: 'a screening', table: 'screening', by: DEPARTMENT, row: (actor) => screeningOf(own(actor)) },
  {
    says: 'a screening in another’s name',
    table: 'screening',
    by: [],
    row: () => screeningOf(ref('person', 'former')),
  },
  {
    says: 'a proposal',
    table: 'proposal',
    by: DEPARTMENT,
    row: () => ({
      ...proposal,
      id: ref('new'),
      student_id: ref('student', '4'),
      outstanding: 1200,
      result: {},
    }),
  },
  { says: 'a case', table: 'support_case', by: ['leader'], row: () => caseOf },
  {
    says: 'a decision',
    table: 'decision',
    by: ['leader'],
    row: (actor) => ({ ...decision, decided_by: own(actor) }),
  },
  {
    says: 'a decision in another’s name',
    table: 'decision',
    by: [],
    row: () => ({ ...decision, decided_by: ref('person', 'office') }),
  },
  { says: 'a talk with student 1', table: 'talk_record', by: REACH_1, row: (actor) => talkOf('1', actor) },
  { says: 'a talk with student 2', table: 'talk_record', by: REACH_2, row: (actor) => talkOf('2', actor) },
  {
    says: 'a talk in another’s name',
    table: 'talk_record',
    by: [],
    row: (actor) => ({ ...talkOf('1', actor), author_id: ref('person', 'former') }),
  },
  {
    says: 'a talk in a role that one does not act in',
    table: 'talk_record',
    by: ['adviser1'],
    row: (actor) => ({ ...talkOf('1', actor), author_role: 'adviser' }),
  },
  {
    says: 'a talk filed on another day',
    table: 'talk_record',
    by: [],
    row: (actor) => ({ ...talkOf('1', actor), filed_on: '2026-09-20' }),
  },
  {
    says: 'a correction of one’s own record',
    table: 'talk_revision',
    by: ['adviser1'],
    row: (actor) => revisionOf(actor, '1'),
  },
  {
    says: 'a correction in the author’s name',
    table: 'talk_revision',
    by: ['adviser1'],
    row: (actor) => ({ ...revisionOf(actor, '1'), author_id: ref('person', 'adviser1') }),
  },
  { says: 'an opinion on student 1', table: 'talk_supplement', by: ['counselorA'], row: supplementOf },
  {
    says: 'an opinion in a role that one does not act in',
    table: 'talk_supplement',
    by: ['counselorA'],
    row: (actor) => ({ ...supplementOf(actor), author_role: 'counselor' }),
  },
  {
    says: 'an opinion in another’s name',
    table: 'talk_supplement',
    by: [],
    row: (actor) => ({ ...supplementOf(actor), author_id: ref('person', 'former') }),
  },
  { says: 'a referral', table: 'referral', by: ANY_ROLE, row: referralOf },
  {
    says: 'a referral in another’s name',
    table: 'referral',
    by: [],
    row: (actor) => ({ ...referralOf(actor), referrer_id: ref('person', 'former') }),
  },
  {
    says: 'a referral in a role that one does not act in',
    table: 'referral',
    by: ['teacher'],
    row: (actor) => ({ ...referralOf(actor), referrer_role: 'teacher' }),
  },
  {
    says: 'a referral about a student whose name one does not know',
    table: 'referral',
    by: [],
    row: (actor) => ({ ...referralOf(actor), student_name: '学生2' }),
  },
  {
    says: 'a referral about one student under the name of another',
    table: 'referral',
    by: [],
    row: (actor) => ({ ...referralOf(actor), student_id: ref('student', '2') }),
  },
  { says: 'a photo to one’s own referral', table: 'referral_attachment', by: ['teacher'], row: photoOf },
  {
    says: 'an answer',
    table: 'referral_answer',
    by: ['leader'],
    row: (actor) => answerOf(actor, '1', 'accepted'),
  },
  {
    says: 'an answer in another’s name',
    table: 'referral_answer',
    by: [],
    row: (actor) => ({ ...answerOf(actor, '1', 'accepted'), answered_by: ref('person', 'office') }),
  },
  {
    says: 'a withdrawal of one’s own referral',
    table: 'referral_answer',
    by: ['volunteer'],
    row: (actor) => answerOf(actor, '2', 'withdrawn'),
  },
  {
    says: 'one’s own word of consent',
    table: 'consent',
    by: ANY_ROLE,
    row: (actor) => consentOf(actor, own(actor)),
  },
  {
    says: 'a word of consent in another’s name',
    table: 'consent',
    by: ['leader'],
    row: (actor) => consentOf(actor, ref('person', 'leader')),
  },
  {
    says: 'a phrase of one’s own',
    table: 'quick_phrase',
    by: ANY_ROLE,
    row: (actor) => phraseOf(actor, own(actor)),
  },
  {
    says: 'a phrase in another’s name',
    table: 'quick_phrase',
    by: ['leader'],
    row: (actor) => phraseOf(actor, ref('person', 'leader')),
  },
  {
    says: 'one’s own queue key',
    table: 'queue_key',
    by: ANY_ROLE.filter((name) => name !== 'adviser1'),
    // adviser1 has one already, and is tried with the leader's name.
    row: (actor) =>
      queueKeyOf(actor, own(actor) === ref('person', 'adviser1') ? ref('person', 'leader') : own(actor)),
  },
  {
    says: 'a queue key in another’s name',
    table: 'queue_key',
    by: ['leader'],
    row: (actor) => queueKeyOf(actor, ref('person', 'leader')),
  },
  {
    says: 'a second data key',
    table: 'data_key',
    by: [],
    row: only({ version: 2, master_id: 'a'.repeat(12), wrapped: 'x' }),
  },
  {
    says: 'work on the keys',
    table: 'key_run',
    by: [],
    row: only({ id: ref('new'), kind: 'seal', version: 1 }),
  },
  { says: 'the last number of an event', table: 'audit_head', by: [], row: only({ seq: 99 }) },
  { says: 'a sweep', table: 'reminder_sweep', by: [], row: only({ day: '2026-09-15' }) },
  { says: 'a page of a sweep', table: 'reminder_page', by: [], row: only({ ordinal: 9, day: '2026-09-15' }) },
  {
    says: 'what a case was told of',
    table: 'reminder_told',
    by: [],
    row: only({ case_id: ref('case', '1'), day: '2026-09-15', told: 'x' }),
  },
  {
    says: 'what WeChat is asked about',
    table: 'text_check_setting',
    by: DEPARTMENT,
    row: (actor) => ({ department_id, level: 'off', set_by: own(actor), set_on: '2026-09-15' }),
  },
  {
    says: 'a text to ask WeChat about',
    table: 'text_check',
    by: [],
    row: only({ kind: 'talk', subject_id: ref('talk', '1'), filed_at: NOW, run_at: NOW }),
  },
  {
    says: 'a message',
    table: 'reminder_message',
    by: [],
    row: (actor) => ({
      department_id,
      id: ref('new'),
      person_id: own(actor),
      day: '2026-09-15',
      talks: 1,
      others: 0,
      overdue: 0,
      state: 'waiting',
      attempts: 0,
      run_at: NOW,
    }),
  },
  {
    says: 'credits of one’s own',
    table: 'reminder_credit',
    by: ANY_ROLE,
    row: (actor) => ({ department_id, person_id: own(actor), template: 'new', credits: 1 }),
  },
  {
    says: 'credits of another',
    table: 'reminder_credit',
    by: [],
    row: only({ person_id: ref('person', 'former'), template: 'new', credits: 1 }),
  },
  {
    says: 'an answer of one’s own',
    table: 'reminder_credit_event',
    by: ANY_ROLE,
    row: (actor) => creditOf('rejected', own(actor)),
  },
  {
    says: 'an answer in another’s name',
    table: 'reminder_credit_event',
    by: [],
    row: () => creditOf('rejected', ref('person', 'former')),
  },
  {
    says: 'a credit that a message took',
    table: 'reminder_credit_event',
    by: [],
    row: (actor) => creditOf('spent', own(actor)),
  },
  {
    says: 'a token',
    table: 'wechat_token',
    by: [],
    row: only({ app_id: 'new', token: 'new', expires_at: NOW }),
  },
  { says: 'an event', table: 'audit_event', by: ANY_ROLE, row: eventOf },
  {
    says: 'an event in another’s name',
    table: 'audit_event',
    by: [],
    row: (actor) => ({ ...eventOf(actor), person_id: ref('person', 'former') }),
  },
  {
    says: 'an event in another role',
    table: 'audit_event',
    by: [],
    row: (actor) => ({ ...eventOf(actor), role: 'nobody' }),
  },
  {
    says: 'a study plan',
    table: 'study_plan',
    by: ['adviser1'],
    row: (actor) => planOf(ours, '1', actor, 3),
  },
  {
    says: 'a study plan of another class',
    table: 'study_plan',
    by: ['adviser2'],
    row: (actor) => planOf(ours, '2', actor, 3),
  },
  {
    says: 'a signature',
    table: 'plan_agreement',
    by: ['adviser1'],
    row: (actor) => agreementOf(ours, '1', actor),
  },
  {
    says: 'that the student agreed by a code',
    table: 'plan_agreement',
    by: [],
    row: (actor) => ({
      ...agreementOf(ours, '1', actor),
      way: 'code',
      path: null,
      file_hash: null,
      phone_print: SHA,
    }),
  },
  {
    says: 'what the student would have otherwise in a plan',
    table: 'plan_objection',
    by: [],
    row: () => ({
      department_id,
      id: ref('new'),
      plan_id: ref('unsigned plan', '1'),
      student_id: ref('student', '1'),
      wish: '…',
      said_on: TODAY,
      said_at: NOW,
      phone_print: SHA,
    }),
  },
  {
    says: 'a code for a plan',
    table: 'plan_code',
    by: [],
    row: (actor) => ({
      department_id,
      plan_id: ref('unsigned plan', '1'),
      student_id: ref('student', '1'),
      code_hash: SHA,
      goal: '…',
      issued_by: own(actor),
      expires_at: NOW,
    }),
  },
  {
    says: 'a plan’s review',
    table: 'plan_review',
    by: ['adviser1'],
    row: (actor) => reviewOf(ours, '1', actor),
  },
  {
    says: 'a plan’s review in another’s name',
    table: 'plan_review',
    by: [],
    row: (actor) => ({ ...reviewOf(ours, '1', actor), author_id: ref('person', 'former') }),
  },
  {
    says: 'a guardian',
    table: 'guardian_entry',
    by: ['office', 'counselorA', 'adviser1'],
    row: (actor) => entryOf(ours, '1', actor),
  },
  {
    says: 'a call',
    table: 'parent_call',
    by: ['counselorA', 'adviser1'],
    row: (actor) => callOf(ours, '1', actor),
  },
  {
    says: 'that a waiver is taken back',
    table: 'duty_waiver_end',
    by: ['leader'],
    row: (actor) => waiverEndOf(ours, actor),
  },
  {
    says: 'a meeting with the parents',
    table: 'joint_meeting',
    by: ['counselorA', 'adviser1'],
    row: (actor) => meetingOf(ours, '1', actor),
  },
  {
    says: 'a signature under a meeting',
    table: 'joint_meeting_signature',
    by: ['counselorA', 'adviser1'],
    row: (actor) => meetingSignatureOf(ours, '1', actor),
  },
  { says: 'a waiver', table: 'duty_waiver', by: ['leader'], row: (actor) => waiverOf(ours, actor) },
  { says: 'advice', table: 'course_advice', by: ['adviser1'], row: (actor) => adviceOf(ours, '1', actor) },
];

/** Rows that each may change by `set`; `'no'`: nobody has the right at all. */
const UPDATES: readonly {
  readonly table: keyof DB;
  readonly set: string;
  readonly rows: Outcomes<number> | 'no';
}[] = [
  { table: 'data_request', set: `wanted = 'x'`, rows: 'no' },
  { table: 'data_request_answer', set: `outcome = 'accepted'`, rows: 'no' },
  { table: 'department', set: `policy_id = '2025'`, rows: 'no' },
  { table: 'calendar_term', set: `last_day = last_day + 1`, rows: { office: 1 } },
  {
    table: 'calendar_day',
    set: `kind = 'holiday', note = '运动会', entered_by = xueye.app_person(), entered_on = xueye.app_today()`,
    rows: { office: 2 },
  },
  { table: 'identity', set: `person_id = '${ref('person', 'leader')}'`, rows: 'no' },
  { table: 'identity', set: `binding_id = gen_random_uuid()`, rows: 'no' },
  { table: 'activation_code', set: `ended_at = now(), ended_as = 'withdrawn'`, rows: { office: 1 } },
  { table: 'activation_code', set: `expires_at = now() + interval '1 year'`, rows: 'no' },
  { table: 'person', set: `name = '改'`, rows: { office: 10 } },
  { table: 'person', set: `work_no = work_no || 'x', left_on = null`, rows: { office: 10 } },
  { table: 'person', set: `id = gen_random_uuid()`, rows: 'no' },
  { table: 'area', set: `name = '改'`, rows: 'no' },
  { table: 'class', set: `grade = '2023'`, rows: { office: 2 } },
  { table: 'assignment', set: `last_day = null`, rows: { office: 10 } },
  { table: 'assignment', set: `role = 'leader'`, rows: 'no' },
  { table: 'assignment', set: `first_day = first_day - 1`, rows: 'no' },
  { table: 'assignment_change', set: `reason = '改'`, rows: 'no' },
  { table: 'class_move', set: `reason = '改'`, rows: 'no' },
  { table: 'student', set: `name = '改'`, rows: { office: 4 } },
  { table: 'student', set: `department_id = '${theirs.id}'`, rows: 'no' },
  { table: 'student_sensitive', set: `contact = null`, rows: { office: 2 } },
  { table: 'teaching_offering', set: `course_name = '改'`, rows: { office: 2 } },
  { table: 'teaching_offering', set: `teacher_id = xueye.app_person()`, rows: 'no' },
  { table: 'offering_class', set: `is_withdrawn = true`, rows: { office: 3 } },
  { table: 'offering_class', set: `offering_id = '${ref('offering')}'`, rows: 'no' },
  { table: 'volunteer', set: `contact = null`, rows: { office: 2 } },
  { table: 'volunteer', set: `person_id = xueye.app_person()`, rows: 'no' },
  {
    table: 'pairing',
    set: `last_day = xueye.app_today(), end_kind = 'mistake', end_note = '', ended_by = xueye.app_person(),
      ended_at = now()`,
    rows: { leader: 1, office: 1, counselorA: 1 },
  },
  { table: 'pairing', set: `agreed_contact = '改'`, rows: { leader: 1, office: 1, counselorA: 1 } },
  { table: 'pairing', set: `volunteer_id = xueye.app_person()`, rows: 'no' },
  { table: 'pairing_refusal', set: `note = 'x'`, rows: 'no' },
  { table: 'focus_mark', set: `attendance = 'absent'`, rows: 'no' },
  { table: 'focus_note', set: `text = 'x'`, rows: 'no' },
  { table: 'help_draw', set: `seed = 'x'`, rows: 'no' },
  { table: 'help_check', set: `note = 'x'`, rows: 'no' },
  { table: 'volunteer_guidance', set: `rating = 'good'`, rows: 'no' },
  { table: 'qa_session', set: `place = 'x'`, rows: 'no' },
  { table: 'qa_report', set: `others = 0`, rows: 'no' },
  { table: 'help_session', set: `to_minute = 1440`, rows: 'no' },
  { table: 'help_answer', set: `outcome = 'confirmed'`, rows: 'no' },
  { table: 'help_review', set: `outcome = 'approved'`, rows: 'no' },
  { table: 'help_feedback', set: `wish = 'x'`, rows: 'no' },
  { table: 'help_code', set: `expires_at = now()`, rows: 'no' },
  {
    table: 'pairing_wish',
    set: `campus = '改', saved_by = xueye.app_person()`,
    rows: { leader: 1, office: 1, counselorA: 1 },
  },
  {
    table: 'volunteer_profile',
    set: `places = 5, saved_by = xueye.app_person()`,
    rows: { leader: 1, office: 1, counselorA: 1, counselorB: 1 },
  },
  { table: 'volunteer_profile', set: `person_id = xueye.app_person()`, rows: 'no' },
  { table: 'file_object', set: `path = 'x'`, rows: 'no' },
  { table: 'import_batch', set: `state = 'discarded', settled_at = now()`, rows: { office: 1 } },
  { table: 'import_batch', set: `created_by = '${ref('person', 'leader')}'`, rows: 'no' },
  { table: 'import_row', set: `payload = '{}'`, rows: 'no' },
  { table: 'import_progress', set: `rows_done = 2`, rows: { office: 1 } },
  { table: 'import_progress', set: `import_id = department_id`, rows: 'no' },
  { table: 'import_rejection', set: `reason = ''`, rows: 'no' },
  { table: 'grade_row', set: `score = '100'`, rows: 'no' },
  { table: 'course_entry', set: `credit = 0`, rows: 'no' },
  { table: 'listed_fact', set: `payload = '{}'`, rows: 'no' },
  { table: 'policy_version', set: `body = '{}'`, rows: 'no' },
  { table: 'screening', set: `identified = 0`, rows: 'no' },
  { table: 'proposal', set: `result = '{}'`, rows: 'no' },
  { table: 'support_case', set: `tier = '3'`, rows: { leader: 2 } },
  { table: 'support_case', set: `student_id = '${ref('student', '3')}'`, rows: 'no' },
  { table: 'decision', set: `reason = ''`, rows: 'no' },
  { table: 'talk_record', set: `problems = ''`, rows: 'no' },
  { table: 'talk_revision', set: `content = 'x'`, rows: 'no' },
  { table: 'talk_supplement', set: `text = 'x'`, rows: 'no' },
  { table: 'guardian_entry', set: `phone = 'x'`, rows: 'no' },
  { table: 'parent_call', set: `reached = true`, rows: 'no' },
  { table: 'duty_waiver', set: `reason = 'x'`, rows: 'no' },
  { table: 'duty_waiver', set: `until = null`, rows: 'no' },
  { table: 'duty_waiver_end', set: `reason = 'x'`, rows: 'no' },
  { table: 'joint_meeting', set: `on_day = '2026-01-01'`, rows: 'no' },
  { table: 'joint_meeting_signature', set: `path = 'x'`, rows: 'no' },
  { table: 'study_plan', set: `goal = 'x'`, rows: 'no' },
  { table: 'plan_agreement', set: `path = 'x'`, rows: 'no' },
  { table: 'plan_objection', set: `wish = 'x'`, rows: 'no' },
  { table: 'plan_code', set: `expires_at = now()`, rows: 'no' },
  { table: 'plan_review', set: `note = 'x'`, rows: 'no' },
  { table: 'course_advice', set: `advice = 'x'`, rows: 'no' },
  { table: 'reminder_sweep', set: `finished_at = null`, rows: {} },
  { table: 'reminder_told', set: `told = 'x'`, rows: 'no' },
  { table: 'reminder_page', set: `ordinal = 9`, rows: 'no' },
  { table: 'text_check', set: `subject_id = id`, rows: 'no' },
  // A text that waits is the timer's.
  { table: 'text_check', set: `state = 'missed', reason = 'other'`, rows: {} },
  { table: 'reminder_message', set: `talks = 9`, rows: 'no' },
  { table: 'reminder_message', set: `state = 'sent', sent_at = now()`, rows: {} },
  { table: 'quick_phrase', set: `text = 'x1.1.x'`, rows: { adviser1: 1 } },
  { table: 'quick_phrase', set: `person_id = '${ref('person', 'leader')}'`, rows: 'no' },
  { table: 'queue_key', set: `key = 'x'`, rows: 'no' },
  { table: 'consent', set: `answer = 'given'`, rows: 'no' },
  { table: 'data_key', set: `wrapped = 'x'`, rows: 'no' },
  { table: 'key_run', set: `ended_at = null`, rows: 'no' },
  { table: 'reminder_credit', set: `credits = 99`, rows: { adviser1: 1 } },
  { table: 'reminder_credit', set: `person_id = '${ref('person', 'leader')}'`, rows: 'no' },
  { table: 'reminder_credit_event', set: `change = 9`, rows: 'no' },
  { table: 'wechat_token', set: `token = 'x'`, rows: {} },
  { table: 'referral', set: `seen = 'x'`, rows: 'no' },
  { table: 'referral_attachment', set: `path = 'x'`, rows: 'no' },
  { table: 'talk_attachment', set: `path = 'x'`, rows: 'no' },
  { table: 'referral_answer', set: `outcome = 'accepted'`, rows: 'no' },
  { table: 'letter', set: `state = 'withdrawn', is_live = false`, rows: { leader: 2, office: 2 } },
  { table: 'letter', set: `student_id = '${ref('student', '3')}'`, rows: 'no' },
  { table: 'letter_content', set: `number = 'x'`, rows: 'no' },
  { table: 'letter_series', set: `last = 9`, rows: { leader: 1 } },
  { table: 'letter_step', set: `note = 'x'`, rows: 'no' },
  { table: 'letter_wording', set: `ordinal = 9`, rows: 'no' },
  { table: 'letter_template', set: `ordinal = 9`, rows: 'no' },
  { table: 'letter_receipt', set: `path = 'x'`, rows: 'no' },
  {
    table: 'letter_receipt',
    set: `removed_on = xueye.app_today(), removed_by = xueye.app_person()`,
    rows: { office: 1 },
  },
  {
    table: 'conference',
    set: `state = 'left', ended_by = xueye.app_person(), ended_at = now()`,
    rows: spread(1, ...DEPARTMENT),
  },
  { table: 'conference', set: `held_on = '2026-01-01'`, rows: 'no' },
  {
    table: 'conference_member',
    set: `is_present = false, marked_by = xueye.app_person()`,
    rows: spread(1, ...DEPARTMENT, 'adviser1'),
  },
  { table: 'conference_member', set: `role = 'leader'`, rows: 'no' },
  { table: 'conference_view', set: `difficulty = 'both'`, rows: 'no' },
  { table: 'conference_decision', set: `is_withdrawn = true`, rows: 'no' },
  { table: 'conference_minutes', set: `content_hash = 'x'`, rows: 'no' },
  { table: 'summary_text', set: `plan = 'x'`, rows: 'no' },
  { table: 'term_summary', set: `reason = 'x'`, rows: 'no' },
  { table: 'audit_head', set: `seq = 1`, rows: 'no' },
  { table: 'audit_event', set: `action = 'x'`, rows: 'no' },
];

const DELETES: Readonly<Record<keyof DB, Outcomes<number> | 'no'>> = {
  ...(Object.fromEntries(Object.keys(READS).map((table) => [table, 'no'])) as Record<keyof DB, 'no'>),
  import_preset: { office: 1 },
  calendar_term: { office: 1 },
  calendar_day: { office: 2 },
  quick_phrase: { adviser1: 1 },
  identity: { office: 1 },
  text_check: {},
};

const APPEND_ONLY = [
  'data_request',
  'data_request_answer',
  'conference_view',
  'conference_decision',
  'conference_minutes',
  'summary_text',
  'queue_key',
  'pairing_refusal',
  'consent',
  'focus_mark',
  'focus_note',
  'volunteer_guidance',
  'help_draw',
  'help_draw_pick',
  'help_check',
  'qa_session',
  'qa_invitation',
  'qa_report',
  'qa_presence',
  'help_session',
  'help_answer',
  'help_review',
  'help_feedback',
  'service_certificate_end',
  'commendation',
  'commendation_member',
  'commendation_end',
  'volunteer_call',
  'application_step',
  'certified_session',
  'letter_wording',
  'letter_template',
  'letter_step',
  'file_object',
  'course_entry',
  'import_row',
  'import_rejection',
  'import_rollback',
  'import_change',
  'policy_version',
  'screening',
  'proposal',
  'decision',
  'talk_record',
  'talk_supplement',
  'talk_revision',
  'guardian_entry',
  'parent_call',
  'duty_waiver',
  'duty_waiver_end',
  'joint_meeting',
  'joint_meeting_signature',
  'study_plan',
  'plan_agreement',
  'plan_objection',
  'plan_review',
  'course_advice',
  'referral',
  'referral_attachment',
  'referral_answer',
  'audit_event',
  'reminder_told',
  'reminder_page',
  'reminder_credit_event',
  'assignment_change',
  'class_move',
] as const;
const NEVER_DELETED = [
  ...APPEND_ONLY,
  'conference',
  'conference_member',
  'service_certificate',
  'volunteer_application',
  'term_summary',
  'pairing',
  'letter',
  'letter_content',
  'import_batch',
  'grade_row',
  'listed_fact',
  'support_case',
  'activation_code',
  'reminder_message',
] as const;

const TABLES = Object.keys(READS) as (keyof DB)[];

/** What every actor met, by name; 'refused' is PostgreSQL's insufficient_privilege and nothing else. */
const expected = (rows: Outcomes<number> | 'no'): Record<ActorName, number | 'refused'> =>
  Object.fromEntries(NAMES.map((name) => [name, rows === 'no' ? 'refused' : (rows[name] ?? 0)])) as Record<
    ActorName,
    number | 'refused'
  >;

class Undo extends Error {}

describe.each(TEST_DRIVERS)('row-level security on $name', (driver) => {
  let opened: TestDatabase;
  beforeAll(async () => {
    opened = await openTestDatabase(driver);
    for (const department of [ours, theirs]) {
      await storeRoster(opened.database, department);
      await storeSupport(opened.database, department);
      await storeRevision(opened.database, department);
      await storePlans(opened.database, department);
      await storeGuardians(opened.database, department);
      await storeMeetings(opened.database, department);
      await storeReminders(opened.database, department);
      await storePairings(opened.database, department);
      await storeFocus(opened.database, department);
      await storeGuidance(opened.database, department);
      await storeLetters(opened.database, department);
      await storeSummaries(opened.database, department);
      await storeConferences(opened.database, department);
      await storeCertificates(opened.database, department);
      await storeRecruiting(opened.database, department);
      await storeCommendations(opened.database, department);
      await storeDataRequests(opened.database, department);
      await opened.database.query(`insert into xueye.import_progress values ($1, $2, 'apply', 1, 2)`, [
        department.id,
        department.ref('import'),
      ]);
    }
  });
  afterAll(() => opened?.drop());

  /** Does it as an actor, takes it back, and says how many rows it touched. */
  async function attempt(
    actor: ActorKey,
    work: (tx: Transaction) => Promise<number>,
  ): Promise<number | 'refused'> {
    let outcome: number | undefined;
    try {
      await opened.database.transaction(async (tx) => {
        await enterAs(tx, actor);
        outcome = await work(tx);
        throw new Undo();
      });
    } catch (error) {
      if (error instanceof Undo && outcome !== undefined) return outcome;
      if ((error as { code?: string }).code === '42501') return 'refused';
      throw error;
    }
    throw new Error('unreachable');
  }

  async function everyone(
    work: (tx: Transaction, actor: ActorKey) => Promise<number>,
  ): Promise<Record<string, number | 'refused'>> {
    const met: Record<string, number | 'refused'> = {};
    for (const name of NAMES) met[name] = await attempt(ACTORS[name], (tx) => work(tx, ACTORS[name]));
    return met;
  }

  /** All of a table as the owner sees it. */
  const contents = async (table: keyof DB) =>
    opened.database.query(`select * from xueye.${table} t order by t::text`);

  it('has every table under row-level security', async () => {
    const tables = await opened.database.query<{ name: string; secured: boolean }>(
      `select c.relname as name, c.relrowsecurity as secured from pg_class c
       join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'xueye' and c.relkind = 'r' and c.relname <> 'applied_migration' order by 1`,
    );
    expect(tables.filter(({ secured }) => !secured)).toEqual([]);
    expect(tables.map(({ name }) => name)).toEqual([...TABLES].sort());
  });

  it.each(TABLES)('shows of %s only what the role in force reaches', async (table) => {
    const met = await everyone(async (tx) => {
      const [row] = await tx.query<{ count: number }>(
        `select count(*) as count from xueye.${table}
        where ${isOurs(table)}`,
        [ours.id],
      );
      return row?.count ?? -1;
    });
    expect(met).toEqual(expected(READS[table]));
  });

  it('shows a scope its own students and nobody else', async () => {
    const seen = (name: StaffName) =>
      opened.database.transaction(async (tx) => {
        await enterAs(tx, ours.as(name));
        return (await tx.query<{ id: string }>('select id from xueye.student')).map(({ id }) => id).sort();
      });
    const class1 = [ref('student', '1'), ref('student', '4')].sort();
    expect(await seen('adviser1')).toEqual(class1);
    expect(await seen('counselorA')).toEqual(class1);
    expect(await seen('adviser2')).toEqual([ref('student', '2')]);
    expect(await seen('counselorB')).toEqual([ref('student', '2')]);
  });

  it.each(INSERTS)('takes $says only from who may write it', async ({ table, row, by }) => {
    const before = await contents(table);
    const met = await everyone((tx, actor) => insertRow(tx, table, row(actor)));
    expect(met).toEqual(Object.fromEntries(NAMES.map((name) => [name, by.includes(name) ? 1 : 'refused'])));
    expect(await contents(table)).toEqual(before);
  });

  it('lets the leader alone put a meeting in force', async () => {
    const apply = (tx: Transaction) =>
      tx
        .query(
          `update xueye.conference set state = 'applied', ended_by = xueye.app_person(), ended_at = now()
           where department_id = $1 returning 1 as one`,
          [ours.id],
        )
        .then(({ length }) => length);
    expect(await attempt(ACTORS.leader, apply)).toBe(1);
    expect(await attempt(ACTORS.office, apply)).toBe('refused');
    expect(await attempt(ACTORS.adviser1, apply)).toBe(0);
  });

  it.each(UPDATES)('lets only who may change $table: $set', async ({ table, set, rows }) => {
    const before = await contents(table);
    // A settled import refuses everyone: ask about one that is not.
    const open = table === 'import_batch' ? `and state = 'previewed'` : '';
    const met = await everyone(async (tx) => {
      const changed = await tx.query(
        `update xueye.${table} set ${set} where department_id = $1 ${open} returning 1 as one`,
        [ours.id],
      );
      return changed.length;
    });
    expect(met).toEqual(expected(rows));
    expect(await contents(table)).toEqual(before);
  });

  it.each(TABLES)(
    'deletes nothing of %s but for calendar days, bindings and presets by the office',
    async (table) => {
      const before = await contents(table);
      const met = await everyone(async (tx) => {
        const gone = await tx.query(`delete from xueye.${table} where ${isOurs(table)} returning 1 as one`, [
          ours.id,
        ]);
        return gone.length;
      });
      expect(met).toEqual(expected(DELETES[table]));
      expect(await contents(table)).toEqual(before);
    },
  );

  it.each(TABLES)('shows and takes nothing of %s without the settings', async (table) => {
    const count = opened.database.transaction(async (tx) => {
      await tx.query(`select set_config('role', 'xueye_app', true)`);
      return tx.query(`select 1 as one from xueye.${table}`);
    });
    if (READS[table] === 'no') await expect(count).rejects.toMatchObject({ code: '42501' });
    else expect(await count).toEqual([]);
  });

  it('keeps the settings of one transaction from the next', async () => {
    await opened.database.transaction((tx) => enterAs(tx, ours.as('leader')));
    expect(await attempt(ours.as('leader'), async () => 0)).toBe(0);
    const [after] = await opened.database.query<{ own: boolean; department: string | null }>(
      `select current_user = session_user as own,
         nullif(current_setting('app.department_id', true), '') as department`,
    );
    expect(after).toEqual({ own: true, department: null });
  });

  it.each(APPEND_ONLY)('refuses the owner too to change or empty %s', async (table) => {
    const before = await contents(table);
    for (const statement of [
      `update xueye.${table} set department_id = department_id`,
      `delete from xueye.${table}`,
      `truncate xueye.${table} cascade`,
    ]) {
      await expect(opened.database.query(statement)).rejects.toMatchObject({ code: '23001' });
    }
    expect(await contents(table)).toEqual(before);
  });

  it.each(NEVER_DELETED)('refuses the owner too to delete from %s', async (table) => {
    await expect(opened.database.query(`delete from xueye.${table}`)).rejects.toMatchObject({
      code: '23001',
    });
  });

  it('lets a login that is only a member of xueye_app do no more than the policies', async () => {
    const login = `xueye_login_${Math.random().toString(36).slice(2)}`;
    const [session] = await opened.database.query<{ owner: string }>(
      'select quote_ident(session_user) as owner',
    );
    const owner = session?.owner;
    await opened.database.query(`create role ${login} login`);
    await opened.database.query(`grant xueye_app to ${login}`);
    const as = (statement: string) =>
      opened.database.transaction(async (tx) => {
        await tx.exec(`set local session authorization ${login}`);
        return tx.query(statement);
      });
    await expect(as('set local role pg_read_all_data')).rejects.toMatchObject({ code: '42501' });
    await expect(as('create table xueye.mine ()')).rejects.toMatchObject({ code: '42501' });
    await expect(as('alter table xueye.student disable row level security')).rejects.toMatchObject({
      code: '42501',
    });
    await expect(as('drop policy read_reached on xueye.student')).rejects.toMatchObject({ code: '42501' });
    await expect(as('select * from xueye.identity')).rejects.toMatchObject({ code: '42501' });
    expect(await as('select * from xueye.student')).toEqual([]);
    // PGlite does not take back what was local to a transaction here.
    await opened.database.query(`set session authorization ${owner}`);
    await opened.database.query(`drop role ${login}`);
  });
});

/** By the driver's own bulk insert; the table's name is only known here at run time. */
async function insertRow(tx: Transaction, table: keyof DB, row: Record<string, unknown>): Promise<number> {
  return insertRows(tx, table, [row as never]);
}
