import { DomainError } from './errors';
import { daysBetween, type LocalDate } from './local-date';
import type { HelpRules } from './service-rules';

/** 志愿者招募 (art. 6): selection, training, 登记备案, and only then to work. */

export const RECRUITING_LIMITS = {
  title: 40,
  asks: 500,
  items: 8,
  material: 300,
  courses: 10,
  courseName: 60,
  score: 10,
  name: 40,
  studentNo: 30,
  campus: 20,
  contact: 60,
  why: 300,
  reason: 200,
  told: 200,
} as const;

export interface TrainingItem {
  readonly title: string;
  /** What to read or bring, or where it is. */
  readonly material: string;
  /** Planned minutes. */
  readonly minutes: number;
}

/** What a new call begins with; people change it. */
export const USUAL_TRAINING: readonly TrainingItem[] = [
  {
    title: '帮扶办法和志愿者守则',
    material: '《学业困难学生帮扶办法》第四、五、六条；不打听、不外传同学的情况。',
    minutes: 30,
  },
  { title: '怎样记录帮扶、怎样请同学确认', material: '在小程序里试记一次，看一遍六位确认码。', minutes: 20 },
  { title: '辅导方法和遇到困难找谁', material: '由辅导员当面讲，带上自己的课程笔记。', minutes: 40 },
];

export const APPLICATION_STEPS = [
  'accepted',
  'declined',
  'trained',
  'registered',
  'activated',
  'withdrawn',
] as const;
export type ApplicationStepKind = (typeof APPLICATION_STEPS)[number];

export interface ApplicationStep {
  readonly kind: ApplicationStepKind;
  /** Of the training, from 0; null for every other kind. */
  readonly item: number | null;
}

export type ApplicationStanding =
  | 'submitted'
  | 'declined'
  | 'withdrawn'
  /** To be trained. */
  | 'accepted'
  /** Trained in everything; to be registered. */
  | 'trained'
  | 'registered'
  | 'activated';

/** Where an application stands, whatever the order of its training. @param items of the call's training */
export function standingOfApplication(steps: readonly ApplicationStep[], items: number): ApplicationStanding {
  const has = (kind: ApplicationStepKind) => steps.some((step) => step.kind === kind);
  if (has('withdrawn')) return 'withdrawn';
  if (has('declined')) return 'declined';
  if (has('activated')) return 'activated';
  if (has('registered')) return 'registered';
  if (!has('accepted')) return 'submitted';
  return untrained(steps, items).length === 0 ? 'trained' : 'accepted';
}

/** Training that is still to come, from 0. */
const untrained = (steps: readonly ApplicationStep[], items: number): readonly number[] =>
  Array.from({ length: items }, (_, at) => at).filter(
    (at) => !steps.some(({ kind, item }) => kind === 'trained' && item === at),
  );

const FROM: Readonly<Record<Exclude<ApplicationStepKind, 'withdrawn'>, ApplicationStanding>> = {
  accepted: 'submitted',
  declined: 'submitted',
  trained: 'accepted',
  registered: 'trained',
  activated: 'registered',
};
const NOT_YET: Readonly<Record<Exclude<ApplicationStepKind, 'withdrawn'>, string>> = {
  accepted: '这份报名已经答复或撤回，不能再录用。请刷新后查看。',
  declined: '这份报名已经答复或撤回，不能再答复。请刷新后查看。',
  trained: '录用之后、登记备案之前才登记培训。请刷新后查看。',
  registered: '培训全部完成后才能登记备案。',
  activated: '登记备案之后才能上岗。',
};

/** @throws DomainError APPLICATION_STANDING: what has to come first */
export function requireApplicationStep(
  standing: ApplicationStanding,
  kind: Exclude<ApplicationStepKind, 'withdrawn'>,
): void {
  if (FROM[kind] !== standing) throw new DomainError('APPLICATION_STANDING', NOT_YET[kind]);
}

/** @throws DomainError with the field that is wrong */
export function validateCall(
  call: { readonly title: string; readonly asks: string; readonly closesOn: LocalDate },
  today: LocalDate,
  { callDays }: Pick<HelpRules, 'callDays'>,
): void {
  if (call.title.trim() === '') throw new DomainError('TITLE_MISSING', '请填写招募的标题。', 'title');
  if (call.asks.trim() === '') throw new DomainError('ASKS_MISSING', '请写明要求志愿者做什么。', 'asks');
  if (call.closesOn < today) throw new DomainError('CLOSED', '截止日期不能早于今天。', 'closesOn');
  if (daysBetween(today, call.closesOn) > callDays) {
    throw new DomainError('CLOSED', `截止日期不能晚于 ${callDays} 天之后。`, 'closesOn');
  }
}

/** What the school's own grades say of a course that an applicant names. */
export interface CourseClaim {
  readonly name: string;
  /** As the applicant says; "": nothing. */
  readonly claimed: string;
  /** The last pass in the database: its text; null: none. */
  readonly found: string | null;
}

export interface SelectionCriterion {
  readonly key: 'not-identified' | 'courses' | 'free';
  readonly isMet: boolean;
  /** Not met: cannot be accepted. */
  readonly isHard: boolean;
  readonly sentence: string;
}

/** What people look at before they choose; only one who is identified cannot be a volunteer. */
export function selectionCriteria(applicant: {
  readonly isIdentified: boolean;
  readonly claims: readonly CourseClaim[];
  readonly freePeriods: number;
}): readonly SelectionCriterion[] {
  const { isIdentified, claims, freePeriods } = applicant;
  const proven = claims.filter(({ found }) => found !== null).length;
  return [
    {
      key: 'not-identified',
      isMet: !isIdentified,
      isHard: true,
      sentence: isIdentified ? '本人有在办的帮扶档案，不能担任志愿者。' : '本人没有在办的帮扶档案。',
    },
    {
      key: 'courses',
      isMet: proven > 0,
      isHard: false,
      sentence: `想帮扶的 ${claims.length} 门课程里，成绩库有及格成绩的 ${proven} 门。`,
    },
    {
      key: 'free',
      isMet: freePeriods > 0,
      isHard: false,
      sentence: freePeriods > 0 ? `每周有 ${freePeriods} 段空闲时间。` : '没有填空闲时间。',
    },
  ];
}
