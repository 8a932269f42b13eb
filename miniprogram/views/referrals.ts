import type { OwnReferralItem, ReferralListItem } from '#core/contract/index';
import { REFERRAL_STANDING_LABELS, ROLE_LABELS } from '#core/domain/labels';
import type { ReferralStanding } from '#core/domain/referral';
import { toLine } from './line';
import { sayDate } from './when';

export type ReferralScope = 'waiting' | 'answered' | 'mine';
export type StandingTone = 'late' | 'due' | 'done' | 'calm';

export const SCOPE_CHOICES: readonly { readonly value: ReferralScope; readonly label: string }[] = [
  { value: 'waiting', label: '待答复' },
  { value: 'answered', label: '已答复' },
  { value: 'mine', label: '我报告的' },
];

/** One line of a list of 早报告. */
export interface ReferralRow {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
  readonly word: string;
  readonly tone: StandingTone;
  readonly when: string;
  readonly canOpen: boolean;
  readonly canWithdraw: boolean;
  readonly spoken: string;
}

const TONES: Readonly<Record<ReferralStanding, StandingTone>> = {
  waiting: 'due',
  accepted: 'done',
  'not-accepted': 'calm',
  withdrawn: 'calm',
};

export const standingTone = ({
  standing,
  isOverdue,
}: {
  readonly standing: ReferralStanding;
  readonly isOverdue: boolean;
}): StandingTone => (isOverdue ? 'late' : TONES[standing]);

export function toOwnRow(item: OwnReferralItem, today: string): ReferralRow {
  const word = REFERRAL_STANDING_LABELS[item.standing];
  return {
    id: item.referralId,
    name: item.studentName,
    detail: item.studentNo,
    word,
    tone: TONES[item.standing],
    when: toLine([
      `${sayDate(item.filedOn, today)}报告`,
      item.answeredOn === null || item.standing === 'withdrawn'
        ? ''
        : `${sayDate(item.answeredOn, today)}答复`,
    ]),
    canOpen: false,
    canWithdraw: item.standing === 'waiting',
    spoken: `${item.studentName}，${word}`,
  };
}

export function toReferralRow(item: ReferralListItem, today: string): ReferralRow {
  const { student, referrer, standing } = item;
  const word = item.isOverdue ? '答复已逾期' : REFERRAL_STANDING_LABELS[standing];
  const waited = item.days === 0 ? '今天收到' : `已等 ${item.days} 天`;
  return {
    id: item.referralId,
    name: student.name,
    detail: toLine([student.className, `${ROLE_LABELS[referrer.role]} ${referrer.name}`]),
    word,
    tone: standingTone(item),
    when: toLine([`${sayDate(item.filedOn, today)}报告`, standing === 'waiting' ? waited : '']),
    canOpen: true,
    canWithdraw: false,
    spoken: [student.name, student.className, word].filter((part) => part !== '').join('，'),
  };
}

const EMPTY: Readonly<Record<ReferralScope, { readonly title: string; readonly hint: string }>> = {
  waiting: { title: '没有待答复的早报告', hint: '工作组成员报告学生的情况之后，会列在这里。' },
  answered: { title: '还没有答复过', hint: '采纳、未采纳和撤回的早报告会列在这里。' },
  mine: {
    title: '您还没有写过早报告',
    hint: '看到学生沉迷网络、厌学或有别的困难，可以报给诊断会讨论。',
  },
};

export const emptyReferrals = (scope: ReferralScope) => EMPTY[scope];

/** What the meeting's list shows of those that wait: the oldest few. */
export const AGENDA_REFERRALS = 3;

export const sayWaiting = (waiting: number): string =>
  waiting > AGENDA_REFERRALS ? `全部 ${waiting} 份待答复` : '全部早报告';
