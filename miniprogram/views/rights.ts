import type {
  DataRequestDetail,
  DataRequestItem,
  DataRequestList,
  DataRequestView,
  OwnData,
} from '#core/contract/index';
import {
  DATA_FIELD_LABELS,
  DATA_FIELD_PLACES,
  DATA_REQUEST_STATE_LABELS,
  type DataRequestState,
  ERASURE_WORDS,
  IDENTITY_CHECK_LABELS,
  KEPT_GROUP_LABELS,
} from '#core/domain/data-request';
import { ROLE_LABELS } from '#core/domain/labels';
import { dayLabel } from '#core/domain/local-date';
import { sayDate, sayFullDate } from './when';

type Tone = 'late' | 'due' | 'calm' | 'done';
const TONES: Readonly<Record<DataRequestState, Tone>> = {
  open: 'due',
  overdue: 'late',
  accepted: 'done',
  refused: 'calm',
  withdrawn: 'calm',
};

export interface RequestRow {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly word: string;
  readonly tone: Tone;
  readonly isOpen: boolean;
  readonly spoken: string;
}

const titleOf = ({ kind, field }: Pick<DataRequestItem, 'kind' | 'field'>): string =>
  kind === 'erasure' || field === null ? '删除个人信息' : `更正${DATA_FIELD_LABELS[field]}`;

const whenOf = (item: DataRequestItem, today: string): string =>
  item.answeredOn !== null
    ? `${sayDate(item.askedOn, today)}申请，${sayDate(item.answeredOn, today)}${item.state === 'withdrawn' ? '撤回' : '答复'}`
    : `${sayDate(item.askedOn, today)}申请，${dayLabel(item.dueOn, today)}前答复`;

/** A row of the office's list. */
export function toRequestRow(item: DataRequestItem, today: string): RequestRow {
  const who = `${item.name}（${item.about === 'student' ? '学生 ' : ''}${item.number}）`;
  const title = `${who} · ${titleOf(item)}`;
  const detail = whenOf(item, today);
  const word = DATA_REQUEST_STATE_LABELS[item.state];
  return {
    id: item.requestId,
    title,
    detail,
    word,
    tone: TONES[item.state],
    isOpen: item.answeredOn === null,
    spoken: `${title}，${detail}，${word}`,
  };
}

export const sayRequests = ({ open, overdue, days }: DataRequestList): string =>
  `${open === 0 ? '没有待答复的申请' : `待答复 ${open} 份${overdue > 0 ? `，其中 ${overdue} 份已过期限` : ''}`}。收到后 ${days} 天内答复，不能办的说明理由。`;

export interface Line {
  readonly label: string;
  readonly value: string;
}

/** What was asked and answered, line by line; what says nothing is left out. */
export function linesOf(view: DataRequestView, today: string): readonly Line[] {
  const { answer } = view;
  const isErasure = view.kind === 'erasure';
  const lines = [
    { label: '原来是', value: view.was },
    { label: isErasure ? '要删除' : '应改成', value: view.wanted },
    { label: '理由', value: view.reason },
    {
      label: '核对身份',
      value:
        view.identityCheck === null
          ? ''
          : `${IDENTITY_CHECK_LABELS[view.identityCheck]}${view.enteredBy === '' ? '' : `，${view.enteredBy}登记`}`,
    },
    { label: '答复', value: answer?.reason ?? '' },
    { label: '现在是', value: answer?.value ?? '' },
    { label: '在哪里改的', value: answer?.where ?? '' },
    {
      label: '谁答复',
      value:
        answer === null || view.answeredOn === null || view.state === 'withdrawn'
          ? ''
          : `${answer.by || '系学工办'}，${sayDate(view.answeredOn, today)}`,
    },
  ];
  return lines.filter(({ value }) => value !== '');
}

export interface OwnRequestRow extends RequestRow {
  readonly lines: readonly Line[];
  readonly canWithdraw: boolean;
}

/** A row of one's own requests. */
export function toOwnRequestRow(view: DataRequestView, today: string): OwnRequestRow {
  const title = titleOf(view);
  const detail = whenOf(view, today);
  const word = DATA_REQUEST_STATE_LABELS[view.state];
  return {
    id: view.requestId,
    title,
    detail,
    word,
    tone: TONES[view.state],
    isOpen: view.answeredOn === null,
    spoken: `${title}，${detail}，${word}`,
    lines: linesOf(view, today),
    canWithdraw: view.answeredOn === null,
  };
}

export interface OwnDataView {
  readonly basics: readonly Line[];
  readonly roles: readonly { readonly id: string; readonly title: string; readonly days: string }[];
  readonly volunteer: readonly Line[];
  readonly applications: readonly {
    readonly id: string;
    readonly title: string;
    readonly lines: readonly Line[];
  }[];
  readonly requests: readonly OwnRequestRow[];
  readonly promise: string;
}

const NOT_KEPT = '没有登记';

/** 我的资料, as the roster has it. */
export function toOwnDataView(data: OwnData): OwnDataView {
  const { today, volunteer } = data;
  return {
    basics: [
      { label: '姓名', value: data.name },
      { label: '工号（学号）', value: data.workNo },
      { label: '单位', value: data.department },
    ],
    roles: data.roles.map((held) => ({
      id: held.tenureId,
      title: [
        ROLE_LABELS[held.role],
        held.scope,
        held.actingFor === null ? '' : `代${held.actingFor.name}`,
        held.state === 'void' ? '已作废' : '',
      ]
        .filter((part) => part !== '')
        .join(' · '),
      days: `${sayFullDate(held.firstDay)}起${held.lastDay === null ? '，没有写最后一天' : `，到${sayFullDate(held.lastDay)}`}`,
    })),
    volunteer:
      volunteer === null
        ? []
        : [
            { label: '班级', value: volunteer.className || NOT_KEPT },
            { label: '能帮的课程', value: volunteer.courses.join('、') },
            { label: '空闲时间', value: volunteer.freeTime || NOT_KEPT },
            { label: '联系方式', value: volunteer.contact || NOT_KEPT },
          ],
    applications: data.applications.map((held) => ({
      id: held.id,
      title: `${sayFullDate(held.filedOn)}报名 · ${held.call}`,
      lines: [
        { label: '能帮的课程', value: held.courses.join('、') },
        { label: '空闲时间', value: held.free.join('、') || NOT_KEPT },
        { label: '校区', value: held.campus || NOT_KEPT },
        { label: '联系方式', value: held.contact || NOT_KEPT },
        { label: '为什么想做', value: held.why || NOT_KEPT },
      ],
    })),
    requests: data.requests.map((view) => toOwnRequestRow(view, today)),
    promise: `系学工办收到后 ${data.days} 天内答复；不能办的，会写明理由。`,
  };
}

export interface RequestDetailView {
  readonly row: RequestRow;
  readonly isErasure: boolean;
  readonly lines: readonly Line[];
  /** Of an open deletion: what goes, what stays, the numbers, and how it is done. */
  readonly effect: readonly string[];
  readonly barrier: string;
  readonly isApplied: boolean;
  /** How and where what is not applied is changed. */
  readonly place: string;
  readonly value: string;
  readonly canAnswer: boolean;
  readonly canWithdraw: boolean;
  readonly url: string;
  readonly link: string;
}

/** One request for who answers it. */
export function toRequestDetailView(detail: DataRequestDetail): RequestDetailView {
  const { today, effect, field, about } = detail;
  const words = ERASURE_WORDS[about];
  return {
    row: toRequestRow(detail, today),
    isErasure: detail.kind === 'erasure',
    lines: linesOf(detail, today),
    effect:
      effect === null
        ? []
        : [
            words.goes,
            words.stays,
            `留下的行：${effect.kept.map(({ group, rows }) => `${KEPT_GROUP_LABELS[group]} ${rows}`).join('，') || '没有'}。${effect.files > 0 ? `要另外删除的照片和签名：${effect.files} 个文件。` : ''}`,
            words.figures,
            words.byHand,
          ],
    barrier: effect?.barrier ?? '',
    isApplied: detail.isApplied,
    place: field === null ? '' : (DATA_FIELD_PLACES[field] ?? '名册'),
    value: detail.wanted,
    canAnswer: detail.can.answer,
    canWithdraw: detail.can.withdraw && about === 'student',
    url:
      detail.studentId !== null
        ? `/student/archive/archive?studentId=${detail.studentId}`
        : `/office/roster-person/roster-person?personId=${detail.personId}`,
    link: about === 'student' ? '看学生档案' : '看名册里的这个人',
  };
}

/** What the answer's form still lacks, by field; nothing: it may be sent. */
export function missingInRequestAnswer(
  outcome: 'accepted' | 'refused' | null,
  { isApplied }: Pick<RequestDetailView, 'isApplied'>,
  typed: { readonly value: string; readonly where: string; readonly reason: string },
): Readonly<Record<string, string>> {
  if (outcome === null) return { outcome: '请选办理，还是不能办。' };
  if (outcome === 'refused') {
    return typed.reason.trim() === '' ? { reason: '不能办的，请写明理由：本人有权知道。' } : {};
  }
  if (isApplied) return typed.value.trim() === '' ? { value: '请填写要写进名册的内容。' } : {};
  return typed.where.trim() === '' ? { where: '请写明是在哪里改的。' } : {};
}
