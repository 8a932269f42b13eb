import type { ApplicantItem, ApplicantView, CallSeen, RecruitingCall } from '#core/contract/index';
import { APPLICATION_STANDING_LABELS, APPLICATION_STEP_LABELS } from '#core/domain/labels';
import type { ApplicationStanding } from '#core/domain/recruiting';
import { sayMinutes } from '#core/domain/service-hours';
import { periodLabel } from '#core/domain/weekly-period';
import { toLine } from './line';
import { sayFullTerm } from './term';
import { sayDate, sayFullDate } from './when';

type Tone = 'due' | 'done' | 'calm';
const TONES: Readonly<Record<ApplicationStanding, Tone>> = {
  submitted: 'due',
  accepted: 'due',
  trained: 'due',
  registered: 'due',
  activated: 'done',
  declined: 'calm',
  withdrawn: 'calm',
};
/** The order in which one looks for what is to be done. */
const SHOWN: readonly ApplicationStanding[] = [
  'submitted',
  'accepted',
  'trained',
  'registered',
  'activated',
  'declined',
  'withdrawn',
];

export interface CallRow {
  readonly id: string;
  readonly title: string;
  readonly word: string;
  readonly tone: Tone;
  readonly line: string;
  readonly counts: string;
}

export const toCallRow = (call: RecruitingCall, today: string): CallRow => ({
  id: call.callId,
  title: call.title,
  word: call.isOpen ? '招募中' : '已截止',
  tone: call.isOpen ? 'due' : 'calm',
  line: toLine([sayFullTerm(call.term), `${sayDate(call.closesOn, today)}截止`]),
  counts:
    toLine(
      SHOWN.filter((standing) => call.counts[standing] > 0).map(
        (standing) => `${APPLICATION_STANDING_LABELS[standing]} ${call.counts[standing]}`,
      ),
    ) || '还没有人报名',
});

export interface ApplicantRow {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
  readonly courses: string;
  readonly word: string;
  readonly tone: Tone;
}

export const toApplicantRow = (item: ApplicantItem): ApplicantRow => ({
  id: item.applicationId,
  name: item.name,
  detail: toLine([item.className, item.studentNo]),
  courses: item.courses.join('、'),
  word: APPLICATION_STANDING_LABELS[item.standing],
  tone: TONES[item.standing],
});

const sayPeriods = (free: readonly string[]): string => free.map(periodLabel).join('、') || '没有填';

export const toApplicantPage = (view: ApplicantView, today: string) => ({
  name: view.name,
  detail: toLine([view.className, view.studentNo]),
  standing: `${APPLICATION_STANDING_LABELS[view.standing]} · ${view.callTitle}`,
  why: view.why,
  free: sayPeriods(view.free),
  contact: toLine([view.contact, view.campus]),
  claims: view.claims.map(({ name, claimed, found }) => ({
    name,
    line: toLine([
      claimed === '' ? '' : `本人填写 ${claimed}`,
      found === null ? '成绩库没有及格成绩' : `成绩库 ${found}`,
    ]),
    isFound: found !== null,
  })),
  criteria: view.criteria.map(({ key, isMet, isHard, sentence }) => ({
    key,
    sentence,
    tone: isMet ? 'done' : isHard ? 'late' : 'due',
    word: isMet ? '符合' : isHard ? '不能录用' : '请留意',
  })),
  training: view.training.map(({ title, material, minutes, done }, at) => ({
    at,
    title,
    material,
    line:
      done === null
        ? `计划 ${sayMinutes(minutes)}`
        : `${sayDate(done.on, today)}完成，${sayMinutes(done.minutes)}`,
    minutes,
    isDone: done !== null,
  })),
  hasTraining: view.standing !== 'submitted' && view.standing !== 'declined' && view.training.length > 0,
  steps: view.steps.map(({ kind, on, byName, reason, told }, at) => ({
    key: String(at),
    word: APPLICATION_STEP_LABELS[kind],
    detail: toLine([sayFullDate(on), byName ?? '']),
    reason,
    told: told === '' ? '' : `告诉本人：${told}`,
  })),
  can: view.can,
  hasBar: view.can.decide || view.can.register || view.can.activate,
});

/** A call as an applicant sees it. */
export const toCallSeen = (call: CallSeen) => ({
  id: call.callId,
  title: call.title,
  line: toLine([call.departmentName, `${sayFullDate(call.closesOn)}截止`]),
  asks: call.asks,
  training: call.training.map(({ title, material, minutes }, at) => ({
    key: String(at),
    title,
    line: toLine([material, sayMinutes(minutes)]),
    word: call.own?.trained.includes(at) ? '已完成' : '',
  })),
  isOpen: call.isOpen,
  own: call.own && {
    id: call.own.applicationId,
    name: call.own.studentName,
    word: APPLICATION_STANDING_LABELS[call.own.standing],
    courses: call.own.courses.map(({ name }) => name).join('、'),
    steps: call.own.steps.map(({ kind, on, told }, at) => ({
      key: String(at),
      line: `${sayFullDate(on)} ${APPLICATION_STEP_LABELS[kind]}`,
      told,
    })),
    mayWithdraw: !['declined', 'withdrawn', 'activated'].includes(call.own.standing),
  },
  mayApply: call.isOpen && (call.own === null || call.own.standing === 'submitted'),
});

/** What an applicant types; `courses` one a line: name, then the grade. */
export interface ApplyFields {
  readonly studentNo: string;
  readonly name: string;
  readonly courses: string;
  readonly free: readonly string[];
  readonly campus: string;
  readonly contact: string;
  readonly why: string;
}
export const NO_APPLY_FIELDS: ApplyFields = {
  studentNo: '',
  name: '',
  courses: '',
  free: [],
  campus: '',
  contact: '',
  why: '',
};

/** `遗传学 91` → name and grade; a line without a grade is a name. */
export const readCourses = (text: string): readonly { name: string; score: string }[] =>
  text
    .split(/[\n；;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const found = /^(.*\S)[\s：:，,]+(\d{1,3}(?:\.\d{1,2})?|优秀?|良好?|中等?|及格|通过|合格)$/.exec(line);
      return { name: found?.[1] ?? line, score: found?.[2] ?? '' };
    });

export const toApplyFields = (own: NonNullable<CallSeen['own']>): Partial<ApplyFields> => ({
  name: own.studentName,
  courses: own.courses.map(({ name, score }) => `${name} ${score}`.trim()).join('\n'),
  free: own.free,
  campus: own.campus,
  contact: own.contact,
  why: own.why,
});
