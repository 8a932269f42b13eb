import { addDays, type LocalDate } from './local-date';

/** 本人的权利: what whoever is kept here may ask for (个人信息保护法 art. 46, 47). */
export const DATA_REQUEST_KINDS = ['correction', 'erasure'] as const;
export type DataRequestKind = (typeof DATA_REQUEST_KINDS)[number];

export const DATA_REQUEST_KIND_LABELS: Readonly<Record<DataRequestKind, string>> = {
  correction: '更正',
  erasure: '删除',
};

/** What may be corrected of who signs in, and of a student. */
export const PERSON_FIELDS = ['name', 'work-no', 'contact', 'role', 'application', 'other'] as const;
export const STUDENT_FIELDS = [
  'name',
  'student-no',
  'gender',
  'native-place',
  'class',
  'contact',
  'family',
  'guardians',
  'other',
] as const;
export const DATA_FIELDS = [
  'name',
  'work-no',
  'student-no',
  'gender',
  'native-place',
  'class',
  'contact',
  'family',
  'guardians',
  'role',
  'application',
  'other',
] as const;
export type DataField = (typeof DATA_FIELDS)[number];

export const DATA_FIELD_LABELS: Readonly<Record<DataField, string>> = {
  name: '姓名',
  'work-no': '工号（学号）',
  'student-no': '学号',
  gender: '性别',
  'native-place': '籍贯',
  class: '班级',
  contact: '联系方式',
  family: '家庭情况',
  guardians: '家长信息',
  role: '身份和任期',
  application: '志愿者报名的内容',
  other: '其他',
};

/** Fields of the roster that the office's answer changes by itself; every other is changed by hand. */
const APPLIED: Readonly<Record<'person' | 'student', readonly DataField[]>> = {
  person: ['name', 'work-no', 'contact'],
  student: ['name', 'gender', 'native-place', 'class', 'contact', 'family'],
};
export const isAppliedField = (about: 'person' | 'student', field: DataField | null): boolean =>
  field !== null && APPLIED[about].includes(field);

/** Where what is not applied is changed, for whoever answers. */
export const DATA_FIELD_PLACES: Readonly<Partial<Record<DataField, string>>> = {
  'student-no': '重新导入名册；学号是认人的依据，要连同成绩一起核对',
  guardians: '学生档案里的“家长”，一条一条更正',
  role: '名册里这个人的页面：结束、更正或登记身份',
  application: '志愿者招募里的这份报名',
  'work-no': '名册里这个人的页面',
  contact: '名册里这个人的资料，或重新导入名册',
};

/** How the office knew who came for a student's data. */
export const IDENTITY_CHECKS = ['student-card', 'id-card', 'campus-card', 'known'] as const;
export type IdentityCheck = (typeof IDENTITY_CHECKS)[number];

export const IDENTITY_CHECK_LABELS: Readonly<Record<IdentityCheck, string>> = {
  'student-card': '看了学生证',
  'id-card': '看了身份证',
  'campus-card': '看了校园卡',
  known: '认识本人',
};

export const DATA_REQUEST_STATES = ['open', 'overdue', 'accepted', 'refused', 'withdrawn'] as const;
export type DataRequestState = (typeof DATA_REQUEST_STATES)[number];
export type DataRequestOutcome = 'accepted' | 'refused' | 'withdrawn';

export const DATA_REQUEST_STATE_LABELS: Readonly<Record<DataRequestState, string>> = {
  open: '待答复',
  overdue: '答复逾期',
  accepted: '已办理',
  refused: '不能办',
  withdrawn: '已撤回',
};

/** The longest texts, in characters. */
export const DATA_REQUEST_LIMITS = { wanted: 300, reason: 300, answer: 300, where: 100, value: 300 } as const;
/** Open requests of one person at a time. */
export const OPEN_REQUESTS_MOST = 10;

/** Days within which a request is answered where the department sets nothing else, and at most. */
export const ANSWER_DAYS = { default: 15, least: 1, most: 30 } as const;

/** The last day of the time to answer. */
export const answerDueOn = (askedOn: LocalDate, days: number): LocalDate => addDays(askedOn, days);

export const dataRequestState = (
  outcome: DataRequestOutcome | null,
  dueOn: LocalDate,
  today: LocalDate,
): DataRequestState => outcome ?? (dueOn < today ? 'overdue' : 'open');

/** Rows that stay when a name or an account goes, as people know them. */
export const KEPT_GROUPS = [
  'grades',
  'cases',
  'talks',
  'plans',
  'parents',
  'letters',
  'referrals',
  'help',
  'classroom',
  'roles',
  'other',
] as const;
export type KeptGroup = (typeof KEPT_GROUPS)[number];

export const KEPT_GROUP_LABELS: Readonly<Record<KeptGroup, string>> = {
  grades: '成绩和名单',
  cases: '认定和档案',
  talks: '谈话记录',
  plans: '学习计划',
  parents: '家长联系',
  letters: '预警通知书',
  referrals: '早报告',
  help: '结对和志愿帮扶',
  classroom: '课堂和答疑',
  roles: '身份和任期',
  other: '其他',
};

/** What a deletion takes, what it leaves and why, and what becomes of the numbers (art. 47). */
export const ERASURE_WORDS = {
  student: {
    goes: '可以去掉：姓名、学号、性别、籍贯、家庭、联系方式、家长、名单里的行，谈话、计划、早报告、通知书里填写的文字，附件照片和签名。',
    stays: '留下：日期、类别、成绩和次数，不再指向人；操作记录（只增不改的证据，网络安全法第 21 条）。',
    figures: '统计不变：认定、谈话、通知书照样计入，但从此认不出是谁，不能恢复。',
    byHand: '同意以后，由维护系统的老师运行“office person anonymise”，先看会留下什么，再确认。',
  },
  person: {
    goes: '可以去掉：微信绑定（在“人员与开通”解绑，立即删除）、志愿者登记的联系方式和空闲时间。',
    stays:
      '留下：姓名、工号、任期和署名的工作记录。写过的记录要有作者，随学生档案保存（第 13 条第 3 项、第 47 条）。',
    figures: '统计不变：办过的谈话、帮扶时数照样计入。',
    byHand: '同意以后，在“人员与开通”“名册”里办理。',
  },
} as const;
