import type { DutyView, FilingResult, Input, TalkForm } from '#core/contract/index';
import { TALK_MODE_LABELS } from '#core/domain/labels';
import { DETAIL_LABELS, DETAIL_WORDS, type DetailField, type TalkDetails } from '#core/domain/talk-details';
import { TALK_LIMITS, TALK_MODES, type TalkMode } from '#core/domain/talk-record';
import type { ShelvedPhoto } from '../services/photo-shelf';
import { sayDuty } from './archive';
import { type DueView, toDue } from './due';
import { type Group, inGroups } from './groups';
import { type TierView, toTier } from './tier';
import { sayDate, sayFullDate, sayInstant } from './when';

/** What is typed and chosen on the form 谈话记录表: what a draft keeps. */
export interface TalkFields {
  readonly heldOn: string;
  readonly mode: TalkMode;
  readonly place: string;
  readonly attended: boolean;
  readonly isJoint: boolean;
  readonly family: string;
  readonly contact: string;
  readonly problems: string;
  readonly assessment: string;
  readonly parentsContacted: boolean | null;
  readonly needsAttention: boolean | null;
  readonly psychologicalReferral: boolean | null;
  /** Minutes; a draft from before has none. */
  readonly duration: number | null;
  readonly details: TalkDetails;
  /** Sealed on this phone until they leave; a draft from before has none. */
  readonly photos: readonly ShelvedPhoto[];
  /** So that 我的 can name the draft without a call. */
  readonly studentName: string;
}

export type TextField = keyof typeof TALK_LIMITS & keyof TalkFields;

export const MODE_CHOICES = TALK_MODES.map((mode) => ({ value: mode, label: TALK_MODE_LABELS[mode] }));
export const ATTENDED_CHOICES = [
  { value: 'yes', label: '学生到了' },
  { value: 'no', label: '学生未到' },
];
export const YES_NO_CHOICES = [
  { value: 'yes', label: '是' },
  { value: 'no', label: '否' },
];

/** Everything known is filled in already; today, face to face, the student came. */
export const firstFields = (form: TalkForm): TalkFields => ({
  heldOn: form.today,
  mode: 'in-person',
  place: '',
  attended: true,
  isJoint: false,
  family: form.family,
  contact: form.contact,
  problems: '',
  assessment: '',
  parentsContacted: null,
  needsAttention: null,
  psychologicalReferral: null,
  duration: null,
  details: form.details,
  photos: [],
  studentName: form.student.name,
});

export const DURATION_CHOICES = [15, 30, 45, 60, 90].map((minutes) => ({
  value: String(minutes),
  label: `${minutes} 分钟`,
}));

export interface DetailRow {
  readonly field: DetailField;
  readonly label: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly chosen: readonly string[];
}

/** Choices of the annex's notes as rows of the form. */
export const toDetailRows = (fields: readonly DetailField[], details: TalkDetails): readonly DetailRow[] =>
  fields.map((field) => ({
    field,
    label: DETAIL_LABELS[field],
    choices: Object.entries(DETAIL_WORDS[field]).map(([value, label]) => ({ value, label })),
    chosen: [details[field] ?? ''].filter((value) => value !== ''),
  }));

export interface TalkFormView extends TierView {
  readonly name: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly due: DueView | null;
  readonly today: string;
  readonly decidedOn: string;
  readonly hasLastTalk: boolean;
  readonly lastTalkHead: string;
  /** The counselor adds an opinion to the adviser's record there. */
  readonly lastTalkLink: string;
  readonly lastTalkProblems: string;
  readonly lastTalkAssessment: string;
  readonly outstanding: readonly Group<{
    readonly key: string;
    readonly course: string;
    readonly credit: string;
  }>[];
  readonly outstandingNote: string;
  readonly hasPlan: boolean;
  readonly planGoal: string;
  readonly planRows: readonly string[];
  /** 辅导员 王某 也在场; empty where nobody is assigned. */
  readonly colleague: string;
}

export function toTalkFormView(form: TalkForm): TalkFormView {
  const { student, lastTalk, duty, colleague } = form;
  const role = colleague.role === 'adviser' ? '班主任' : '辅导员';
  return {
    name: student.name,
    ...toTier(form.tier),
    facts: [
      { label: '性别', value: student.gender ?? '未登记' },
      { label: '籍贯', value: student.nativePlace ?? '未登记' },
      { label: '班级', value: student.className },
      { label: '学号', value: student.studentNo },
    ],
    due: duty && dueOfTalk(duty, form.today),
    today: form.today,
    decidedOn: form.decidedOn,
    hasLastTalk: lastTalk !== null,
    lastTalkHead: lastTalk === null ? '' : `${sayDate(lastTalk.heldOn, form.today)} · ${lastTalk.by}`,
    lastTalkLink: form.role === 'counselor' ? '打开这份记录，补充意见' : '打开这份记录',
    lastTalkProblems: lastTalk?.problems ?? '',
    lastTalkAssessment: lastTalk?.assessment ?? '',
    outstanding: inGroups(
      form.outstanding.map(({ courseName, credit, term }, index) => ({
        key: `${index}:${term}`,
        course: courseName,
        credit: `${credit} 学分`,
      })),
    ),
    outstandingNote: form.outstanding.length === 0 ? '无' : `${form.outstanding.length} 门`,
    hasPlan: form.plan !== null,
    planGoal: form.plan?.goal ?? '',
    planRows: [...(form.plan?.courses ?? []), ...(form.plan?.steps ?? [])],
    colleague: colleague.name === null ? '' : `${role}${colleague.name}也在场`,
  };
}

/** 逾期3天 定期谈话 · 应于9月11日 */
function dueOfTalk(duty: DutyView, today: string): DueView {
  const due = toDue(duty, today);
  return { ...due, text: [sayDuty(duty.kind), due.text].filter((part) => part !== '').join(' · ') };
}

/** What the date says about the filing, before it is sent. */
export function toDateNote(
  heldOn: string,
  { today, decidedOn }: { today: string; decidedOn: string },
): string {
  if (heldOn < decidedOn) return '这一天早于认定，记录会保留，但不计入应办的谈话。';
  if (heldOn < today) return `按谈话日期计算；今天填写，记录上会注明补录。`;
  return '';
}

/** A record of the same day stands already: it may be the same talk. */
export function toSameDayNote(
  heldOn: string,
  { earlier, today }: Pick<TalkForm, 'earlier' | 'today'>,
): string {
  const same = earlier.find((talk) => talk.heldOn === heldOn);
  return same
    ? `这一天已有一份：${same.by} ${sayInstant(same.filedAt, today)} 填写。请确认不是同一次谈话。`
    : '';
}

export const sayChosenDate = (heldOn: string, today: string): string =>
  heldOn === today ? `今天（${sayFullDate(heldOn)}）` : sayFullDate(heldOn);

/** The id was made with the draft: a second tap or a retry sends the same one. */
export function toTalkInput(
  fields: TalkFields,
  form: Pick<TalkForm, 'caseId' | 'colleague'>,
  id: string,
  isAnother = false,
): Input<'talks.file'> {
  const { isJoint, photos: _photos, studentName: _, ...content } = fields;
  return {
    ...content,
    id,
    caseId: form.caseId,
    ...(isAnother ? { isAnother } : {}),
    jointWith: isJoint && fields.attended && form.colleague.name !== null ? form.colleague.role : null,
  };
}

export const toChosen = (answer: boolean | null): readonly string[] =>
  answer === null ? [] : [answer ? 'yes' : 'no'];

export const fromChosen = (value: string | null): boolean | null => (value === null ? null : value === 'yes');

/** Characters as people count them; past the limit the sentence says by how many. */
export function lengthError(field: TextField | 'supplement', text: string): string {
  const over = [...text].length - TALK_LIMITS[field];
  return over > 0 ? `超出 ${over} 字，最多 ${TALK_LIMITS[field]} 字。请精简后再提交。` : '';
}

export interface FiledView {
  readonly heading: string;
  readonly next: string;
  /** By when; null where the rule sets no further one. */
  readonly nextOn: string | null;
  readonly nextBecause: string;
  readonly notes: readonly string[];
}

/** A talk that does not count leaves the one that is due, be it late already. */
function sayNext(dueOn: string, attended: boolean, today: string): string {
  const day = sayDate(dueOn, today);
  if (dueOn < today) return attended ? `还有一次谈话应于${day}，请尽快安排` : `应于${day}，请尽快再约一次`;
  const by = dueOn === today ? '今天之内' : `${day}前`;
  return attended ? `下次谈话 ${by}` : `请在${by}再约一次`;
}

/** What happened and what comes next. */
export function toFiled(result: FilingResult, attended: boolean, today: string): FiledView {
  const { next, late, repeated } = result;
  const heading = attended ? '谈话已完成' : '已记录：学生未到';
  const notes = [
    ...(attended ? [] : ['这次算一次联系，谈话仍为待办，逾期不计为您的责任。']),
    ...(late === null ? [] : [`谈话后第 ${late.days} 天填写，记录上注明补录。`]),
    ...(repeated ? ['这份记录先前已经收到，没有重复保存。'] : []),
  ];
  if (next?.dueOn == null)
    return {
      heading,
      next: '办法未规定您的下一次谈话，需要时随时可谈。',
      nextOn: null,
      nextBecause: next?.because ?? '',
      notes,
    };
  return {
    heading,
    next: sayNext(next.dueOn, attended, today),
    nextOn: next.dueOn < today ? null : next.dueOn,
    nextBecause: next.because,
    notes,
  };
}
