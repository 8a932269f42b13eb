import type { Input, ReferralFiled, ReferralForm, ReferralView } from '#core/contract/index';
import type { ReferralPlace } from '#core/contract/outputs/referrals';
import { CAUSE_FACTORS, type CauseFactor } from '#core/domain/cause-factor';
import { DomainError } from '#core/domain/errors';
import { REFERRAL_STANDING_LABELS, ROLE_LABELS, TIER_LABELS } from '#core/domain/labels';
import { type ReferralOutcome, validateAnswer, validateReferral } from '#core/domain/referral';
import { sayCause } from './archive';
import { toLine, toSentence } from './line';
import { type StandingTone, standingTone } from './referrals';
import { sayFullTerm } from './term';
import { type TierView, toTier } from './tier';
import { sayDate } from './when';

/** What a person fills in of a 早报告; the draft holds it. */
export interface ReferralFields {
  /** Of the archive it was opened from; empty: named by number and name. */
  readonly studentId: string;
  readonly studentNo: string;
  readonly studentName: string;
  readonly causes: readonly string[];
  readonly causeNote: string;
  readonly seen: string;
  /** Ids of photos that were sent. */
  readonly photoIds: readonly string[];
}

export const firstReferralFields = ({ student }: ReferralForm): ReferralFields => ({
  studentId: student?.id ?? '',
  studentNo: student?.studentNo ?? '',
  studentName: student?.name ?? '',
  causes: [],
  causeNote: '',
  seen: '',
  photoIds: [],
});

export interface ReferralFormView {
  readonly isPicked: boolean;
  readonly name: string;
  readonly detail: string;
  readonly promise: string;
}

export const toReferralFormView = ({ student, answerDays }: ReferralForm): ReferralFormView => ({
  isPicked: student !== null,
  name: student?.name ?? '',
  detail: student === null ? '' : toLine([student.className, student.studentNo]),
  promise: `诊断会在 ${answerDays} 天内答复。您会看到是否采纳。`,
});

/** The first thing that is missing, by field; null: may be sent. Comfort only, the server decides. */
export function missingInReferral(
  fields: ReferralFields,
): { readonly field: string; readonly message: string } | null {
  if (fields.studentId === '') {
    if (fields.studentNo.trim() === '') return { field: 'studentNo', message: '请填写学生的学号。' };
    if (fields.studentName.trim() === '') return { field: 'studentName', message: '请填写学生的姓名。' };
  }
  return refusalOf(() => validateReferral({ ...fields, causes: [] }), 'seen');
}

export const toReferralInput = (fields: ReferralFields, id: string): Input<'referrals.file'> => ({
  id,
  student:
    fields.studentId === ''
      ? { studentNo: fields.studentNo, name: fields.studentName }
      : { studentId: fields.studentId },
  causes: fields.causes.filter((cause): cause is CauseFactor =>
    CAUSE_FACTORS.some((known) => known === cause),
  ),
  causeNote: fields.causeNote,
  seen: fields.seen,
  photoIds: [...fields.photoIds],
});

export const sayFiled = ({ answerBy }: ReferralFiled, today: string): string =>
  `诊断会在${sayDate(answerBy, today)}前答复`;

export const OUTCOME_CHOICES: readonly { readonly value: ReferralOutcome; readonly label: string }[] = [
  { value: 'accepted', label: '采纳' },
  { value: 'not-accepted', label: '不采纳' },
];

export interface ReferralPageView extends TierView {
  readonly name: string;
  readonly detail: string;
  readonly word: string;
  readonly tone: StandingTone;
  readonly filed: string;
  readonly due: string;
  readonly causes: string;
  readonly seen: string;
  readonly photos: readonly { readonly key: string; readonly url: string; readonly label: string }[];
  readonly figures: readonly { readonly label: string; readonly value: string; readonly tone: string }[];
  readonly noGrades: boolean;
  readonly consequence: string;
  readonly answered: string;
  readonly reason: string;
  readonly place: string;
  /** The student on the meeting's list; empty: not there. */
  readonly proposalId: string;
  readonly canAnswer: boolean;
  readonly isAnswered: boolean;
  readonly nextReferralId: string;
}

export function toReferralPageView(view: ReferralView, today: string): ReferralPageView {
  const { student, referrer, figures, answer, place } = view;
  return {
    name: student.name,
    detail: toLine([student.className, student.studentNo]),
    ...toTier(view.currentTier),
    word: view.isOverdue ? '答复已逾期' : REFERRAL_STANDING_LABELS[view.standing],
    tone: standingTone(view),
    filed: `${sayDate(view.filedOn, today)}由${ROLE_LABELS[referrer.role]}${referrer.name}报告`,
    due:
      view.standing === 'waiting'
        ? `${view.days === 0 ? '今天收到' : `已等 ${view.days} 天`}，${sayDate(view.dueOn, today)}前答复`
        : '',
    causes: [...view.causes.map(sayCause), view.causeNote].filter((part) => part !== '').join('、'),
    seen: view.seen,
    photos: view.photos.map(({ photoId, url }, index) => ({
      key: photoId,
      url,
      label: `照片 ${index + 1}`,
    })),
    figures:
      figures === null
        ? []
        : [
            { label: '不及格学分', value: figures.outstandingCredits, tone: 'plain' },
            {
              label: '平均绩点',
              value: figures.gpa ?? '无数据',
              tone: figures.gpa === null ? 'zero' : 'plain',
            },
            {
              label: '学分距更重一级',
              value: figures.toNextTier ?? '已最重',
              tone: figures.toNextTier === null ? 'zero' : 'plain',
            },
          ],
    noGrades: figures === null,
    consequence:
      view.ifAccepted === null
        ? ''
        : `采纳后计入${sayFullTerm(view.ifAccepted.term)}的「早报告」情形，按不及格学分建议为${TIER_LABELS[view.ifAccepted.tier]}，由诊断会认定。`,
    answered:
      answer === null
        ? ''
        : `${sayDate(answer.on, today)}由${answer.by}答复：${REFERRAL_STANDING_LABELS[answer.outcome]}`,
    reason: answer?.reason ?? '',
    place: place === null ? '' : sayPlace(place),
    proposalId: place?.kind === 'listed' ? place.proposalId : '',
    canAnswer: view.canAnswer,
    isAnswered: answer !== null,
    nextReferralId: view.nextReferralId ?? '',
  };
}

export function sayPlace(place: ReferralPlace): string {
  switch (place.kind) {
    case 'listed':
      return place.isDecided ? '诊断会已对这位学生作出决定。' : '这位学生已列入诊断会名单，可以现在认定。';
    case 'has-case':
      return `这位学生已在帮扶中（${TIER_LABELS[place.tier]}），档案继续。`;
    case 'next-screening':
      return '现在没有可以列入的正式筛查，下一次筛查会列出这位学生。';
  }
}

/** Said above what comes next. */
export const sayAnswered = (name: string, outcome: ReferralOutcome, place: ReferralPlace | null): string =>
  `${name}的早报告${REFERRAL_STANDING_LABELS[outcome]}。${place === null ? '' : sayPlace(place)}`;

/** Comfort only, the server decides. */
export function missingInAnswer(
  outcome: ReferralOutcome | null,
  reason: string,
  isRevision: boolean,
): { readonly field: string; readonly message: string } | null {
  if (outcome === null) return { field: 'outcome', message: '请先选择采纳或不采纳。' };
  return refusalOf(() => validateAnswer({ outcome, reason }, { isRevision }), 'reason');
}

function refusalOf(check: () => void, field: string) {
  try {
    check();
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { field: error.field ?? field, message: toSentence(error.message) };
  }
}
