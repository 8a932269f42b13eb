import type { CaseOutcome, Difficulty } from './case-decision';
import type { CauseFactor } from './cause-factor';
import type { CommendationKind } from './commendation';
import type { CriterionId, CriterionState } from './criterion';
import type { DutyKind, DutyRole, DutyState } from './duty';
import type { Answer, Attendance, Homework } from './focus';
import type {
  CallFailure,
  GuardianRelation,
  GuardianSource,
  GuardianStanding,
  NumberDoubt,
} from './guardian';
import type { ImportKind } from './import-kind';
import type { LayoutId } from './import-layout';
import type { PairingObstacle } from './pairing';
import type { PairingEndKind } from './pairing-end';
import type { ReadingPurpose } from './reading-purpose';
import type { ApplicationStanding, ApplicationStepKind } from './recruiting';
import type { ReferralStanding } from './referral';
import type { DeliveryKind, MessageReason, ProblemState } from './reminder-message';
import type { Role } from './role';
import type { CertificateState } from './service-certificate';
import type { Helpfulness, HelpKind, HelpStanding } from './service-hours';
import type { AgreementWay, PlanWay, ReviewProgress } from './study-plan';
import type { SupportTier } from './support-tier';
import type { TalkMode } from './talk-record';
import type { TenureState } from './tenure';
import type { UnbindReason } from './unbind-reason';
import type { LetterState } from './warning-letter';

/**
 * The one map from stored codes to Chinese: pages, papers and exports all use it. A code without a
 * label does not compile.
 */

export const ROLE_LABELS: Readonly<Record<Role, string>> = {
  leader: '工作组组长',
  office: '系学工办',
  counselor: '辅导员',
  adviser: '班主任',
  teacher: '专业教师',
  volunteer: '学业帮扶志愿者',
};

/** The heaviest says so: other schools count the other way. */
export const TIER_LABELS: Readonly<Record<SupportTier, string>> = {
  watch: '建档关注',
  1: '一级',
  2: '二级',
  3: '三级（最重）',
};

export const CRITERION_LABELS: Readonly<Record<CriterionId, string>> = {
  truancy: '旷课',
  'failed-courses': '不合格课程较多',
  'academic-warning': '学业预警',
  'low-gpa': '平均学分绩点过低',
  'study-discipline': '学习违纪',
  referral: '早报告',
};

export const CRITERION_STATE_LABELS: Readonly<Record<CriterionState, string>> = {
  met: '符合',
  'not-met': '不符合',
  'no-data': '未提供数据',
};

export const CAUSE_LABELS: Readonly<Record<CauseFactor, string>> = {
  poverty: '经济贫困',
  'mental-fragility': '心理脆弱',
  'status-change': '学籍异动',
  'independent-living': '生活独立',
  'internet-addiction': '网络成瘾',
  'serious-illness': '罹患重大疾病',
  'extreme-views': '思想偏激',
  disciplined: '受到违纪处分',
};

export const CASE_OUTCOME_LABELS: Readonly<Record<CaseOutcome, string>> = {
  confirm: '确认',
  change: '调整',
  dismiss: '不认定',
  close: '结案',
};

export const DIFFICULTY_LABELS: Readonly<Record<Difficulty, string>> = {
  ability: '学习能力',
  attitude: '学习态度',
  both: '能力和态度',
};

export const TALK_MODE_LABELS: Readonly<Record<TalkMode, string>> = {
  'in-person': '面谈',
  phone: '电话',
  online: '线上',
};

export const PAIRING_END_LABELS: Readonly<Record<PairingEndKind, string>> = {
  'student-wish': '学生希望更换',
  'volunteer-wish': '志愿者希望更换',
  'not-suitable': '两人不合适',
  unavailable: '志愿者暂停或不再参加',
  'goal-reached': '帮扶目标已达到',
  'case-closed': '学生档案已结案',
  mistake: '结对登记有误',
};

export const PAIRING_OBSTACLE_LABELS: Readonly<Record<PairingObstacle, string>> = {
  full: '名额已满',
  'no-course': '课程不对口',
  'no-period': '时间对不上',
  refused: '曾谢绝',
  'same-person': '本人',
};

export const GUARDIAN_RELATION_LABELS: Readonly<Record<GuardianRelation, string>> = {
  father: '父亲',
  mother: '母亲',
  grandfather: '祖父或外祖父',
  grandmother: '祖母或外祖母',
  'other-relative': '其他亲属',
  other: '其他监护人',
};

export const GUARDIAN_SOURCE_LABELS: Readonly<Record<GuardianSource, string>> = {
  'school-file': '学校档案',
  guardian: '家长本人提供',
  student: '学生提供',
};

export const GUARDIAN_STANDING_LABELS: Readonly<Record<GuardianStanding, string>> = {
  reachable: '可以联系',
  estranged: '断绝往来',
  deceased: '已故',
};

export const NUMBER_DOUBT_LABELS: Readonly<Record<NumberDoubt, string>> = {
  unknown: '没有登记过',
  'by-student': '只有学生提供过',
  'after-warning': '认定之后才登记',
};

export const CALL_FAILURE_LABELS: Readonly<Record<CallFailure, string>> = {
  'no-answer': '无人接听',
  busy: '占线或关机',
  'wrong-number': '号码不对',
  'hung-up': '接通后挂断',
};

export const PLAN_WAY_LABELS: Readonly<Record<PlanWay, string>> = {
  resit: '补考',
  retake: '重修',
  substitute: '课程替代',
};

/** 签名确认, 用确认码确认 */
export const AGREEMENT_WAY_LABELS: Readonly<Record<AgreementWay, string>> = {
  signature: '签名',
  code: '用确认码',
};
export const REVIEW_PROGRESS_LABELS: Readonly<Record<ReviewProgress, string>> = {
  'on-track': '按计划',
  behind: '落后',
  stuck: '有困难',
  'not-started': '还没开始',
};

export const HELPFULNESS_LABELS: Readonly<Record<Helpfulness, string>> = {
  yes: '有帮助',
  some: '有一点',
  no: '没有帮助',
};
export const HELP_KIND_LABELS: Readonly<Record<HelpKind, string>> = {
  held: '已帮扶',
  'missed-student': '同学没有来',
  'missed-volunteer': '我没能去',
};

export const APPLICATION_STANDING_LABELS: Readonly<Record<ApplicationStanding, string>> = {
  submitted: '待选拔',
  declined: '未录用',
  withdrawn: '已撤回',
  accepted: '培训中',
  trained: '待登记备案',
  registered: '待上岗',
  activated: '已上岗',
};

export const APPLICATION_STEP_LABELS: Readonly<Record<ApplicationStepKind, string>> = {
  accepted: '录用',
  declined: '不录用',
  trained: '培训',
  registered: '登记备案',
  activated: '上岗',
  withdrawn: '本人撤回',
};

export const COMMENDATION_KIND_LABELS: Readonly<Record<CommendationKind, string>> = {
  person: '个人',
  team: '集体',
};

export const CERTIFICATE_STATE_LABELS: Readonly<Record<CertificateState, string>> = {
  valid: '有效',
  withdrawn: '已撤回',
  replaced: '已被代替',
};

export const HELP_STANDING_LABELS: Readonly<Record<HelpStanding, string>> = {
  missed: '未进行',
  withdrawn: '已撤回',
  objected: '同学说不属实',
  refused: '辅导员未认可',
  waiting: '待同学确认',
  'too-long': '待辅导员确认',
  counted: '已计入',
};

export const DUTY_LABELS: Readonly<Record<DutyKind, string>> = {
  'first-talk': '首次谈话',
  'study-plan': '下阶段学习计划',
  'regular-talk': '定期谈话',
  'phone-parents': '电话告知家长',
  'warning-letter': '书面预警通知书',
  pairing: '志愿者一对一结对',
  'joint-meeting': '家长来校面谈',
  'plan-review': '学习计划检查',
  'course-advice': '选课咨询',
  'volunteer-guidance': '志愿者指导与评价',
  'focus-note': '课堂重点关注',
};

export const DUTY_STATE_LABELS: Readonly<Record<DutyState, string>> = {
  upcoming: '未到期',
  open: '待办',
  done: '已完成',
  overdue: '已逾期',
  paused: '暂停',
  waived: '免办',
};

export const DUTY_ROLE_LABELS: Readonly<Record<DutyRole, string>> = {
  adviser: '班主任',
  counselor: '辅导员',
  office: '系学工办',
  teacher: '专业教师',
  either: '班主任或辅导员',
};

export const IMPORT_KIND_LABELS: Readonly<Record<ImportKind, string>> = {
  grades: '成绩',
  courses: '课程目录',
  absences: '旷课记录',
  discipline: '违纪处分',
  warnings: '学业预警名单',
  referrals: '早报告',
  classes: '班级',
  areas: '责任区',
  students: '学生名册',
  staff: '教职工名单',
  offerings: '教学班',
  volunteers: '学业帮扶志愿者',
};

/** Where a file of this layout comes from. */
export const LAYOUT_LABELS: Readonly<Record<LayoutId, string>> = {
  zf_old_admin_bulk_20: '正方（教务处批量导出，20 列）',
  zf_old_admin_detail_21: '正方（教务处成绩明细，21 列，无学分）',
  zf_old_admin_class_20: '正方（教学班成绩，20 列，无学分）',
  zf_old_student_16: '正方（学生成绩单，16 列）',
  zf_old_student_18: '正方（学生成绩单，18 列）',
  zf_old_student_19: '正方（学生成绩单，19 列）',
  zf_old_student_20: '正方（学生成绩单，20 列）',
  zf_new_json: '正方 V9（JSON）',
  zf_new_excel: '正方 V9（学生成绩查询导出）',
  qz_web_csv_bit: '强智（网页成绩表）',
  qz_web_csv_csust: '强智（网页成绩表，有补重学期）',
  qz_app_json: '强智（手机端 JSON）',
  courses: '课程目录',
  absences: '旷课记录',
  discipline: '违纪处分',
  warnings: '学业预警名单',
  referrals: '早报告',
  classes: '班级名单',
  areas: '责任区名单',
  students: '学生名册',
  staff: '教职工名单',
  offerings: '教学班名单',
  volunteers: '志愿者名单',
};

export const IMPORT_STATE_LABELS: Readonly<
  Record<'previewed' | 'applied' | 'discarded' | 'rolled-back', string>
> = {
  previewed: '待应用',
  applied: '已应用',
  discarded: '已放弃',
  'rolled-back': '已撤销',
};

export const SCREENING_KIND_LABELS: Readonly<Record<'preview' | 'official', string>> = {
  preview: '筛查预览（补考前）',
  official: '正式筛查',
};

export const READING_PURPOSE_LABELS: Readonly<Record<ReadingPurpose, string>> = {
  'contact-student': '联系学生',
  'contact-parents': '联系家长',
  'prepare-talk': '准备谈话',
};

export const UNBIND_LABELS: Readonly<Record<UnbindReason, string>> = {
  left: '离开岗位',
  'phone-lost': '手机丢失',
  'new-account': '换了微信',
  'wrong-person': '绑错了人',
};

export const TENURE_STATE_LABELS: Readonly<Record<TenureState, string>> = {
  coming: '未开始',
  'in-force': '在任',
  over: '已结束',
  void: '作废',
};

/** What was done to an assignment. */
export const TENURE_CHANGE_LABELS: Readonly<Record<'given' | 'ended' | 'corrected' | 'voided', string>> = {
  given: '登记',
  ended: '结束',
  corrected: '更正',
  voided: '作废',
};

export const REFERRAL_STANDING_LABELS: Readonly<Record<ReferralStanding, string>> = {
  waiting: '待答复',
  accepted: '已采纳',
  'not-accepted': '未采纳',
  withdrawn: '已撤回',
};

export const DELIVERY_LABELS: Readonly<Record<DeliveryKind, string>> = {
  sent: '已发出',
  waiting: '等待发送',
  'no-credit': '没有额度',
  'not-bound': '没有绑定微信',
  refused: '拒收',
  failed: '没发出',
  unknown: '不知道是否发出',
};

export const PROBLEM_STATE_LABELS: Readonly<Record<ProblemState, string>> = {
  held: '待核实',
  refused: '收不到',
  failed: '没发出',
  dropped: '已过期',
};

/** Why a reminder did not go out, or why that is not known. */
export const MESSAGE_REASON_LABELS: Readonly<Record<MessageReason, string>> = {
  'no-credit': '没有订阅额度',
  'not-bound': '没有绑定微信',
  unsubscribed: '没有额度或已拒收',
  banned: '微信停用了这个模板或账号的订阅消息',
  recipient: '微信不认得这个账号',
  template: '模板或页面的设置不对',
  values: '内容不合模板的要求',
  sensitive: '微信认为有敏感词',
  quota: '当天的发送次数用完了',
  busy: '微信系统繁忙',
  token: '没有取得发送凭证',
  network: '没有连上微信',
  'no-answer': '微信没有回答',
  interrupted: '发送时中断',
  attempts: '试了多次都没有发出',
  expired: '过了时间没有发出',
  other: '微信拒绝了',
};

export const LETTER_STATE_LABELS: Readonly<Record<LetterState, string>> = {
  draft: '草稿',
  approved: '已审核',
  printed: '已打印',
  posted: '在途',
  delivered: '已签收',
  returned: '已退回',
  withdrawn: '已撤回',
};

export const ATTENDANCE_LABELS: Readonly<Record<Attendance, string>> = {
  present: '到课',
  late: '迟到',
  absent: '缺勤',
  leave: '请假',
};
export const ANSWER_LABELS: Readonly<Record<Answer, string>> = {
  'not-asked': '没有问到',
  good: '答得好',
  weak: '答不上',
};
export const HOMEWORK_LABELS: Readonly<Record<Homework, string>> = {
  fine: '已交或没有',
  late: '迟交',
  missing: '未交',
};
