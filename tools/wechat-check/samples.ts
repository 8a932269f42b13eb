import type {
  AccountView,
  Agenda,
  AuditItem,
  CallForm,
  DataRequestDetail,
  DataRequestView,
  DutyView,
  Evidence,
  EvidenceFact,
  EvidenceRow,
  GuardianDetail,
  GuardianItem,
  HelpItem,
  ImportView,
  Me,
  Outputs,
  OwnData,
  PairingRow,
  PairView,
  PlanLineView,
  ProposalListItem,
  ProposedChange,
  ReferralListItem,
  RejectedRow,
  ReminderProblem,
  RosterClass,
  RosterPerson,
  RosterPersonDetail,
  ScreeningSummary,
  StudentListItem,
  StudyPlanView,
  TalkView,
  TenureChangeView,
  TenureView,
  TextHint,
  TodoItem,
} from '#core/contract/index';
import { CAUSE_FACTORS } from '#core/domain/cause-factor';
import { CRITERIA } from '#core/domain/criterion';
import { DUTY_KINDS } from '#core/domain/duty';
import { ROLLOVER_STEPS } from '#core/domain/rollover';
import { PLAN_LIMITS } from '#core/domain/study-plan';
import { STANDINGS } from '#core/domain/what-if';
import { tierLoads } from '#core/domain/workload';
import { policy2015, policy2025 } from '#core/policies/index';
import { jointMeetingSample } from './joint-meeting-sample';
import {
  archiveCase,
  archiveViewers,
  classRows,
  happened,
  talkListed,
  timelineGroups,
} from './samples-archive';
import {
  conferenceOfMemberSample,
  conferenceOfStudentSample,
  conferenceSample,
  ownersSample,
} from './samples-conferences';
import { figureRowsSample, figuresSample, summarySample } from './samples-figures';
import { DRAWS, FOCUS_LIST, GUIDANCE, OWN_GUIDANCE, QA_ITEM, QA_LIST } from './samples-teaching';
import { volunteerSamples } from './samples-volunteers';

/** Answers with everything filled in: what the pages show at their fullest. No real person is meant. */

const TODAY = '2026-10-12';
/** The most rows that an answer may have. */
const PAGE_SIZE = 50;
const TEXT = '本学期三门课程不及格，作业有缺交；周三以后常晚睡，自述跟不上高等数学的进度。'.repeat(3);

const rows = <T>(make: (index: number) => T, count = PAGE_SIZE): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const page = <T>(make: (index: number) => T) => ({ items: rows(make), nextCursor: 'next' });

const talkDetails = {
  household: 'rural',
  economy: 'hard',
  parents: 'single',
  degree: 'heavy',
  mood: 'poor',
  study: 'poor',
  relations: 'fair',
  behaviour: 'fair',
  condition: 'abnormal',
  since: '上学期中，兼职之后',
} as const;

const phrases = { items: rows((index) => ({ id: `phrase-${index}`, text: TEXT.slice(0, 60) })) };

const student = (index: number) => ({
  id: `student-${index}`,
  studentNo: String(2_024_130_001 + index),
  name: `欧阳同学${index}`,
  gender: '女',
  nativePlace: '内蒙古呼和浩特',
  className: '计算机科学与技术2401',
});

const rosterPerson = (index: number): RosterPerson => ({
  personId: `person-${index}`,
  name: `欧阳老师${index}`,
  workNo: String(20_180_001 + index),
  roles: [
    { role: 'counselor', scope: '2024级责任区', lastDay: '2027-01-15', actingFor: '司徒老师' },
    { role: 'adviser', scope: '计算机科学与技术2401', lastDay: null, actingFor: null },
  ],
  leftOn: null,
  isBound: index % 2 === 0,
});
const tenure = (index: number): TenureView => ({
  tenureId: `tenure-${index}`,
  personId: 'person-0',
  name: '欧阳老师0',
  role: 'adviser',
  scope: '计算机科学与技术2401',
  classId: 'class-1',
  areaId: null,
  firstDay: '2024-09-01',
  lastDay: '2027-01-15',
  state: 'in-force',
  actingFor: index % 2 === 0 ? null : { personId: 'person-2', name: '司徒老师' },
  source: '教职工名单.xlsx',
});
const tenureChange = (index: number): TenureChangeView => ({
  id: `change-${index}`,
  at: '2026-10-12T02:00:00.000Z',
  by: '欧阳老师',
  kind: 'corrected',
  name: '司徒老师',
  role: 'adviser',
  scope: '计算机科学与技术2401',
  firstDay: '2024-09-01',
  wasLastDay: null,
  lastDay: '2027-01-15',
  actingFor: '欧阳老师',
  reason: '岗位调整，学期中途由同事接任，日期原来写错。',
});
const personDetail: RosterPersonDetail = {
  today: TODAY,
  person: rosterPerson(0),
  tenures: rows(tenure),
  history: rows(tenureChange),
  can: { edit: true, standIn: true, leave: true },
};
const rosterClass = (index: number): RosterClass => ({
  classId: `class-${index}`,
  name: `计算机科学与技术24${index}`,
  grade: '2024',
  major: '计算机科学与技术',
  area: { id: 'area-1', name: '学涯一区' },
  advisers: ['欧阳老师', '司徒老师（代欧阳老师）'],
  counselors: ['上官老师'],
  students: 42,
  openCases: 5,
  problems: ['没有在任的班主任，班主任的谈话无人承担。'],
});

const me: Me = {
  personId: 'person-1',
  name: '欧阳老师',
  workNo: '20180001',
  department: { name: '计算机科学与技术系', shortName: '计算机系' },
  roles: [
    { role: 'leader', scope: '全系' },
    { role: 'office', scope: '全系' },
    { role: 'counselor', scope: '2024级责任区' },
    { role: 'adviser', scope: '计算机科学与技术2401' },
    { role: 'teacher', scope: '高等数学' },
  ],
  activeRole: 'office',
  today: TODAY,
  termLabel: '2026-2027学年第1学期',
};

const todo = (index: number): TodoItem => ({
  id: `todo-${index}`,
  kind: 'first-talk',
  section: index % 2 === 0 ? 'overdue' : 'today',
  state: index % 2 === 0 ? 'overdue' : 'open',
  title: '首次谈话',
  detail: '计算机科学与技术2401 · 二级帮扶',
  hint: null,
  dueOn: index % 2 === 0 ? '2026-10-09' : '2026-10-16',
  because: '认定于9月28日，办法要求两周内完成首次谈话，须面对面',
  student: student(index),
  caseId: `case-${index}`,
  target: { page: 'talk-edit', caseId: `case-${index}` },
});

const listed = (index: number): StudentListItem => ({
  ...student(index),
  studentId: `student-${index}`,
  caseId: `case-${index}`,
  tier: 2,
  outstandingCredits: '26.50',
  lastTalkOn: '2026-09-29',
  daysSinceLastTalk: 13,
  nextDue: { kind: 'regular-talk', dueOn: '2026-10-16', state: 'open' },
});

const planLine = (index: number): PlanLineView => ({
  key: `MATH${1000 + index}`,
  code: `MATH${1000 + index}`,
  since: '2025-2026-2',
  isRepeatable: false,
  courseName: '高等数学A（二）',
  credit: '5.00',
  way: index % 2 === 0 ? 'retake' : 'resit',
  term: '2026-2027-2',
  on: index % 2 === 0 ? null : '2026-10-20',
  target: '每周做两套题，期末过 60',
  isShared: index % 3 !== 0,
  standing:
    index % 5 === 0 ? { kind: 'cleared', by: { term: '2026-2027-1', score: '66' } } : { kind: 'outstanding' },
  progress: 'behind',
});

const guardianPage = {
  student: student(1),
  today: TODAY,
  warnedOn: '2026-09-28',
  can: { save: true, seeNumbers: true },
};
const guardianItem = (index: number): GuardianItem => ({
  guardianId: `guardian-${index}`,
  entryId: `entry-${index}`,
  relation: index % 2 === 0 ? 'father' : 'mother',
  standing: index === 3 ? 'estranged' : 'reachable',
  isPreferred: index === 0,
  source: 'school-file',
  since: '2026-09-29',
  by: '欧阳老师',
  phoneHint: '尾号 01',
  doubt: index % 2 === 0 ? null : 'after-warning',
});
const guardianDetail = (index: number): GuardianDetail => ({
  ...guardianItem(index),
  name: '欧阳某',
  phone: `1990000400${index}`,
  address: '内蒙古呼和浩特市某区某街道某小区一号楼',
  preference: '晚上七点以后',
  history: rows(
    (at) => ({
      on: '2026-03-01',
      by: '欧阳老师',
      name: '欧阳某',
      phone: `1990000700${at}`,
      address: '',
      source: 'student' as const,
      reason: '号码停用',
    }),
    3,
  ),
});
const callForm: CallForm = {
  caseId: 'case-1',
  today: TODAY,
  student: student(1),
  numbers: rows(
    (index) => ({
      phone: `1990000400${index}`,
      label: '父亲 欧阳某',
      doubt: index % 2 === 0 ? null : ('by-student' as const),
      preference: '晚上七点以后',
      isPreferred: index === 0,
      failed: index,
    }),
    8,
  ),
  calls: rows(
    (index) => ({
      callId: `call-${index}`,
      calledOn: '2026-10-09',
      by: '欧阳老师',
      phoneHint: '尾号 01',
      reached: index % 2 === 0,
      failure: index % 2 === 0 ? null : ('busy' as const),
      who: '父亲本人',
      identityPassed: true,
      doubt: null,
      told: TEXT,
      answer: TEXT,
      next: '下周再联系',
    }),
    20,
  ),
  waiver: null,
  nextWay: { kind: 'another-guardian' },
  duty: null,
  can: { file: true, waive: false },
};

const jointMeeting = jointMeetingSample({ today: TODAY, student: student(1), text: TEXT });

/** A plan as full as one may be. */
const studyPlan: StudyPlanView = {
  caseId: 'case-1',
  today: TODAY,
  student: student(1),
  tier: 2,
  isClosed: false,
  plan: {
    planId: 'plan-1',
    ordinal: 2,
    reason: '补考未过，改为重修',
    goal: TEXT,
    lines: rows(planLine, PLAN_LIMITS.lines),
    steps: rows(
      (index) => ({ text: '周三晚自习到图书馆做习题', isShared: index % 2 === 0 }),
      PLAN_LIMITS.steps,
    ),
    madeOn: '2026-10-09',
    by: '欧阳老师',
    isInForce: true,
    agreement: { on: '2026-10-09', way: 'signature', signatureUrl: 'http://127.0.0.1/signature.svg' },
    objections: [{ on: '2026-10-09', wish: '周三晚上有课，换成周四。' }],
  },
  missing: rows((index) => planLine(index + 90), 3),
  terms: ['2026-2027-1', '2026-2027-2', '2027-2028-1'],
  versions: rows(
    (index) => ({
      planId: `plan-${index}`,
      ordinal: 9 - index,
      reason: '补考未过，改为重修',
      madeOn: '2026-10-09',
      by: '欧阳老师',
      agreedOn: '2026-10-09',
      agreedWay: 'signature',
    }),
    8,
  ),
  reviews: rows(
    (index) => ({
      reviewId: `review-${index}`,
      heldOn: '2026-10-09',
      by: '欧阳老师',
      note: TEXT,
      next: '本周补上第一章',
      progress: rows(
        (at) => ({ key: `MATH${at}`, progress: 'behind' as const, courseName: '高等数学A（二）' }),
        10,
      ),
    }),
    20,
  ),
  advices: rows(
    (index) => ({ adviceId: `advice-${index}`, heldOn: '2026-10-09', by: '欧阳老师', advice: TEXT }),
    6,
  ),
  duties: [],
  can: { save: true, agree: true, review: true, advise: true },
};

const evidenceRow = (index: number): EvidenceRow => ({
  file: '2025-2026-2 成绩.xlsx',
  row: index + 2,
  term: '2025-2026-2',
  courseCode: `MATH${1000 + index}`,
  courseName: '高等数学A（二）',
  nature: '必修',
  credit: '5.00',
  point: '0.00',
  score: '42',
  resitScore: '51',
  retakeScore: '55',
  because: '补考和重修都没有通过，计入不及格学分',
});

const evidenceFact = (index: number): EvidenceFact => ({
  file: '2025-2026-2 旷课.csv',
  row: index + 2,
  term: '2025-2026-2',
  subject: '高等数学A（二） 2026-04-07',
  hours: '2.00',
  because: '旷课，计入',
});

/** A heavy case: twenty failed results, and every course in the average. The others have no rows. */
const ROWS_OF: Partial<Record<Evidence['criterion'], number>> = {
  'failed-courses': 20,
  'academic-warning': 20,
  'low-gpa': PAGE_SIZE,
};
const evidence: readonly Evidence[] = CRITERIA.map((criterion) => ({
  criterion,
  // Failed courses and warning exclude each other.
  state: criterion === 'failed-courses' ? 'not-met' : 'met',
  statement: '不及格学分 26.50，学业预警线为 25.00（含）；在教务处预警名单上',
  rows: rows(evidenceRow, ROWS_OF[criterion] ?? 0),
  ...(criterion === 'truancy' ? { facts: rows(evidenceFact, 20) } : {}),
}));

const sources = [{ file: '2025-2026-2 成绩.xlsx', by: '周婷', at: '2026-09-13T02:00:00Z' }];

/** One of each kind, talks for both sides. */
const duties: readonly DutyView[] = DUTY_KINDS.flatMap((kind) =>
  (kind.endsWith('-talk') ? (['adviser', 'counselor'] as const) : (['either'] as const)).map(
    (role): DutyView => ({
      kind,
      role,
      dueOn: '2026-10-16',
      state: 'open',
      doneOn: null,
      because: '认定于9月28日，办法要求一个月内完成',
    }),
  ),
);

const rejected = (index: number): RejectedRow => ({
  file: '2025-2026-2 成绩.xlsx',
  row: index + 2,
  column: '课程学分',
  value: '四学分',
  reason: '学分应为数字，例如 4 或 4.0',
});

const imported = (index: number): ImportView => ({
  importId: `import-${index}`,
  kind: 'grades',
  fileName: `2025-2026-2 成绩${index}.xlsx`,
  layout: 'zf_old_admin_bulk_20',
  state: 'previewed',
  rowsRead: 12_480,
  students: 412,
  counts: { new: 120, changed: 14, unchanged: 12_246, rejected: 100 },
  mapping: rows((at) => ({ heading: `列${at}`, field: at % 3 === 0 ? null : '课程名称' }), 24),
  terms: ['2025-2026-1', '2025-2026-2'],
  rejected: rows(rejected, 20),
  unknownStudents: rows((at) => ({ studentNo: student(at).studentNo, name: student(at).name })),
  by: '欧阳老师',
  createdAt: '2026-10-12T02:00:00Z',
  appliedAt: null,
  rollback: null,
  preset: { signature: 'a'.repeat(64), by: '欧阳老师', at: '2026-10-02T02:00:00Z' },
  fileId: 'file',
  owner: null,
  changes: rows(
    (at) => ({
      row: at + 2,
      what: `欧阳同学${at} · 高等数学`,
      fields: [
        { label: '成绩', from: '45', to: '60' },
        { label: '绩点', from: '（空）', to: '1.00' },
      ],
    }),
    20,
  ),
});

const changeSample: ProposedChange = {
  kind: 'up',
  decision: { id: 'decision-1', outcome: 'confirm', tier: 1, on: '2026-09-14' },
  caseTier: 1,
  credits: { before: '22.50', after: '26.50' },
  gpa: { before: '1.51', after: '1.42' },
  courses: [
    {
      courseName: '有机化学',
      before: null,
      after: { ...evidenceRow(1), courseName: '有机化学', resitScore: '45' },
    },
    { courseName: '高等数学', before: evidenceRow(2), after: null },
  ],
  nowMet: ['low-gpa'],
  noLongerMet: ['failed-courses'],
};

const proposal = (index: number): ProposalListItem => ({
  proposalId: `proposal-${index}`,
  student: student(index),
  tier: 2,
  outstandingCredits: '26.50',
  gpa: '1.42',
  toNextTier: '7.50',
  met: ['failed-courses', 'low-gpa'],
  previousTier: 1,
  decision: { outcome: 'change', tier: 3, on: '2026-10-11' },
  change: changeSample,
});

const answer = { identified: true, tier: 3, outstandingCredits: '26.50' } as const;

const screening = (index: number): ScreeningSummary => ({
  screeningId: `screening-${index + 1}`,
  term: '2025-2026-2',
  kind: 'preview',
  ranOn: '2026-10-11',
  by: '欧阳老师',
  policy: { id: 'policy-2015', version: '2015-04-01' },
  students: 412,
  identified: 96,
  tiers: { watch: 40, 1: 30, 2: 20, 3: 6 },
  undecided: 50,
  files: ['2025-2026-1 成绩.xlsx', '2025-2026-2 成绩.xlsx'],
});

const agenda: Agenda = {
  ...page(proposal),
  screening: screening(0),
  counts: { open: 50, decided: 46, change: 12, identified: 96, nearMiss: 12, apart: 2 },
  groups: [
    { group: 'new', count: 21 },
    { group: 'again', count: 2 },
    { group: 'up', count: 9 },
    { group: 'down', count: 4 },
    { group: 'carried-over', count: 11 },
    { group: 'cleared', count: 3 },
  ],
  canDecide: true,
  rolledBack: ['2025-2026-2 成绩.xlsx'],
};

const talk: TalkView = {
  talkId: 'talk-1',
  caseId: 'case-1',
  student: student(1),
  heldOn: '2026-10-09',
  filedAt: '2026-10-12T02:42:00Z',
  late: { days: 3 },
  mode: 'in-person',
  place: '学院楼 203',
  duration: 40,
  jointRole: null,
  attended: true,
  family: '城镇，经济情况一般，双亲',
  contact: '13800000000',
  problems: TEXT,
  assessment: TEXT,
  parentsContacted: true,
  needsAttention: true,
  psychologicalReferral: false,
  author: { name: '欧阳老师', role: 'adviser' },
  participants: [{ name: '司马老师', role: 'counselor' }],
  details: talkDetails,
  revisions: rows(
    (index) => ({
      ordinal: index + 1,
      reason: '学生电话写错一位',
      by: '欧阳老师',
      at: '2026-10-10T02:00:00Z',
      isAfterSupplement: true,
      changes: [{ field: 'problems', before: TEXT, after: `${TEXT}。` }],
    }),
    5,
  ),
  supplements: rows(
    (index) => ({
      id: `supplement-${index}`,
      text: TEXT,
      heldOn: '2026-10-10',
      filedAt: '2026-10-12T03:00:00Z',
      author: { name: '司马老师', role: 'counselor' as const },
    }),
    6,
  ),
  signatures: {
    adviser: { name: '欧阳老师', on: '2026-10-09' },
    counselor: { name: '司马老师', on: '2026-10-10' },
  },
  photos: 2,
  can: { supplement: true, print: true, revise: true },
};

const account = (index: number): AccountView => ({
  personId: `person-${index}`,
  name: `司马老师${index}`,
  workNo: String(20_180_000 + index),
  roles: [
    { role: 'adviser', scope: '计算机科学与技术2401' },
    { role: 'teacher', scope: '' },
  ],
  boundOn: index % 2 === 0 ? '2026-09-01' : null,
  codeExpiresOn: '2026-10-19',
  invitationExpiresOn: '2026-10-19',
});

const audited = (index: number): AuditItem => ({
  seq: 31_415 - index,
  at: '2026-10-12T02:42:00.000Z',
  onDay: '2026-10-12',
  person: { id: `person-${index}`, name: `司马老师${index}`, workNo: String(20_180_000 + index) },
  role: 'adviser',
  action: index % 2 === 0 ? 'students.sensitive' : 'meeting.decide',
  subject: { type: 'student', id: `student-${index}` },
  subjectName: null,
  student: { id: `student-${index}`, name: `欧阳同学${index}`, studentNo: `20240501${1000 + index}` },
  detail: { purpose: 'contact-parents', outcome: 'change', tier: '3' },
  changes: index % 2 === 0 ? {} : { outcome: ['confirm', 'change'], tier: ['2', '3'] },
});

const referral = (index: number): ReferralListItem => ({
  referralId: `referral-${index}`,
  student: student(index),
  referrer: { name: '司马老师', role: 'teacher' },
  filedOn: '2026-10-02',
  standing: 'waiting',
  answeredOn: null,
  days: 10,
  isOverdue: true,
});

const problem = (index: number): ReminderProblem => ({
  id: `message-${index}`,
  person: { name: `欧阳老师${index}`, workNo: String(20_180_001 + index) },
  day: '2026-10-12',
  text: '您有12项谈话待完成',
  state: index % 2 === 0 ? 'held' : 'refused',
  reason: index % 2 === 0 ? 'no-answer' : 'unsubscribed',
  code: index % 2 === 0 ? null : 43101,
  settled: { how: 'send-again', on: '2026-10-12', by: '欧阳老师', note: null },
});

const textHint = (index: number): TextHint => ({
  id: `hint-${index}`,
  kind: index % 2 === 0 ? 'help-session' : 'talk',
  subjectId: `subject-${index}`,
  studentId: `student-${index}`,
  author: index % 3 === 0 ? null : `欧阳志愿者${index}`,
  filedOn: '2026-10-12',
  hit: index % 4 === 3 ? null : { advice: index % 2 === 0 ? 'risky' : 'review', label: 20006 },
  missed: index % 4 === 3 ? { reason: 'recipient', code: 61010 } : null,
  settled: index === 1 ? { by: '许佩兰', on: '2026-10-13' } : null,
});

const dataRequest = (index: number): DataRequestView => ({
  requestId: `request-${index}`,
  about: index % 2 === 0 ? 'person' : 'student',
  name: `欧阳同学${index}`,
  number: `2024123456${index}`,
  kind: index % 3 === 2 ? 'erasure' : 'correction',
  field: index % 3 === 2 ? null : 'name',
  askedOn: '2026-09-20',
  dueOn: '2026-10-05',
  state: index % 2 === 0 ? 'overdue' : 'open',
  answeredOn: null,
  was: '欧阳同学',
  wanted: '欧阳同雪',
  reason: '户口本上是这个字，入学登记时写错了。',
  identityCheck: index % 2 === 0 ? null : 'student-card',
  enteredBy: index % 2 === 0 ? '' : '许佩兰',
  answer: null,
});
const dataRequestDetail: DataRequestDetail = {
  ...dataRequest(5),
  today: '2026-10-12',
  studentId: 'student-5',
  personId: null,
  isApplied: false,
  effect: {
    kept: [
      { group: 'grades', rows: 84 },
      { group: 'cases', rows: 3 },
      { group: 'talks', rows: 12 },
      { group: 'letters', rows: 2 },
    ],
    files: 4,
    barrier: null,
  },
  can: { answer: true, withdraw: true },
};
const ownData: OwnData = {
  today: '2026-10-12',
  days: 15,
  name: '欧阳志愿者',
  workNo: '202412345678',
  department: '生命科学系',
  roles: [],
  volunteer: {
    className: '生物科学241',
    courses: ['高等数学', '大学物理'],
    freeTime: '周二下午',
    contact: '微信同号',
  },
  applications: [
    {
      id: 'application-0',
      call: '2026年秋季学业帮扶志愿者招募',
      filedOn: '2026-09-10',
      courses: ['高等数学（92）', '大学物理（88）'],
      free: ['周二第7-8节', '周四第5-6节'],
      campus: '东校区',
      contact: '微信同号',
      why: '想把学过的方法讲给别人听。',
    },
  ],
  requests: [0, 2, 4].map(dataRequest),
};

const nameOf = ({ id, version, title, effectiveFrom }: typeof policy2015) => ({
  policyId: id,
  version,
  title,
  effectiveFrom,
});

const helped = (index: number): HelpItem => ({
  sessionId: `session-${index}`,
  studentName: '欧阳同学',
  volunteerName: index % 2 === 0 ? null : '上官志愿者',
  kind: 'held',
  heldOn: '2026-10-11',
  from: 1140,
  to: 1260,
  course: '高等数学A（二）',
  done: TEXT,
  next: '周四晚七点，带第三章习题',
  lag: 1,
  standing: index % 2 === 0 ? 'waiting' : 'too-long',
  dayMinutes: 300,
  dayLimit: 240,
  feedback: { helpful: 'some', wish: '多讲几道例题，时间换到周四晚上。' },
});
const PAIR_BECAUSE = '已通过高等数学A（二）（92）、大学物理（88）；周二第7-8节、周四晚上都有空；同在下沙校区';
const letterReceipts = {
  receipts: rows(
    (at) => ({
      receiptId: `receipt-${at}`,
      on: '2026-09-14',
      byName: '沈知礼',
      url: 'https://example.com/photo.jpg',
      mayRemove: true,
    }),
    6,
  ),
};
const letterTemplate = {
  versions: rows(
    (at) => ({
      templateId: `template-${at}`,
      fileName: `通知书模板（第${at}稿）.docx`,
      isBuiltIn: at % 3 === 2,
      on: '2026-09-14',
      byName: '沈知礼',
    }),
    12,
  ),
  needs: ['编号', '家长', '课程表'],
  fields: ['编号', '家长', '课程表', '学号', '班级'],
};
const letterAddressee = {
  name: '欧阳家长',
  relation: '父亲',
  address: '浙江省绍兴市越城区府山街道胜利西路 1088 号柳桥花园 3 幢 2 单元 501 室',
  postcode: '312000',
};
const pairHead = (index: number) => ({
  student: { id: `student-${index}`, name: `欧阳同学${index}`, className: '计算机科学与技术2401' },
  caseId: `case-${index}`,
  tier: 2 as const,
  courses: ['高等数学A（二）', '大学物理', '程序设计基础'],
});
const pairView: PairView = {
  pairingId: 'pair-0',
  volunteerId: 'volunteer-0',
  volunteerName: '上官志愿者',
  firstDay: '2026-10-08',
  courses: ['高等数学A（二）'],
  agreedContact: '微信，晚上八点后',
  because: PAIR_BECAUSE,
  isInterrupted: true,
};

export const SAMPLES = {
  'figures.show': figuresSample,
  'figures.rows': figureRowsSample,
  'summary.show': summarySample,
  'policies.show': {
    policy: policy2015,
    inForce: nameOf(policy2015),
    upcoming: [],
    versions: [policy2015, policy2025].map(nameOf),
    newest: '',
    can: { editTables: true, editRules: true },
  },
  'policies.history': page((index) => ({
    ...nameOf(policy2015),
    version: `2015.2-${50 - index}`,
    isInForce: index === 0,
    by: '欧阳老师',
    madeAt: '2026-10-12T02:00:00Z',
    reason: '按教务处本学期的课程替代表',
    differences: rows(
      (at) => ({
        section: 'substitutions' as const,
        label: `SK${1000 + at} 替代 SK${2000 + at}`,
        before: null,
        after: '可替代',
      }),
      20,
    ),
    differenceCount: 30,
  })),
  // Every move that there is, and as many people as a large department has.
  'policies.what-if': {
    before: nameOf(policy2015),
    after: nameOf(policy2025),
    total: 1_400,
    compared: 1_400,
    rows: rows(
      (index) => ({
        ...student(index),
        studentId: `student-${index}`,
        className: `计算机2401${index % 40}`,
        before: STANDINGS[index % 7] ?? 'none',
        after: STANDINGS[Math.floor(index / 7) % 7] ?? 'none',
        creditsBefore: '26.50',
        creditsAfter: '24.50',
      }),
      490,
    ),
    loads: { before: tierLoads(policy2015), after: tierLoads(policy2025) },
    staff: rows(
      (index) => ({
        className: `计算机2401${index}`,
        advisers: [{ id: `adviser-${index}`, name: '欧阳老师' }],
        counselors: [{ id: `counselor-${index % 5}`, name: '司马老师' }],
      }),
      40,
    ),
    nextCursor: null,
  },
  'session.me': me,
  'today.list': {
    ...page(todo),
    role: 'counselor',
    today: TODAY,
    counts: { overdue: 25, open: 25, upcoming: 40 },
    others: { total: 120, overdue: 30 },
    days: rows((index) => ({ day: `2026-10-${12 + index}`, due: index % 4, isTeaching: index % 7 < 5 }), 14),
    classes: rows((index) => ({ id: `class-${index}`, name: `计算机2401${index}` }), 12),
    person: null,
    total: 90,
  },
  'today.workload': {
    weeks: rows((index) => ({ from: `2026-10-${12 + index}`, to: `2026-10-${18 + index}` }), 6),
    people: rows(
      (index) => ({ key: `person-${index}`, name: '欧阳老师', role: '辅导员', talks: [9, 7, 5, 3, 1, 0] }),
      40,
    ),
  },
  'today.workload-rows': figureRowsSample,
  'students.list': {
    ...page(listed),
    total: 412,
    classes: rows((index) => ({ id: `class-${index}`, name: `计算机2401${index}` }), 12),
  },
  'students.archive': {
    student: { ...student(1), hasSensitive: true },
    openCase: {
      caseId: 'case-1',
      term: '2025-2026-2',
      tier: 2,
      decidedOn: '2026-09-28',
      owner: '司马南乔',
      difficulty: 'both',
      causes: CAUSE_FACTORS,
      outstandingCredits: '26.50',
      gpa: '1.42',
      toNextTier: '7.50',
      // Beside a page of the timeline: three rows of absences.
      evidence: evidence.map(({ facts, ...held }) => (facts ? { ...held, facts: facts.slice(0, 3) } : held)),
      sources,
    },
    duties,
    timeline: rows(happened),
    timelineNext: 'next',
    timelineGroups: timelineGroups(),
    cases: rows(archiveCase, 4),
    referrals: rows(referral, 3),
    advisers: ['欧阳老师'],
    counselors: ['司马老师'],
    can: { fileTalk: true, seeSensitive: true, waive: true, export: true, exportSensitive: true },
  },
  'students.timeline': { ...page(happened), groups: timelineGroups() },
  'students.viewers': archiveViewers,
  'students.sensitive': {
    family: TEXT,
    contact: '13800000000',
    guardians: '父亲 13900000000',
    causes: ['poverty', 'serious-illness'],
    causeNote: '母亲住院',
    discipline: [{ ...evidenceFact(1), term: null, subject: '考试作弊（学〔2026〕3号）', hours: null }],
  },
  'phrases.list': phrases,
  'phrases.save': phrases,
  'phrases.remove': phrases,
  'queue.key': { key: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=' },
  'talks.revise': { talkId: 'talk-1', ordinal: 1, repeated: false },
  'talks.list': { ...page(talkListed), total: 320, classes: classRows() },
  'talks.form': {
    caseId: 'case-1',
    today: TODAY,
    student: student(1),
    family: '城镇，经济情况一般，双亲',
    contact: '13800000000',
    tier: 2,
    decidedOn: '2026-09-28',
    outstanding: rows(() => ({ courseName: '高等数学A（二）', credit: '5.00', term: '2025-2026-2' })),
    details: talkDetails,
    plan: {
      goal: TEXT,
      steps: rows(() => TEXT.slice(0, 60), 12),
      courses: rows((index) => `高等数学A${index}：及格`, 30),
    },
    earlier: [{ talkId: 'talk-1', heldOn: TODAY, filedAt: `${TODAY}T02:00:00Z`, by: '欧阳老师' }],
    lastTalk: { talkId: 'talk-1', heldOn: '2026-10-09', by: '欧阳老师', problems: TEXT, assessment: TEXT },
    duty: duties[0] ?? null,
    role: 'adviser',
    colleague: { role: 'counselor', name: '司马老师' },
  },
  'talks.view': talk,
  'talks.photos': {
    photos: rows((at) => ({ photoId: `photo-${at}`, url: `https://storage.example/${at}` }), 3),
  },
  'plans.show': studyPlan,
  'plans.code': { planId: 'plan-1', code: '482915', minutes: 30 },
  'guardians.show': { ...guardianPage, guardians: rows(guardianItem, 6), rosterNumbers: 4 },
  'guardians.numbers': {
    ...guardianPage,
    guardians: rows(guardianDetail, 6),
    roster: rows(
      (index) => ({
        text: `父亲 欧阳某 1990000400${index}；母亲 司马某 1990000700${index}`,
        since: '2026-02-26',
      }),
      4,
    ),
  },
  'contacts.form': callForm,
  'rollover.show': {
    today: TODAY,
    ended: '2025-2026-2',
    current: '2026-2027-1',
    screeningId: 'screening-1',
    steps: ROLLOVER_STEPS.map((step, index) => ({
      step,
      state: index < 4 ? ('done' as const) : index === 4 ? ('next' as const) : ('later' as const),
      detail: '成绩已导入；还没有导入的：旷课记录、违纪处分、学业预警名单、学生名册、教职工名单、教学班',
    })),
    can: { close: true },
  },
  'rollover.cases': {
    ...page((index) => ({
      caseId: `case-${index}`,
      student: student(index),
      term: '2025-2026-1',
      tier: 2 as const,
      proposalId: null,
    })),
    total: 120,
    can: { close: true },
  },
  'oversight.show': {
    today: TODAY,
    term: '2025-2026-2',
    openCases: 412,
    counts: {
      overdue: 128,
      'unowned-classes': 3,
      'no-plan': 40,
      letters: 12,
      meetings: 6,
      messages: 9,
      imports: 2,
      hours: 0,
    },
    people: rows((index) => ({
      key: `person-${index}:adviser`,
      personId: `person-${index}`,
      name: '欧阳老师',
      role: index % 2 === 0 ? '班主任' : '辅导员',
      overdue: 9,
      absent: 2,
      longest: 21,
      reasons: [
        { reason: '没有记录', count: 9 },
        { reason: '约过，学生未到', count: 2 },
      ],
    })),
    morePeople: 12,
    classes: rows((index) => ({
      classId: `class-${index}`,
      name: `计算机科学与技术24${index}`,
      overdue: 6,
      absent: 1,
      longest: 14,
      reasons: [{ reason: '没有记录', count: 7 }],
    })),
    moreClasses: 4,
    can: { waive: true, standIn: true, reassign: false },
  },
  'oversight.rows': {
    ...page((index) => ({
      key: `row-${index}`,
      title: `欧阳同学${index} · 定期谈话`,
      detail: '计算机科学与技术2401 · 二级 · 欧阳老师（班主任）',
      reason: '没有记录',
      due: { state: 'overdue' as const, dueOn: '2026-09-28', because: '上次谈话 9月14日 + 两周 = 9月28日' },
      student: { id: `student-${index}`, name: `欧阳同学${index}`, className: '计算机科学与技术2401' },
      caseId: `case-${index}`,
      classId: 'class-1',
      duty: { kind: 'regular-talk' as const, role: 'adviser' as const },
      owners: [{ personId: 'person-1', name: '欧阳老师' }],
    })),
    section: 'overdue',
    total: 128,
    of: '',
    can: { waive: true, standIn: true, reassign: false },
  },
  'duties.waivers': {
    caseId: 'case-1',
    today: TODAY,
    student: student(1),
    duties,
    waivers: rows(
      (index) => ({
        waiverId: `waiver-${index}`,
        kind: DUTY_KINDS[index % DUTY_KINDS.length] ?? 'pairing',
        role: 'adviser' as const,
        on: '2026-10-09',
        until: '2026-11-30',
        by: '欧阳老师',
        reason: TEXT,
        end: index % 2 === 0 ? null : { on: TODAY, by: '欧阳老师', reason: TEXT },
        isInForce: index % 2 === 0,
      }),
      8,
    ),
    can: { waive: true },
  },
  'joint-meetings.show': jointMeeting,
  'meeting.agenda': agenda,
  'conference.show': conferenceSample,
  'conference.mine': conferenceOfMemberSample,
  'meeting.proposal': {
    proposalId: 'proposal-1',
    screeningId: 'screening-1',
    term: '2025-2026-2',
    student: student(1),
    identified: true,
    tier: 2,
    change: changeSample,
    outstandingCredits: '26.50',
    gpa: '1.42',
    toNextTier: '7.50',
    criteria: {
      truancy: 'no-data',
      'failed-courses': 'met',
      'academic-warning': 'met',
      'low-gpa': 'met',
      'study-discipline': 'no-data',
      referral: 'not-met',
    },
    evidence,
    sources,
    pending: rows(evidenceRow, 3),
    previousCase: { term: '2025-2026-1', tier: 1, outstandingCredits: '12.00' },
    decision: null,
    conference: conferenceOfStudentSample,
    owners: ownersSample,
    wouldStart: duties,
    position: { index: 7, of: 50, nextProposalId: 'proposal-2' },
    canDecide: true,
    canImport: true,
  },
  'screenings.list': { items: rows(screening), nextCursor: null },
  'screenings.replay': {
    screeningId: 'screening-1',
    policy: { id: '2015', version: '2015.2' },
    students: 412,
    isSame: false,
    differingCount: 412,
    differing: rows((index) => ({
      student: student(index),
      stored: answer,
      replayed: answer,
      parts: ['tier', 'credits', 'gpa', 'criteria', 'evidence'] as const,
    })),
  },
  'screenings.compare': {
    before: 'screening-2',
    after: 'screening-1',
    counts: { new: 150, cleared: 60, up: 30, down: 20, same: 120 },
    ...page((index) => ({
      student: student(index),
      group: 'new' as const,
      before: answer,
      after: answer,
    })),
  },
  'calendar.show': {
    today: TODAY,
    month: '2026-10',
    days: rows(
      (index) => ({
        day: `2026-10-${String(index + 1).padStart(2, '0')}`,
        kind: index < 7 ? ('free' as const) : ('teaching' as const),
        name: index < 7 ? '国庆节' : '',
        isCorrected: index === 20,
        isYearUnknown: false,
      }),
      31,
    ),
    terms: rows(
      (index) => ({
        term: `${2022 + index}-${2023 + index}-1`,
        from: `${2022 + index}-09-05`,
        to: `${2023 + index}-01-15`,
        selection: { from: `${2022 + index}-12-21`, to: `${2022 + index}-12-25` },
      }),
      12,
    ),
    corrections: [{ day: '2026-10-21', as: 'free', note: '运动会' }],
    currentTerm: '2026-2027-1',
    nextToEnter: '2026-2027-2',
    missing: ['2026-2027学年第2学期还没有录入：1月15日以后按普通教学周计算，假期不会扣除。'],
    warnings: ['2025-2026学年第1学期有 200 天，与平常的学期不同，请核对日期。'],
    canEdit: true,
  },
  'calendar.weigh': {
    moved: 12,
    earlier: 2,
    overdue: 1,
    examples: rows(
      () => ({
        title: '首次谈话',
        name: '欧阳同学',
        className: '计算机2401',
        from: '2026-10-16',
        to: '2026-10-19',
      }),
      3,
    ),
    warnings: [],
  },
  'referrals.form': { student: null, answerDays: 7 },
  'referrals.mine': page((index) => ({
    referralId: `referral-${index}`,
    studentName: student(index).name,
    studentNo: student(index).studentNo,
    filedOn: '2026-10-02',
    standing: index % 2 === 0 ? ('waiting' as const) : ('accepted' as const),
    answeredOn: index % 2 === 0 ? null : '2026-10-09',
  })),
  'referrals.list': { ...page(referral), waiting: 50 },
  'referrals.show': {
    ...referral(0),
    dueOn: '2026-10-09',
    causes: CAUSE_FACTORS,
    causeNote: '厌学',
    seen: TEXT,
    photos: rows((index) => ({ photoId: `photo-${index}`, url: `https://files.example/${index}` }), 4),
    figures: { outstandingCredits: '26.50', gpa: '1.42', toNextTier: null },
    currentTier: 2,
    ifAccepted: { term: '2025-2026-2', tier: 3 },
    place: null,
    answer: null,
    canAnswer: true,
    nextReferralId: 'referral-1',
  },
  'audit.list': page(audited),
  'audit.check': { head: { seq: 31_415, hash: 'a'.repeat(64) }, last: 31_415, broken: null, hasMore: false },
  'accounts.list': page(account),
  'papers.invitation': {
    account: account(0),
    image: {
      fileName: '开通码.jpg',
      url: 'https://files.example/code.jpg',
      expiresAt: '2026-10-12T03:00:00.000Z',
    },
    expiresOn: '2026-10-19',
  },
  'accounts.withdraw-invitation': account(0),
  'accounts.issue-code': { account: account(0), code: 'K7PM-4QTX-9FWH', expiresOn: '2026-10-19' },
  'privacy.show': {
    version: '2026-12-01.1',
    guide: { version: '2026-12-01.1', answer: 'withdrawn', on: '2026-10-12' },
    isAgreed: false,
    contact: { word: null, isGiven: false },
  },
  'privacy.answer': {
    version: '2026-12-01.1',
    guide: { version: '2026-12-01.1', answer: 'given', on: '2026-10-12' },
    isAgreed: true,
    contact: { word: null, isGiven: true },
  },
  'roster.people': page(rosterPerson),
  'roster.person': personDetail,
  'roster.scopes': {
    classes: rows((at) => ({ id: `class-${at}`, name: `计算机科学与技术24${at}` }), 200),
    areas: rows((at) => ({ id: `area-${at}`, name: `学涯${at}区` }), 12),
  },
  'roster.classes': page(rosterClass),
  'roster.class': {
    ...rosterClass(0),
    today: TODAY,
    tenures: rows(tenure),
    history: rows(tenureChange),
    moves: rows((at) => ({
      on: TODAY,
      from: `学涯${at}区`,
      to: `学涯${at + 1}区`,
      by: '欧阳老师',
      reason: '责任区调整',
    })),
    can: { edit: true },
  },
  'roster.handover-sheet': {
    today: TODAY,
    className: '计算机科学与技术2401',
    handedOverOn: TODAY,
    former: ['欧阳老师'],
    present: ['司徒老师'],
    overdueBefore: 12,
    students: rows((at) => ({
      studentId: `student-${at}`,
      studentNo: String(2_024_130_001 + at),
      name: `欧阳同学${at}`,
      tier: 3 as const,
      lastTalk: { heldOn: '2026-10-01', by: '欧阳老师', talkId: `talk-${at}` },
      duties: DUTY_KINDS.slice(0, 6).map((kind) => ({
        kind,
        role: 'adviser' as const,
        dueOn: '2026-10-15',
        because: '认定后 7 天内完成',
        state: 'overdue' as const,
        lateBefore: 3,
      })),
    })),
  },
  'roster.areas': {
    areas: rows((at) => ({
      areaId: `area-${at}`,
      name: `学涯${at}区`,
      counselors: ['欧阳老师', '司徒老师'],
      classNames: rows((no) => `计算机科学与技术24${no}`, 12),
      problems: ['没有在任的辅导员，辅导员的谈话无人承担。请给一位登记这个责任区。'],
    })),
    loose: rows((at) => `计算机科学与技术25${at}`, 30),
    can: { edit: true },
  },
  'roster.offerings': page((at) => ({
    offeringId: `offering-${at}`,
    term: '2026-2027-1',
    courseCode: `MATH10${at}`,
    courseName: '高等数学（工科数学分析基础）',
    teacher: '欧阳老师',
    classNames: rows((no) => `计算机科学与技术24${no}`, 6),
  })),
  'rights.mine': ownData,
  'rights.ask': ownData,
  'rights.withdraw': dataRequest(0),
  'rights.requests': {
    ...page(dataRequest),
    today: '2026-10-12',
    days: 15,
    open: 50,
    overdue: 25,
    can: { enter: true, setDays: true },
  },
  'rights.show': dataRequestDetail,
  'rights.enter': dataRequestDetail,
  'rights.answer': dataRequestDetail,
  'rights.set-days': { days: 15 },
  'texts.hints': { ...page(textHint), level: 'outside', open: { hits: 37, missed: 12 } },
  'texts.settle': textHint(1),
  'texts.set-level': { level: 'off' },
  'reminders.mine': {
    credits: 3,
    isEmployee: false,
    last: { day: '2026-10-12', text: '您有12项谈话待完成', state: 'refused', reason: 'no-credit' },
  },
  'reminders.subscribe': { credits: 4, isEmployee: false },
  'reminders.problems': {
    ...page(problem),
    counts: { held: 3, refused: 24, failed: 12, dropped: 11 },
    report: {
      from: '2026-08-20',
      counts: { sent: 310, waiting: 4, 'no-credit': 20, 'not-bound': 4, refused: 3, failed: 23, unknown: 3 },
    },
  },
  'reminders.settle': problem(0),
  'letters.list': {
    shelf: 'posted',
    counts: {
      owed: 12,
      draft: 8,
      approved: 5,
      printed: 9,
      posted: 120,
      delivered: 300,
      returned: 3,
      withdrawn: 2,
    },
    late: 4,
    classNames: rows((at) => `计算机科学与技术23${at}`, 12),
    ...page((index) => ({
      letterId: `letter-${index}`,
      caseId: `case-${index}`,
      student: { id: `student-${index}`, name: `欧阳学生${index}`, className: '计算机科学与技术2301' },
      tier: 2 as const,
      state: 'posted' as const,
      stateOn: '2026-09-10',
      number: `生科系学警〔2026〕${index + 1}号`,
      mailNumber: 'XA12345678911',
      postedOn: '2026-09-10',
      transit: { days: 16, isLate: true },
      problems: [],
      duty: null,
    })),
  },
  'letters.show': {
    letterId: 'letter-0',
    caseId: 'case-0',
    student: {
      id: 'student-0',
      name: '欧阳学生',
      studentNo: '202405010101',
      className: '计算机科学与技术2301',
    },
    tier: 2,
    state: 'draft',
    addressee: letterAddressee,
    mailNumber: null,
    transit: null,
    content: {
      number: null,
      issuedOn: null,
      departmentName: '生命科学系',
      addressee: letterAddressee,
      student: { name: '欧阳学生', studentNo: '202405010101', className: '计算机科学与技术2301' },
      outstanding: rows(
        () => ({
          term: '2025-2026学年第2学期',
          courseName: '线性代数与空间解析几何',
          nature: '必修',
          credit: '2.5',
          result: '45，补考 52',
        }),
        12,
      ),
      outstandingCredits: '16.5',
      gpa: '1.3211',
      paragraphs: {
        opening: ['经系学生学业帮扶工作组研究，列为学业帮扶二级对象。'],
        meaning: ['上列课程可以通过补考、重修等途径取得学分。'],
        help: ['系里已安排班主任、辅导员定期谈话。'],
        request: ['请您与孩子及时沟通。'],
        contact: ['系学工办，电话 0571-00000000'],
      },
      corrects: null,
    },
    contentHash: null,
    guardians: rows(
      (index) => ({
        guardianId: `guardian-${index}`,
        addressee: letterAddressee,
        isBarred: index === 1,
        because: index === 1 ? '登记为已故，不能寄给这位家长' : null,
      }),
      3,
    ),
    problems: ['没有邮政编码'],
    steps: [{ to: 'draft', on: '2026-09-14', byName: '沈知礼', mailNumber: null, note: '' }],
    ...letterReceipts,
    can: {
      receipt: true,
      address: true,
      approve: false,
      print: false,
      post: false,
      arrive: false,
      withdraw: true,
      correct: false,
    },
  },
  'letters.draft': { letterId: 'letter-0' },
  'letters.address': { letterId: 'letter-0', problems: [] },
  'papers.approve-letters': { approved: [], refused: [] },
  'letters.step': { letterId: 'letter-0', state: 'posted' },
  'letters.receipt': letterReceipts,
  'letters.remove-receipt': letterReceipts,
  'letters.template': letterTemplate,
  'letters.template-upload': {
    fileId: 'file-0',
    upload: { url: 'https://example.com/upload', method: 'PUT', headers: {} },
  },
  'papers.save-template': letterTemplate,
  'papers.template-file': {
    fileName: '通知书模板.docx',
    url: 'https://example.com/file',
    expiresAt: '2026-09-14T10:00:00Z',
  },
  'letters.wording': {
    wording: {
      opening: '{学生}',
      meaning: '意义',
      help: '帮扶',
      request: '配合',
      contact: '系学工办，电话 0571-00000000',
    },
    fields: ['家长', '学生', '学号'],
    saved: { on: '2026-09-14', byName: '沈知礼' },
  },
  'letters.save-wording': { savedOn: '2026-09-14' },
  'papers.letters': { file: null, printed: 0, refused: [] },

  'pairings.desk': {
    show: 'open',
    counts: { open: 120, offered: 60, paired: 80 },
    volunteers: { atWork: 90, places: 140 },
    ...page(
      (index): PairingRow => ({
        ...pairHead(index),
        suggestion: {
          volunteerId: `volunteer-${index}`,
          name: `上官志愿者${index}`,
          className: '计算机科学与技术2301',
          sentence: PAIR_BECAUSE,
        },
        because: null,
        pair: null,
      }),
    ),
  },
  'pairings.mine': {
    filingDays: 30,
    items: rows(
      (index) => ({
        pairingId: `pair-${index}`,
        studentName: `欧阳同学${index}`,
        className: '计算机科学与技术2401',
        agreedContact: '微信，晚上八点后',
        courses: ['高等数学A（二）', '大学物理', '程序设计基础'],
        firstDay: '2026-10-08',
        plan: {
          lines: [
            { course: '高等数学A（二）', way: 'retake' as const, term: '2026-2027-2', on: null },
            { course: '大学物理', way: 'resit' as const, term: '2026-2027-1', on: '2026-11-20' },
          ],
          steps: ['每周三晚自习两小时，做完一章习题', '周日把不会的题发给志愿者'],
        },
      }),
      5,
    ),
  },
  'focus.mine': FOCUS_LIST,
  'guidance.of-student': GUIDANCE,
  'guidance.mine': OWN_GUIDANCE,
  'checks.list': DRAWS,
  'qa.list': QA_LIST,
  'qa.show': QA_ITEM,
  'help.mine': {
    ...page(helped),
    counted: 3000,
    open: 240,
    rules: { codeMinutes: 30, dayLimit: 240 },
  },
  'help.of-student': { ...page(helped), counted: 3000, open: 240 },
  ...volunteerSamples,
  'help.code': { sessionId: 'session-0', code: '482915', expiresAt: '2026-10-12T12:30:00.000Z' },
  'pairings.student': {
    ...pairHead(0),
    wish: { free: ['1-1', '2-4', '7-5'], campus: '下沙校区', classWish: 'other-class' },
    standing: 'asked',
    pair: pairView,
    former: rows(
      (index) => ({
        pairingId: `pair-${index}`,
        volunteerName: `上官志愿者${index}`,
        firstDay: '2026-03-05',
        lastDay: '2026-07-01',
        kind: 'not-suitable' as const,
        note: '时间总对不上',
      }),
      4,
    ),
    choices: page((index) => ({
      volunteerId: `volunteer-${index}`,
      name: `上官志愿者${index}`,
      className: '计算机科学与技术2301',
      sentence: PAIR_BECAUSE,
      obstacle: index % 2 === 0 ? null : ('no-period' as const),
      isAllowed: true,
      freeTime: '周二、周四晚上',
      load: 1,
      places: 2,
    })),
  },
  'imports.show': imported(0),
  'imports.progress': { progress: { step: 'apply', done: 40_000, total: 170_000 } },
  'imports.read': {
    kind: 'grades',
    layout: 'zf_old_admin_bulk_20',
    isRecognised: true,
    signature: 'a'.repeat(64),
    headingRow: 2,
    columns: rows(
      (at) => ({ heading: `列${at}`, field: at < 10 ? `f${at}` : null, samples: ['2.02E+11', '85'] }),
      24,
    ),
    fields: rows((at) => ({ field: `f${at}`, label: `含义${at}`, isRequired: at < 8 }), 18),
    layouts: rows(
      (at) => ({
        layout: at === 0 ? 'zf_old_admin_bulk_20' : `l${at}`,
        kind: 'grades' as const,
        title: `正方（${at}）`,
      }),
      16,
    ),
    preset: null,
  },
  'imports.rejected': page(rejected),
  'imports.list': page(imported),
} as const satisfies Partial<Outputs>;
