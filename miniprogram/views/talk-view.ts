import type { TalkRevisionView, TalkView } from '#core/contract/index';
import { ROLE_LABELS, TALK_MODE_LABELS } from '#core/domain/labels';
import { DETAIL_LABELS, detailWord, FAMILY_FIELDS, STATE_FIELDS } from '#core/domain/talk-details';
import { changedPart, TALK_TEXT_LABELS } from '#core/domain/talk-revision';
import { sayFullDate, sayInstant } from './when';

export interface PaperRow {
  readonly label: string;
  readonly text: string;
}

export interface SupplementView {
  readonly id: string;
  readonly text: string;
  readonly by: string;
  readonly held: string;
}

/** 更正 as shown: what stood and what stands, with the unchanged ends plain. */
export interface RevisionView {
  readonly key: string;
  readonly head: string;
  readonly reason: string;
  readonly changes: readonly (ReturnType<typeof changedPart> & { readonly label: string })[];
}

export interface RecordView {
  readonly title: string;
  readonly name: string;
  readonly detail: string;
  readonly filed: string;
  readonly isNoShow: boolean;
  readonly identity: readonly PaperRow[];
  readonly texts: readonly PaperRow[];
  readonly answers: readonly PaperRow[];
  readonly supplements: readonly SupplementView[];
  readonly adviser: string;
  readonly adviserOn: string;
  readonly counselor: string;
  readonly counselorOn: string;
  readonly revisions: readonly RevisionView[];
  readonly canRevise: boolean;
  readonly canSupplement: boolean;
  readonly canPrint: boolean;
  readonly heldOn: string;
  readonly photos: number;
}

const UNSIGNED = '未签';
const NO_DATE = '未单独谈话';

export function toRecordView(talk: TalkView, today: string): RecordView {
  const { student, signatures } = talk;
  return {
    title: '学生谈话记录表',
    name: student.name,
    detail: [sayFullDate(talk.heldOn), TALK_MODE_LABELS[talk.mode], talk.place]
      .filter((part) => part !== '')
      .join(' · '),
    filed: `${talk.author.name} ${sayInstant(talk.filedAt, today)} 填写${talk.late === null ? '' : `，补录（晚 ${talk.late.days} 天）`}`,
    isNoShow: !talk.attended,
    identity: [
      { label: '学生姓名', text: student.name },
      { label: '性别', text: student.gender ?? '' },
      { label: '籍贯', text: student.nativePlace ?? '' },
      { label: '班级', text: student.className },
      { label: '家庭情况', text: talk.family },
      { label: '学生联系方式', text: talk.contact },
    ],
    texts: [
      { label: '主要问题与表现', text: talk.problems },
      { label: '初步评估及建议', text: talk.assessment },
    ],
    answers: [
      ...detailRows(talk),
      { label: '是否与家长联系', text: sayAnswer(talk.parentsContacted) },
      { label: '需要进一步关注', text: sayAnswer(talk.needsAttention) },
      { label: '建议心理素质教育中心关注', text: sayAnswer(talk.psychologicalReferral) },
    ],
    supplements: talk.supplements.map(({ id, text, heldOn, filedAt, author }) => ({
      id,
      text,
      by: `${ROLE_LABELS[author.role]} ${author.name} · ${sayInstant(filedAt, today)}`,
      held: heldOn === null ? '' : `${sayFullDate(heldOn)}谈话`,
    })),
    adviser: signatures.adviser?.name ?? UNSIGNED,
    adviserOn: signatures.adviser === null ? '' : sayFullDate(signatures.adviser.on),
    counselor: signatures.counselor?.name ?? UNSIGNED,
    counselorOn: sayCounselorDate(signatures.counselor),
    revisions: talk.revisions.map((revision) => toRevisionView(revision, today)),
    canRevise: talk.can.revise,
    canSupplement: talk.can.supplement,
    canPrint: talk.can.print,
    heldOn: talk.heldOn,
    // An answer kept from before has none.
    photos: talk.photos ?? 0,
  };
}

const detailRows = ({ details, duration }: TalkView): readonly PaperRow[] =>
  [
    ...(duration === null ? [] : [{ label: '时长', text: `${duration} 分钟` }]),
    ...[...FAMILY_FIELDS, ...STATE_FIELDS].map((field) => ({
      label: DETAIL_LABELS[field],
      text: detailWord(details, field),
    })),
    { label: '发生时间及起因', text: details?.since ?? '' },
  ].filter(({ text }) => text !== '');

function toRevisionView(revision: TalkRevisionView, today: string): RevisionView {
  const { ordinal, by, at, isAfterSupplement } = revision;
  return {
    key: String(ordinal),
    head: `第 ${ordinal} 次更正 · ${by} ${sayInstant(at, today)}${isAfterSupplement ? ' · 在补充意见之后' : ''}`,
    reason: revision.reason,
    changes: revision.changes.map(({ field, before, after }) => ({
      label: TALK_TEXT_LABELS[field],
      ...changedPart(sayContent(before), sayContent(after)),
    })),
  };
}

const sayContent = (value: string | number | boolean | null): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? `${value} 分钟` : sayAnswer(value);

const sayAnswer = (answer: boolean | null): string => (answer === null ? '未填' : answer ? '是' : '否');

function sayCounselorDate(counselor: TalkView['signatures']['counselor']): string {
  if (counselor === null) return '';
  return counselor.on === null ? NO_DATE : sayFullDate(counselor.on);
}

/** What a draft of the counselor's 补充意见 keeps. */
export interface SupplementFields {
  readonly text: string;
  readonly heldOn: string | null;
  readonly studentName: string;
}
