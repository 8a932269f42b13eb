import { TALK_MODE_LABELS } from '#core/domain/labels';
import {
  DETAIL_LABELS,
  detailWord,
  FAMILY_FIELDS,
  STATE_FIELDS,
  type TalkDetails,
} from '#core/domain/talk-details';
import type { TalkMode } from '#core/domain/talk-record';
import type { QueueEntry, QueueKind } from '../services/queue/entries';
import type { Kept } from '../services/queue/queue';
import { dayAt, sayFullDate, sayInstant } from './when';

export interface FieldLine {
  readonly label: string;
  readonly text: string;
}

export interface QueueRow {
  readonly id: string;
  readonly title: string;
  readonly state: '待发送' | '需处理' | '已提交';
  readonly tone: 'due' | 'late' | 'done';
  readonly at: string;
  /** Why a person must look; empty: nobody must. */
  readonly problem: string;
  readonly isConflict: boolean;
  /** Of a talk of that day that may be the same. */
  readonly isRepeat: boolean;
  readonly lines: readonly FieldLine[];
  readonly canOpen: boolean;
}

export const QUEUE_TITLES: Readonly<Record<QueueKind, string>> = {
  talk: '谈话记录',
  supplement: '补充意见',
  call: '家长电话',
  'plan-review': '学习计划检查',
  'course-advice': '选课咨询',
  help: '帮扶记录',
};

const STATES = {
  waiting: { state: '待发送', tone: 'due' },
  attention: { state: '需处理', tone: 'late' },
  sent: { state: '已提交', tone: 'done' },
} as const;

/** @param kept null: not opened, because nobody has signed in yet or the key is another */
export function toQueueRow(entry: QueueEntry, kept: Kept | null, now: number): QueueRow {
  const today = dayAt(now);
  const title = QUEUE_TITLES[entry.kind];
  const name = kept?.filing.name ?? '';
  const { state, tone } = STATES[entry.state];
  const unreadable = '这一份现在打不开：内容是用另一把密钥加密的。可以保留，或放弃后重新填写。';
  return {
    id: entry.id,
    title: name === '' ? title : `${name}的${title}`,
    state,
    tone,
    at: `${sayInstant(new Date(entry.queuedAt).toISOString(), today)} 填写`,
    problem: entry.state === 'attention' ? (kept === null ? unreadable : (kept.problem?.message ?? '')) : '',
    isConflict: kept?.problem?.code === 'CONFLICT',
    isRepeat: kept?.problem?.code === 'DUPLICATE_TALK',
    lines:
      kept === null || entry.state === 'sent'
        ? []
        : [...linesOf(entry.kind, kept.filing.input), ...photoLine(kept)],
    canOpen: kept !== null && entry.state !== 'sent',
  };
}

function photoLine({ filing: { photos = [] } }: Kept): readonly FieldLine[] {
  if (photos.length === 0) return [];
  const gone = photos.filter(({ photoId }) => photoId !== undefined).length;
  return [
    {
      label: '照片',
      text: `${photos.length} 张${gone > 0 ? `，已上传 ${gone} 张` : '，加密存在这台手机上'}`,
    },
  ];
}

/** What waits, in a sentence; empty: nothing does. */
export function sayQueue(entries: readonly QueueEntry[]): { readonly text: string; readonly tone: string } {
  const waiting = entries.filter(({ state }) => state === 'waiting').length;
  const attention = entries.filter(({ state }) => state === 'attention').length;
  const parts = [
    ...(attention > 0 ? [`${attention} 份需处理`] : []),
    ...(waiting > 0 ? [`${waiting} 份待发送，连上网络后自动提交`] : []),
  ];
  return { text: parts.join('；'), tone: attention > 0 ? 'late' : 'due' };
}

const LABELS: Readonly<Record<QueueKind, readonly (readonly [field: string, label: string])[]>> = {
  talk: [
    ['heldOn', '访谈时间'],
    ['attended', '学生到场'],
    ['place', '地点'],
    ['problems', '主要问题与表现'],
    ['assessment', '初步评估及建议'],
    ['parentsContacted', '是否与家长联系'],
    ['needsAttention', '需要进一步关注'],
    ['psychologicalReferral', '建议心理素质教育中心关注'],
    ['family', '家庭情况'],
    ['contact', '学生联系方式'],
  ],
  supplement: [
    ['text', '补充意见'],
    ['heldOn', '谈话日期'],
  ],
  call: [
    ['calledOn', '日期'],
    ['phone', '号码'],
    ['who', '接电话的人'],
    ['told', '告知了什么'],
    ['answer', '家长答复'],
    ['next', '下一步'],
  ],
  'plan-review': [
    ['heldOn', '检查日期'],
    ['note', '检查情况'],
    ['next', '下一步'],
  ],
  'course-advice': [
    ['heldOn', '咨询日期'],
    ['advice', '选课建议'],
  ],
  help: [
    ['heldOn', '日期'],
    ['course', '课程'],
    ['done', '做了什么'],
    ['next', '下次'],
  ],
};

/** A filing as label and text, for comparing two by eye; what is empty is left out. */
export function linesOf(kind: QueueKind, input: object): readonly FieldLine[] {
  const lines = LABELS[kind].map(([field, label]) => ({ label, text: sayValue(Reflect.get(input, field)) }));
  return [...lines, ...(kind === 'talk' ? talkLines(input) : [])].filter(({ text }) => text !== '');
}

/** What of a talk is chosen: two may differ in nothing else. */
function talkLines(input: object): readonly FieldLine[] {
  const { mode, duration, details } = input as {
    readonly mode?: TalkMode;
    readonly duration?: number | null;
    readonly details?: TalkDetails | null;
  };
  return [
    { label: '方式', text: mode === undefined ? '' : TALK_MODE_LABELS[mode] },
    { label: '时长', text: duration == null ? '' : `${duration} 分钟` },
    ...[...FAMILY_FIELDS, ...STATE_FIELDS].map((field) => ({
      label: DETAIL_LABELS[field],
      text: detailWord(details ?? null, field),
    })),
    { label: '发生时间及起因', text: details?.since ?? '' },
  ];
}

function sayValue(value: unknown): string {
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value !== 'string') return '';
  return /^\d{4}-\d\d-\d\d$/.test(value) ? sayFullDate(value) : value;
}
