// Made by adapters/postgres/generate-schema.ts from the migrations: do not edit.
import type { Generated } from 'kysely';

export interface ActivationCode {
  department_id: string;
  id: string;
  person_id: string;
  code_hash: string;
  issued_by: string | null;
  issued_at: string;
  expires_at: string;
  ended_at: string | null;
  ended_as: 'used' | 'replaced' | 'withdrawn' | null;
  kind: Generated<'typed' | 'scene'>;
}

export interface ActivationFailure {
  id: number;
  subject_hash: string;
  work_no_hash: string;
  at: string;
}

export interface ApplicationFailure {
  id: number;
  phone_print: string;
  at: string;
}

export interface ApplicationStep {
  department_id: string;
  id: string;
  application_id: string;
  ordinal: number;
  kind: 'accepted' | 'declined' | 'trained' | 'registered' | 'activated' | 'withdrawn';
  on_day: string;
  item: number | null;
  minutes: number | null;
  reason: string;
  told: string;
  at: string;
  by_person: string | null;
}

export interface Area {
  department_id: string;
  id: string;
  name: string;
}

export interface Assignment {
  department_id: string;
  id: string;
  person_id: string;
  role: 'leader' | 'office' | 'counselor' | 'adviser' | 'teacher' | 'volunteer';
  class_id: string | null;
  area_id: string | null;
  first_day: string;
  last_day: string | null;
  acting_for: string | null;
}

export interface AssignmentChange {
  department_id: string;
  id: string;
  request_id: string;
  assignment_id: string;
  person_id: string;
  role: string;
  class_id: string | null;
  area_id: string | null;
  kind: 'given' | 'ended' | 'corrected' | 'voided';
  first_day: string;
  was_last_day: string | null;
  last_day: string | null;
  acting_for: string | null;
  reason: string;
  changed_by: string;
  changed_at: string;
}

export interface AuditEvent {
  department_id: string;
  seq: number;
  at: string;
  on_day: string;
  person_id: string;
  role: string;
  action: string;
  subject_type: string;
  subject_id: string;
  detail: Generated<unknown>;
  previous_hash: string;
  hash: string;
  student_id: string | null;
  changes: Generated<unknown>;
}

export interface AuditHead {
  department_id: string;
  seq: number;
  hash: string;
}

export interface CalendarDay {
  department_id: string;
  day: string;
  kind: 'holiday' | 'makeup-workday';
  note: Generated<string>;
  entered_by: string | null;
  entered_on: string | null;
}

export interface CalendarTerm {
  department_id: string;
  term: string;
  first_day: string;
  last_day: string;
  selection_first: string | null;
  selection_last: string | null;
}

export interface CertificateCheckFailure {
  id: number;
  phone_print: string;
  at: string;
}

export interface CertificateSeries {
  department_id: string;
  year: number;
  last: number;
}

export interface CertifiedSession {
  department_id: string;
  certificate_id: string;
  session_id: string;
}

export interface Class {
  department_id: string;
  id: string;
  name: string;
  grade: string | null;
  major: string | null;
  area_id: string | null;
}

export interface ClassMove {
  department_id: string;
  ordinal: number;
  class_id: string;
  from_area: string | null;
  to_area: string | null;
  on_day: string;
  moved_by: string | null;
  reason: string | null;
}

export interface Commendation {
  department_id: string;
  id: string;
  term: string;
  kind: 'person' | 'team';
  title: string;
  reason: string;
  figures: unknown;
  decided_on: string;
  decided_at: string;
  decided_by: string;
}

export interface CommendationEnd {
  department_id: string;
  commendation_id: string;
  reason: string;
  ended_on: string;
  ended_by: string;
}

export interface CommendationMember {
  department_id: string;
  commendation_id: string;
  volunteer_id: string;
}

export interface Conference {
  department_id: string;
  id: string;
  screening_id: string;
  held_on: string;
  state: Generated<'open' | 'applied' | 'left'>;
  opened_by: string;
  opened_at: string;
  ended_by: string | null;
  ended_at: string | null;
}

export interface ConferenceDecision {
  department_id: string;
  id: string;
  conference_id: string;
  student_id: string;
  proposal_id: string;
  ordinal: number;
  is_withdrawn: boolean;
  content: unknown;
  prepared_by: string;
  prepared_at: string;
}

export interface ConferenceMember {
  department_id: string;
  conference_id: string;
  person_id: string;
  role: 'leader' | 'office' | 'counselor' | 'adviser' | 'teacher';
  is_present: boolean;
  marked_by: string;
  marked_at: string;
}

export interface ConferenceMinutes {
  department_id: string;
  conference_id: string;
  content: unknown;
  content_hash: string;
  signed_on: string;
  signed_at: string;
  signed_by: string;
}

export interface ConferenceView {
  department_id: string;
  id: string;
  conference_id: string;
  student_id: string;
  member_id: string;
  difficulty: 'ability' | 'attitude' | 'both' | null;
  remark: string;
  said_by: string;
  said_at: string;
}

export interface Consent {
  department_id: string;
  id: string;
  ordinal: number;
  person_id: string;
  kind: 'guide' | 'contact';
  version: string;
  answer: 'given' | 'refused' | 'withdrawn';
  on_day: string;
  at: Generated<string>;
}

export interface CourseAdvice {
  department_id: string;
  id: string;
  case_id: string;
  student_id: string;
  held_on: string;
  advice: string;
  author_id: string;
  author_role: string;
  filed_on: string;
  filed_at: string;
}

export interface CourseEntry {
  department_id: string;
  id: string;
  import_id: string;
  code: string;
  name: string | null;
  credit: number;
  nature: string | null;
}

export interface DataKey {
  department_id: string;
  version: number;
  master_id: string;
  wrapped: string | null;
  made_at: Generated<string>;
  destroyed_at: string | null;
}

export interface DataRequest {
  department_id: string;
  id: string;
  person_id: string | null;
  student_id: string | null;
  kind: 'correction' | 'erasure';
  field: 'name' | 'work-no' | 'student-no' | 'gender' | 'native-place' | 'class' | 'contact' | 'family' | 'guardians' | 'role' | 'application' | 'other' | null;
  was: string;
  wanted: string;
  reason: string;
  identity_check: 'student-card' | 'id-card' | 'campus-card' | 'known' | null;
  asked_on: string;
  asked_at: string;
  due_on: string;
  entered_by: string;
}

export interface DataRequestAnswer {
  department_id: string;
  id: string;
  request_id: string;
  person_id: string | null;
  student_id: string | null;
  outcome: 'accepted' | 'refused' | 'withdrawn';
  reason: string;
  value: string;
  done_where: string;
  settled_on: string;
  settled_at: string;
  settled_by: string;
}

export interface DataRequestSetting {
  department_id: string;
  days: number;
  set_by: string;
  set_on: string;
}

export interface Decision {
  department_id: string;
  id: string;
  proposal_id: string;
  student_id: string;
  ordinal: number;
  case_id: string | null;
  outcome: 'confirm' | 'change' | 'dismiss' | 'close';
  tier: 'watch' | '1' | '2' | '3' | null;
  difficulty: 'ability' | 'attitude' | 'both' | null;
  causes: unknown;
  cause_note: string;
  reason: string;
  decided_on: string;
  decided_at: string;
  decided_by: string;
  owner_id: string | null;
  conference_id: string | null;
}

export interface Department {
  department_id: string;
  name: string;
  short_name: string;
  policy_id: string;
}

export interface DoorCount {
  caller: string;
  empty_at: string;
}

export interface DutyWaiver {
  department_id: string;
  id: string;
  case_id: string;
  student_id: string;
  kind: 'first-talk' | 'study-plan' | 'regular-talk' | 'phone-parents' | 'warning-letter' | 'pairing' | 'joint-meeting' | 'plan-review' | 'course-advice' | 'volunteer-guidance' | 'focus-note';
  reason: string;
  waived_on: string;
  waived_at: string;
  waived_by: string;
  role: 'adviser' | 'counselor' | 'office' | 'teacher' | 'either' | null;
  until: string | null;
}

export interface DutyWaiverEnd {
  department_id: string;
  id: string;
  waiver_id: string;
  student_id: string;
  reason: string;
  ended_on: string;
  ended_at: string;
  ended_by: string;
}

export interface FileObject {
  department_id: string;
  id: string;
  path: string;
  file_name: string;
  purpose: 'import' | 'paper' | 'photo';
  created_by: string;
  created_at: string;
  removed_on: string | null;
}

export interface FocusMark {
  department_id: string;
  lesson_id: string;
  student_id: string;
  offering_id: string;
  teacher_id: string;
  course_name: string;
  held_on: string;
  attendance: 'present' | 'late' | 'absent' | 'leave';
  answer: 'not-asked' | 'good' | 'weak';
  homework: 'fine' | 'late' | 'missing';
  filed_on: string;
  filed_at: string;
}

export interface FocusNote {
  department_id: string;
  id: string;
  student_id: string;
  offering_id: string;
  teacher_id: string;
  course_name: string;
  text: string;
  noted_on: string;
  noted_at: string;
}

export interface GradeRow {
  department_id: string;
  id: string;
  student_id: string;
  import_id: string;
  row_key: string;
  content_hash: string;
  superseded_by: string | null;
  file_name: string;
  row_no: number;
  student_no: string;
  student_name: string | null;
  class_name: string | null;
  term: string;
  course_code: string;
  course_name: string;
  nature: string;
  credit: number;
  point: number | null;
  score: string | null;
  resit_score: string | null;
  retake_score: string | null;
  is_retake: boolean;
  is_minor: boolean;
  is_void: boolean;
  exam_kind: 'regular' | 'resit' | 'retake' | null;
  remark: string | null;
  is_withdrawn: Generated<boolean>;
  rollback_id: string | null;
}

export interface GuardianEntry {
  department_id: string;
  id: string;
  guardian_id: string;
  student_id: string;
  ordinal: number;
  name: string;
  relation: 'father' | 'mother' | 'grandfather' | 'grandmother' | 'other-relative' | 'other';
  phone: string;
  address: string;
  preference: string;
  standing: 'reachable' | 'estranged' | 'deceased';
  is_preferred: boolean;
  source: 'school-file' | 'guardian' | 'student';
  reason: string;
  entered_by: string;
  entered_role: 'office' | 'counselor' | 'adviser';
  entered_on: string;
  entered_at: string;
}

export interface HelpAnswer {
  department_id: string;
  session_id: string;
  outcome: 'confirmed' | 'objected' | 'withdrawn';
  answered_on: string;
  answered_at: string;
  phone_print: string | null;
}

export interface HelpCheck {
  department_id: string;
  draw_id: string;
  pairing_id: string;
  outcome: 'in-order' | 'discrepant' | 'not-helped' | 'unreachable';
  note: string;
  checked_on: string;
  checked_at: string;
  checked_by: string;
  id: Generated<string>;
}

export interface HelpCode {
  department_id: string;
  session_id: string;
  code_hash: string;
  expires_at: string;
}

export interface HelpDraw {
  department_id: string;
  id: string;
  seed: string;
  population: unknown;
  size: number;
  drawn_on: string;
  drawn_at: string;
  drawn_by: string;
}

export interface HelpDrawPick {
  department_id: string;
  draw_id: string;
  pairing_id: string;
}

export interface HelpFeedback {
  department_id: string;
  session_id: string;
  helpful: 'yes' | 'some' | 'no';
  wish: string;
  said_on: string;
  said_at: string;
}

export interface HelpReview {
  department_id: string;
  id: string;
  session_id: string;
  ordinal: number;
  outcome: 'approved' | 'refused';
  note: string;
  reviewed_by: string;
  reviewed_on: string;
}

export interface HelpSession {
  department_id: string;
  id: string;
  pairing_id: string;
  volunteer_id: string;
  kind: 'held' | 'missed-student' | 'missed-volunteer';
  held_on: string;
  from_minute: number;
  to_minute: number;
  course: string;
  done: string;
  next_time: string;
  filed_on: string;
  filed_at: string;
}

export interface Identity {
  provider: string;
  subject: string;
  department_id: string;
  person_id: string;
  binding_id: string;
  bound_at: Generated<string>;
}

export interface ImportBatch {
  department_id: string;
  id: string;
  kind: 'grades' | 'courses' | 'absences' | 'discipline' | 'warnings' | 'referrals' | 'classes' | 'areas' | 'students' | 'staff' | 'offerings' | 'volunteers';
  file_name: string;
  file_id: string;
  sha256: string;
  layout: string;
  mapping: unknown;
  terms: unknown;
  state: 'previewed' | 'applied' | 'discarded';
  rows_read: number;
  students: number;
  count_new: number;
  count_changed: number;
  count_unchanged: number;
  count_rejected: number;
  unknown_students: unknown;
  created_by: string;
  created_at: string;
  settled_at: string | null;
  signature: string | null;
  is_by_preset: Generated<boolean>;
  owner_no: string | null;
  changes: Generated<unknown>;
  versions_seen: number | null;
  emptied_on: string | null;
}

export interface ImportChange {
  department_id: string;
  ordinal: number;
  import_id: string;
  table_name: string;
  row_id: string;
  before: unknown | null;
  after: unknown;
}

export interface ImportPreset {
  department_id: string;
  signature: string;
  layout: string;
  fields: unknown;
  saved_by: string;
  saved_at: string;
}

export interface ImportProgress {
  department_id: string;
  import_id: string;
  step: 'stage' | 'apply';
  rows_done: number;
  rows_total: number;
  noted_at: Generated<string>;
}

export interface ImportRejection {
  department_id: string;
  import_id: string;
  position: number;
  file_name: string;
  row_no: number;
  column_name: string;
  value: string;
  reason: string;
  student_no: string | null;
  term: string | null;
}

export interface ImportRollback {
  department_id: string;
  id: string;
  import_id: string;
  reason: string;
  restored: number;
  withdrawn: number;
  rolled_back_by: string;
  rolled_back_at: string;
}

export interface ImportRow {
  department_id: string;
  import_id: string;
  position: number;
  row_no: number;
  change: 'new' | 'changed' | 'unchanged';
  payload: unknown;
  version_id: string | null;
  student_no: string | null;
  row_key: string | null;
  content_hash: string | null;
}

export interface JointMeeting {
  department_id: string;
  id: string;
  case_id: string;
  student_id: string;
  kind: 'invited' | 'failed' | 'held';
  on_day: string;
  counted: unknown;
  content: unknown;
  content_hash: string;
  author_id: string;
  author_role: 'adviser' | 'counselor';
  filed_on: string;
  filed_at: string;
}

export interface JointMeetingSignature {
  department_id: string;
  id: string;
  meeting_id: string;
  student_id: string;
  party: 'student' | 'guardian' | 'adviser' | 'counselor';
  content_hash: string;
  path: string;
  file_hash: string;
  witness_id: string;
  signed_on: string;
  signed_at: string;
}

export interface KeyRun {
  department_id: string;
  id: string;
  kind: 'seal' | 'rotate' | 'rewrap';
  version: number;
  began_at: Generated<string>;
  ended_at: string | null;
  sealed_rows: Generated<number>;
}

export interface Letter {
  department_id: string;
  id: string;
  case_id: string;
  student_id: string;
  addressee: unknown;
  corrects: string | null;
  state: 'draft' | 'approved' | 'printed' | 'posted' | 'delivered' | 'returned' | 'withdrawn';
  state_on: string;
  mail_number: string | null;
  posted_on: string | null;
  is_live: Generated<boolean>;
  drafted_on: string;
  drafted_at: string;
  drafted_by: string;
}

export interface LetterContent {
  department_id: string;
  id: string;
  year: number;
  serial: number;
  number: string;
  content: unknown;
  content_hash: string;
}

export interface LetterReceipt {
  department_id: string;
  id: string;
  letter_id: string;
  path: string;
  content_type: 'image/jpeg' | 'image/png' | 'image/webp';
  bytes: number;
  added_on: string;
  added_by: string;
  removed_on: string | null;
  removed_by: string | null;
}

export interface LetterSeries {
  department_id: string;
  year: number;
  last: number;
}

export interface LetterStep {
  department_id: string;
  id: string;
  letter_id: string;
  ordinal: number;
  state: 'draft' | 'approved' | 'printed' | 'posted' | 'delivered' | 'returned' | 'withdrawn';
  on_day: string;
  mail_number: string | null;
  note: string;
  at: string;
  by_person: string;
}

export interface LetterTemplate {
  department_id: string;
  id: string;
  ordinal: number;
  file_name: string;
  path: string | null;
  sha256: string | null;
  saved_on: string;
  saved_at: string;
  saved_by: string;
}

export interface LetterWording {
  department_id: string;
  id: string;
  ordinal: number;
  wording: unknown;
  saved_on: string;
  saved_at: string;
  saved_by: string;
}

export interface ListedFact {
  department_id: string;
  id: string;
  kind: 'absences' | 'discipline' | 'warnings' | 'referrals';
  student_id: string;
  import_id: string;
  row_key: string;
  content_hash: string;
  superseded_by: string | null;
  file_name: string;
  row_no: number;
  term: string | null;
  payload: unknown;
  is_withdrawn: Generated<boolean>;
  rollback_id: string | null;
}

export interface NameSpelling {
  department_id: string;
  name: string;
  keys: string;
  is_spelled: boolean;
}

export interface OfferingClass {
  department_id: string;
  id: string;
  offering_id: string;
  class_id: string;
  is_withdrawn: boolean;
}

export interface Pairing {
  department_id: string;
  id: string;
  case_id: string;
  student_id: string;
  volunteer_id: string;
  first_day: string;
  last_day: string | null;
  courses: unknown;
  agreed_contact: string;
  because: string;
  made_by: string;
  made_at: string;
  end_kind: 'student-wish' | 'volunteer-wish' | 'not-suitable' | 'unavailable' | 'goal-reached' | 'case-closed' | 'mistake' | null;
  end_note: string | null;
  ended_by: string | null;
  ended_at: string | null;
}

export interface PairingRefusal {
  department_id: string;
  id: string;
  student_id: string;
  volunteer_id: string;
  refused_by: 'student' | 'volunteer';
  note: string;
  recorded_by: string;
  recorded_on: string;
}

export interface PairingWish {
  department_id: string;
  student_id: string;
  free_periods: unknown | null;
  campus: string | null;
  class_wish: 'own-class' | 'other-class' | null;
  asked_on: string | null;
  saved_by: string;
  saved_at: string;
}

export interface ParentCall {
  department_id: string;
  id: string;
  case_id: string;
  student_id: string;
  called_on: string;
  phone: string;
  reached: boolean;
  failure: 'no-answer' | 'busy' | 'wrong-number' | 'hung-up' | null;
  who: string;
  identity_passed: boolean | null;
  doubt: 'unknown' | 'by-student' | 'after-warning' | null;
  told: string;
  answer: string;
  next: string;
  author_id: string;
  author_role: 'adviser' | 'counselor';
  filed_on: string;
  filed_at: string;
}

export interface Person {
  department_id: string;
  id: string;
  work_no: string;
  name: string;
  left_on: string | null;
}

export interface PlanAgreement {
  department_id: string;
  id: string;
  plan_id: string;
  student_id: string;
  way: 'signature' | 'code';
  content_hash: string;
  path: string | null;
  file_hash: string | null;
  witness_id: string;
  agreed_on: string;
  agreed_at: string;
  phone_print: string | null;
}

export interface PlanCode {
  department_id: string;
  plan_id: string;
  student_id: string;
  code_hash: string;
  goal: string;
  issued_by: string;
  expires_at: string;
}

export interface PlanObjection {
  department_id: string;
  id: string;
  plan_id: string;
  student_id: string;
  wish: string;
  said_on: string;
  said_at: string;
  phone_print: string;
}

export interface PlanReview {
  department_id: string;
  id: string;
  plan_id: string;
  student_id: string;
  held_on: string;
  progress: unknown;
  note: string;
  next: string;
  author_id: string;
  author_role: string;
  filed_on: string;
  filed_at: string;
}

export interface PolicyVersion {
  department_id: string;
  id: string;
  ordinal: number;
  policy_id: string;
  version: string;
  effective_from: string;
  body: unknown;
  differences: unknown;
  reason: string;
  made_by: string;
  made_at: string;
}

export interface Proposal {
  department_id: string;
  id: string;
  screening_id: string;
  student_id: string;
  standing: 'identified' | 'near-miss' | 'apart' | 'cleared';
  tier: 'watch' | '1' | '2' | '3' | null;
  outstanding: number;
  result: unknown;
  revision: Generated<number>;
  change_kind: 'settled' | 'again' | 'up' | 'down' | 'cleared' | null;
  change: unknown | null;
}

export interface QaInvitation {
  department_id: string;
  session_id: string;
  student_id: string;
}

export interface QaPresence {
  department_id: string;
  session_id: string;
  student_id: string;
}

export interface QaReport {
  department_id: string;
  session_id: string;
  outcome: 'held' | 'cancelled';
  others: number;
  topics: string;
  reported_on: string;
  reported_at: string;
}

export interface QaSession {
  department_id: string;
  id: string;
  offering_id: string;
  teacher_id: string;
  course_name: string;
  held_on: string;
  from_minute: number;
  to_minute: number;
  place: string;
  topic: string;
  announced_on: string;
  announced_at: string;
}

export interface QueueKey {
  department_id: string;
  id: string;
  person_id: string;
  key: string;
  made_on: string;
}

export interface QuickPhrase {
  department_id: string;
  id: string;
  person_id: string;
  text: string;
  made_on: string;
}

export interface Referral {
  department_id: string;
  id: string;
  student_id: string;
  student_no: string;
  student_name: string;
  causes: unknown;
  cause_note: string;
  seen: string;
  referrer_id: string;
  referrer_role: 'leader' | 'office' | 'counselor' | 'adviser' | 'teacher' | 'volunteer';
  filed_on: string;
  filed_at: string;
}

export interface ReferralAnswer {
  department_id: string;
  id: string;
  referral_id: string;
  ordinal: number;
  outcome: 'accepted' | 'not-accepted' | 'withdrawn';
  term: string | null;
  reason: string;
  answered_on: string;
  answered_at: string;
  answered_by: string;
}

export interface ReferralAttachment {
  department_id: string;
  id: string;
  referral_id: string;
  position: number;
  path: string;
  content_type: 'image/jpeg' | 'image/png' | 'image/webp';
  bytes: number;
}

export interface ReminderCredit {
  department_id: string;
  person_id: string;
  template: string;
  credits: number;
}

export interface ReminderCreditEvent {
  department_id: string;
  id: string;
  person_id: string;
  template: string;
  kind: 'accepted' | 'rejected' | 'banned' | 'spent' | 'returned' | 'lost';
  change: number;
  message_id: string | null;
  at: string;
}

export interface ReminderMessage {
  department_id: string;
  id: string;
  person_id: string;
  day: string;
  talks: number;
  others: number;
  overdue: number;
  state: Generated<'waiting' | 'leased' | 'sending' | 'sent' | 'held' | 'refused' | 'failed' | 'dropped'>;
  reason: string | null;
  code: number | null;
  attempts: Generated<number>;
  run_at: string;
  lease_id: string | null;
  lease_until: string | null;
  sent_at: string | null;
  settled_by: string | null;
  settled_on: string | null;
  settled_how: 'told' | 'send-again' | null;
  settled_note: string | null;
}

export interface ReminderPage {
  department_id: string;
  ordinal: number;
  day: string;
}

export interface ReminderSweep {
  department_id: string;
  day: string;
  after_case: string | null;
  cases: Generated<number>;
  stages: Generated<number>;
  digests: Generated<number>;
  finished_at: string | null;
  tally: Generated<unknown>;
}

export interface ReminderTold {
  department_id: string;
  case_id: string;
  day: string;
  told: string;
}

export interface RetentionRule {
  department_id: string;
  id: string;
  kind: 'imports' | 'papers' | 'photos' | 'reminders' | 'codes' | 'applications' | 'students';
  months: number | null;
  set_by: string;
  set_role: 'leader' | 'office';
  set_on: string;
  set_at: string;
}

export interface RetentionRun {
  department_id: string;
  day: string;
  kind: string;
  removed: Generated<number>;
  began_at: Generated<string>;
  ended_at: string | null;
}

export interface Screening {
  department_id: string;
  id: string;
  term: string;
  kind: 'preview' | 'official';
  policy_id: string;
  policy_version: string;
  import_ids: unknown;
  file_names: unknown;
  students: number;
  identified: number;
  tier_watch: number;
  tier_1: number;
  tier_2: number;
  tier_3: number;
  ran_on: string;
  ran_at: string;
  ran_by: string;
  policy_body: unknown | null;
  facts: unknown | null;
}

export interface ServiceCertificate {
  department_id: string;
  id: string;
  volunteer_id: string;
  year: number;
  serial: number;
  number: string;
  content: unknown;
  content_hash: string;
  code_hash: string;
  check_code: string;
  replaces: string | null;
  issued_on: string;
  issued_at: string;
  issued_by: string;
}

export interface ServiceCertificateEnd {
  department_id: string;
  certificate_id: string;
  kind: 'withdrawn' | 'replaced';
  reason: string;
  ended_on: string;
  ended_at: string;
  ended_by: string;
}

export interface Student {
  department_id: string;
  id: string;
  student_no: string;
  name: string;
  gender: string | null;
  native_place: string | null;
  class_id: string | null;
}

export interface StudentCodeFailure {
  id: number;
  phone_print: string;
  student_print: string;
  at: string;
}

export interface StudentSensitive {
  department_id: string;
  student_id: string;
  family: string | null;
  contact: string | null;
  guardians: string | null;
}

export interface StudyPlan {
  department_id: string;
  id: string;
  case_id: string;
  student_id: string;
  ordinal: number;
  reason: string;
  goal: string;
  lines: unknown;
  steps: unknown;
  content_hash: string;
  author_id: string;
  author_role: string;
  made_on: string;
  made_at: string;
}

export interface SummaryText {
  department_id: string;
  id: string;
  term: string;
  ordinal: number;
  achievements: string;
  shortcomings: string;
  plan: string;
  saved_on: string;
  saved_at: string;
  saved_by: string;
}

export interface SupportCase {
  department_id: string;
  id: string;
  student_id: string;
  term: string;
  tier: 'watch' | '1' | '2' | '3';
  status: 'open' | 'closed';
  opened_on: string;
  closed_on: string | null;
  close_reason: string | null;
  previous_case_id: string | null;
  proposal_id: string;
  outstanding: number;
  close_outcome: 'cleared' | 'graduated' | 'left' | 'transferred' | 'other' | null;
}

export interface TalkAttachment {
  department_id: string;
  talk_id: string;
  id: string;
  student_id: string;
  position: number;
  path: string;
  content_type: 'image/jpeg' | 'image/png' | 'image/webp';
  bytes: number;
}

export interface TalkRecord {
  department_id: string;
  id: string;
  case_id: string;
  student_id: string;
  held_on: string;
  mode: 'in-person' | 'phone' | 'online';
  place: string;
  duration: number | null;
  attended: boolean;
  family: string;
  contact: string;
  problems: string;
  assessment: string;
  parents_contacted: boolean | null;
  needs_attention: boolean | null;
  psychological_referral: boolean | null;
  author_id: string;
  author_role: 'adviser' | 'counselor';
  joint_person_id: string | null;
  joint_role: 'adviser' | 'counselor' | null;
  filed_on: string;
  filed_at: string;
  details: string | null;
}

export interface TalkRevision {
  department_id: string;
  id: string;
  talk_id: string;
  student_id: string;
  ordinal: number;
  content: string;
  reason: string;
  author_id: string;
  revised_on: string;
  revised_at: string;
  held_on: string | null;
  mode: 'in-person' | 'phone' | 'online' | null;
  joint_person_id: string | null;
  joint_role: 'adviser' | 'counselor' | null;
}

export interface TalkSupplement {
  department_id: string;
  id: string;
  talk_id: string;
  student_id: string;
  text: string;
  held_on: string | null;
  author_id: string;
  author_role: 'adviser' | 'counselor';
  filed_on: string;
  filed_at: string;
}

export interface TeachingOffering {
  department_id: string;
  id: string;
  term: string;
  course_code: string;
  course_name: string;
  teacher_id: string;
}

export interface TermSummary {
  department_id: string;
  id: string;
  term: string;
  version: number;
  content: unknown;
  content_hash: string;
  reason: string;
  signed_on: string;
  signed_at: string;
  signed_by: string;
}

export interface TextCheck {
  department_id: string;
  id: Generated<string>;
  kind: 'application' | 'help-session' | 'help-feedback' | 'plan-objection' | 'guidance' | 'talk' | 'talk-revision' | 'talk-supplement' | 'referral';
  subject_id: string;
  student_id: string | null;
  author_id: string | null;
  phone_subject: string | null;
  filed_at: string;
  state: Generated<'waiting' | 'hit' | 'missed'>;
  attempts: Generated<number>;
  run_at: string;
  lease_until: string | null;
  advice: 'risky' | 'review' | null;
  label: number | null;
  reason: string | null;
  code: number | null;
  settled_by: string | null;
  settled_on: string | null;
}

export interface TextCheckSetting {
  department_id: string;
  level: 'off' | 'outside' | 'all';
  set_by: string;
  set_on: string;
}

export interface Volunteer {
  department_id: string;
  id: string;
  person_id: string;
  class_name: string | null;
  courses: unknown;
  free_time: string | null;
  contact: string | null;
}

export interface VolunteerApplication {
  department_id: string;
  id: string;
  call_id: string;
  student_id: string;
  phone_print: string;
  courses: unknown;
  free_periods: unknown;
  campus: string;
  contact: string;
  why: string;
  filed_on: string;
  filed_at: string;
}

export interface VolunteerCall {
  department_id: string;
  id: string;
  term: string;
  title: string;
  asks: string;
  training: unknown;
  closes_on: string;
  made_by: string;
  made_on: string;
  made_at: string;
}

export interface VolunteerGuidance {
  department_id: string;
  id: string;
  pairing_id: string;
  student_id: string;
  volunteer_id: string;
  guided_on: string;
  guidance: string;
  rating: 'good' | 'fair' | 'poor';
  remark: string;
  author_id: string;
  filed_on: string;
  filed_at: string;
}

export interface VolunteerProfile {
  department_id: string;
  person_id: string;
  passed: Generated<unknown>;
  free_periods: unknown | null;
  campus: string | null;
  places: Generated<number>;
  saved_by: string;
  saved_at: string;
}

export interface WechatToken {
  department_id: string;
  app_id: string;
  token: Generated<string>;
  expires_at: Generated<string>;
}

export interface DB {
  activation_code: ActivationCode;
  activation_failure: ActivationFailure;
  application_failure: ApplicationFailure;
  application_step: ApplicationStep;
  area: Area;
  assignment: Assignment;
  assignment_change: AssignmentChange;
  audit_event: AuditEvent;
  audit_head: AuditHead;
  calendar_day: CalendarDay;
  calendar_term: CalendarTerm;
  certificate_check_failure: CertificateCheckFailure;
  certificate_series: CertificateSeries;
  certified_session: CertifiedSession;
  class: Class;
  class_move: ClassMove;
  commendation: Commendation;
  commendation_end: CommendationEnd;
  commendation_member: CommendationMember;
  conference: Conference;
  conference_decision: ConferenceDecision;
  conference_member: ConferenceMember;
  conference_minutes: ConferenceMinutes;
  conference_view: ConferenceView;
  consent: Consent;
  course_advice: CourseAdvice;
  course_entry: CourseEntry;
  data_key: DataKey;
  data_request: DataRequest;
  data_request_answer: DataRequestAnswer;
  data_request_setting: DataRequestSetting;
  decision: Decision;
  department: Department;
  door_count: DoorCount;
  duty_waiver: DutyWaiver;
  duty_waiver_end: DutyWaiverEnd;
  file_object: FileObject;
  focus_mark: FocusMark;
  focus_note: FocusNote;
  grade_row: GradeRow;
  guardian_entry: GuardianEntry;
  help_answer: HelpAnswer;
  help_check: HelpCheck;
  help_code: HelpCode;
  help_draw: HelpDraw;
  help_draw_pick: HelpDrawPick;
  help_feedback: HelpFeedback;
  help_review: HelpReview;
  help_session: HelpSession;
  identity: Identity;
  import_batch: ImportBatch;
  import_change: ImportChange;
  import_preset: ImportPreset;
  import_progress: ImportProgress;
  import_rejection: ImportRejection;
  import_rollback: ImportRollback;
  import_row: ImportRow;
  joint_meeting: JointMeeting;
  joint_meeting_signature: JointMeetingSignature;
  key_run: KeyRun;
  letter: Letter;
  letter_content: LetterContent;
  letter_receipt: LetterReceipt;
  letter_series: LetterSeries;
  letter_step: LetterStep;
  letter_template: LetterTemplate;
  letter_wording: LetterWording;
  listed_fact: ListedFact;
  name_spelling: NameSpelling;
  offering_class: OfferingClass;
  pairing: Pairing;
  pairing_refusal: PairingRefusal;
  pairing_wish: PairingWish;
  parent_call: ParentCall;
  person: Person;
  plan_agreement: PlanAgreement;
  plan_code: PlanCode;
  plan_objection: PlanObjection;
  plan_review: PlanReview;
  policy_version: PolicyVersion;
  proposal: Proposal;
  qa_invitation: QaInvitation;
  qa_presence: QaPresence;
  qa_report: QaReport;
  qa_session: QaSession;
  queue_key: QueueKey;
  quick_phrase: QuickPhrase;
  referral: Referral;
  referral_answer: ReferralAnswer;
  referral_attachment: ReferralAttachment;
  reminder_credit: ReminderCredit;
  reminder_credit_event: ReminderCreditEvent;
  reminder_message: ReminderMessage;
  reminder_page: ReminderPage;
  reminder_sweep: ReminderSweep;
  reminder_told: ReminderTold;
  retention_rule: RetentionRule;
  retention_run: RetentionRun;
  screening: Screening;
  service_certificate: ServiceCertificate;
  service_certificate_end: ServiceCertificateEnd;
  student: Student;
  student_code_failure: StudentCodeFailure;
  student_sensitive: StudentSensitive;
  study_plan: StudyPlan;
  summary_text: SummaryText;
  support_case: SupportCase;
  talk_attachment: TalkAttachment;
  talk_record: TalkRecord;
  talk_revision: TalkRevision;
  talk_supplement: TalkSupplement;
  teaching_offering: TeachingOffering;
  term_summary: TermSummary;
  text_check: TextCheck;
  text_check_setting: TextCheckSetting;
  volunteer: Volunteer;
  volunteer_application: VolunteerApplication;
  volunteer_call: VolunteerCall;
  volunteer_guidance: VolunteerGuidance;
  volunteer_profile: VolunteerProfile;
  wechat_token: WechatToken;
}
