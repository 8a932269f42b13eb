import type { TextHint, TextHints } from '#core/contract/index';
import { CHECKED_TEXTS, hitLabel, TEXT_MISS_LABELS } from '#core/domain/text-check';
import { sayDate } from './when';

export interface TextHintRow {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly word: string;
  readonly tone: 'late' | 'due' | 'calm' | 'done';
  readonly spoken: string;
  readonly sentence: string;
  readonly settled: string;
  /** Where the text stands; "": no page of this role's leads there. */
  readonly url: string;
  readonly isOpen: boolean;
}

const REVISABLE: readonly string[] = ['talk', 'talk-revision'];

/** @param isOffice looks at the texts of all; else the reader wrote it */
export function toTextHintRow(hint: TextHint, today: string, isOffice: boolean): TextHintRow {
  const { kind, hit, missed, settled } = hint;
  const title = CHECKED_TEXTS[kind].label;
  const who = isOffice ? (hint.author ?? '没有账号的同学') : '';
  const detail = [who, sayDate(hint.filedOn, today)].filter((part) => part !== '').join(' · ');
  const word = settled
    ? '已核对'
    : hit
      ? hit.advice === 'risky'
        ? '平台提示'
        : '平台建议看一看'
      : '没有检查到';
  return {
    id: hint.id,
    title,
    detail,
    word,
    tone: settled ? 'done' : hit ? (hit.advice === 'risky' ? 'late' : 'due') : 'calm',
    spoken: `${title}，${detail}，${word}`,
    sentence: [
      hit
        ? `微信的文字检查认为这段话里可能有不合适的内容${hitLabel(hit.label) === '' ? '' : `（${hitLabel(hit.label)}）`}。它常常看错：内容照原样保存，没有退回。`
        : missed
          ? `这段话没有检查：${TEXT_MISS_LABELS[missed.reason]}${missed.code === null ? '' : `（编号 ${missed.code}）`}。内容照原样保存。`
          : '',
      settled || isOffice
        ? ''
        : REVISABLE.includes(kind)
          ? '确有不妥，请在记录里更正；没有不妥，不用做什么，系学工办看过会点“已核对”。'
          : '没有不妥不用做什么，系学工办看过会点“已核对”。',
    ].join(''),
    settled: settled ? `${settled.by} ${sayDate(settled.on, today)}核对` : '',
    url: placeOf(hint, isOffice),
    isOpen: settled === null,
  };
}

function placeOf({ kind, subjectId, studentId }: TextHint, isOffice: boolean): string {
  switch (kind) {
    case 'talk':
      return `/student/talk-view/talk-view?talkId=${subjectId}`;
    case 'application':
      return isOffice ? `/volunteer/applicant/applicant?applicationId=${subjectId}` : '';
    case 'referral':
      return isOffice
        ? `/meeting/referral/referral?referralId=${subjectId}`
        : '/student/referrals/referrals?show=mine';
    case 'help-session':
      return isOffice ? pairOf(studentId) : '/volunteer/hours/hours';
    case 'help-feedback':
      return pairOf(studentId);
    case 'guidance':
      return studentId === null ? '' : `/volunteer/guidance/guidance?studentId=${studentId}`;
    case 'talk-revision':
    case 'talk-supplement':
    case 'plan-objection':
      return studentId === null ? '' : `/student/archive/archive?studentId=${studentId}`;
  }
}

const pairOf = (studentId: string | null): string =>
  studentId === null ? '' : `/volunteer/pairing-edit/pairing-edit?studentId=${studentId}`;

/** What waits for people, in a line; "" where nothing does. */
export function sayTextHints({ open }: Pick<TextHints, 'open'>): string {
  return [
    open.hits > 0 ? `待核对 ${open.hits} 处` : '',
    open.missed > 0 ? `没有检查到 ${open.missed} 段` : '',
  ]
    .filter((part) => part !== '')
    .join('，');
}
