import type { TalkView } from '#core/contract/index';
import { ROLE_LABELS, TALK_MODE_LABELS } from '#core/domain/labels';
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
  readonly canSupplement: boolean;
  readonly canPrint: boolean;
  readonly heldOn: string;
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
    canSupplement: talk.can.supplement,
    canPrint: talk.can.print,
    heldOn: talk.heldOn,
  };
}

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
