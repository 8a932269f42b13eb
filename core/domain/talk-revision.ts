import { DomainError } from './errors';
import { ROLE_LABELS, TALK_MODE_LABELS } from './labels';
import { dayLabel, type LocalDate } from './local-date';
import {
  DETAIL_LABELS,
  type DetailField,
  detailWord,
  FAMILY_FIELDS,
  STATE_FIELDS,
  type TalkDetails,
} from './talk-details';
import type { TalkMode } from './talk-record';

export const REVISION_REASON_LIMIT = 200;

/** What a correction may change: all but whether the student came, without whom there was no talk. */
export interface TalkText {
  readonly heldOn: LocalDate;
  readonly mode: TalkMode;
  /** The colleague who was there, too. */
  readonly jointRole: 'adviser' | 'counselor' | null;
  readonly place: string;
  /** Minutes. */
  readonly duration: number | null;
  readonly family: string;
  readonly contact: string;
  readonly problems: string;
  readonly assessment: string;
  readonly parentsContacted: boolean | null;
  readonly needsAttention: boolean | null;
  readonly psychologicalReferral: boolean | null;
  readonly details: TalkDetails | null;
}

type PlainField = Exclude<keyof TalkText, 'details'>;
/** What a change is told of: a choice by itself, not all of them as one. */
export type TalkField = PlainField | DetailField | 'since';

const PLAIN_LABELS: Readonly<Record<PlainField, string>> = {
  heldOn: '谈话日期',
  mode: '方式',
  jointRole: '共同谈话',
  place: '地点',
  duration: '时长',
  family: '家庭情况',
  contact: '学生联系方式',
  problems: '主要问题与表现',
  assessment: '初步评估及建议',
  parentsContacted: '是否与家长联系',
  needsAttention: '需要进一步关注',
  psychologicalReferral: '建议心理素质教育中心关注',
};
export const TALK_TEXT_LABELS: Readonly<Record<TalkField, string>> = {
  ...PLAIN_LABELS,
  ...DETAIL_LABELS,
  since: '发生时间及起因',
};
const FIELDS = Object.keys(PLAIN_LABELS) as PlainField[];
const CHOICES: readonly DetailField[] = [...FAMILY_FIELDS, ...STATE_FIELDS];

export const talkTextOf = (talk: TalkText): TalkText => ({
  heldOn: talk.heldOn,
  mode: talk.mode,
  jointRole: talk.jointRole,
  place: talk.place,
  duration: talk.duration,
  family: talk.family,
  contact: talk.contact,
  problems: talk.problems,
  assessment: talk.assessment,
  parentsContacted: talk.parentsContacted,
  needsAttention: talk.needsAttention,
  psychologicalReferral: talk.psychologicalReferral,
  details: talk.details,
});

export interface TalkChange {
  readonly field: TalkField;
  /** Of a choice its word, of a day its date in words. */
  readonly before: TalkText[PlainField];
  readonly after: TalkText[PlainField];
}

/** Field by field, in the order of the form; empty where the two are the same. */
export const talkChanges = (before: TalkText, after: TalkText): readonly TalkChange[] =>
  [
    ...FIELDS.map((field) => ({ field, before: inWords(field, before), after: inWords(field, after) })),
    ...CHOICES.map((field) => ({
      field,
      before: detailWord(before.details, field),
      after: detailWord(after.details, field),
    })),
    {
      field: 'since' as const,
      before: before.details?.since ?? '',
      after: after.details?.since ?? '',
    },
  ].filter((change) => change.before !== change.after);

function inWords(field: PlainField, talk: TalkText): TalkText[PlainField] {
  switch (field) {
    case 'heldOn':
      return `${talk.heldOn.slice(0, 4)}年${dayLabel(talk.heldOn)}`;
    case 'mode':
      return TALK_MODE_LABELS[talk.mode];
    case 'jointRole':
      return talk.jointRole === null ? '' : ROLE_LABELS[talk.jointRole];
    default:
      return talk[field];
  }
}

/** @throws DomainError REASON_MISSING, TEXT_TOO_LONG, NOTHING_CHANGED */
export function validateRevision(before: TalkText, after: TalkText, reason: string): void {
  if (reason.trim() === '') throw new DomainError('REASON_MISSING', '请写明更正的理由', 'reason');
  const { length } = [...reason.trim()];
  if (length > REVISION_REASON_LIMIT) {
    throw new DomainError(
      'TEXT_TOO_LONG',
      `「更正的理由」有 ${length} 字，最多 ${REVISION_REASON_LIMIT} 字`,
      'reason',
    );
  }
  if (talkChanges(before, after).length === 0) {
    throw new DomainError('NOTHING_CHANGED', '内容与现在的记录相同，没有可更正的');
  }
}

/** Two texts as what they share at both ends, and what stood and stands between. Whole characters only. */
export function changedPart(
  before: string,
  after: string,
): { readonly head: string; readonly removed: string; readonly added: string; readonly tail: string } {
  const a = [...before];
  const b = [...after];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (
    end < a.length - start &&
    end < b.length - start &&
    a[a.length - 1 - end] === b[b.length - 1 - end]
  ) {
    end += 1;
  }
  return {
    head: a.slice(0, start).join(''),
    removed: a.slice(start, a.length - end).join(''),
    added: b.slice(start, b.length - end).join(''),
    tail: a.slice(a.length - end).join(''),
  };
}
