import type {
  CriterionStates,
  DutyView,
  Evidence,
  StudentArchive,
  StudentSensitive,
} from '#core/contract/index';
import { CAUSE_LABELS, DIFFICULTY_LABELS, DUTY_LABELS, DUTY_ROLE_LABELS } from '#core/domain/labels';
import { type DueView, toDue } from './due';
import { type CriterionView, type EvidenceView, sayImports, toCriteria, toEvidence } from './evidence';
import { type ReferralRow, toReferralRow } from './referrals';
import { sayFullTerm } from './term';
import { type TierView, toTier } from './tier';
import { type CaseRow, type TimelineChoice, toCaseRow, toTimelineChoices } from './timeline';
import { sayDate } from './when';

export interface DutyRow {
  readonly key: string;
  readonly title: string;
  readonly who: string;
  readonly due: DueView;
}

export interface ArchiveView extends TierView {
  readonly name: string;
  readonly detail: string;
  readonly people: string;
  readonly hasCase: boolean;
  readonly caseId: string;
  readonly caseTerm: string;
  readonly figures: readonly { readonly label: string; readonly value: string; readonly tone: string }[];
  readonly decided: string;
  readonly causes: string;
  readonly evidence: readonly EvidenceView[];
  readonly criteria: readonly CriterionView[];
  readonly duties: readonly DutyRow[];
  /** The parents are to come to school, or came. */
  readonly hasMeeting: boolean;
  readonly cases: readonly CaseRow[];
  readonly timelineChoices: readonly TimelineChoice[];
  readonly referrals: readonly ReferralRow[];
  readonly canFileTalk: boolean;
  readonly canWaive: boolean;
  readonly canSeeSensitive: boolean;
  readonly canExport: boolean;
  readonly canExportSensitive: boolean;
}

export function toArchiveView(archive: StudentArchive, today: string): ArchiveView {
  const { student, openCase, can } = archive;
  return {
    name: student.name,
    ...toTier(openCase?.tier ?? null),
    detail: [student.className, student.studentNo, student.gender, student.nativePlace]
      .filter((part) => part !== null && part !== '')
      .join(' · '),
    people: [sayPeople('班主任', archive.advisers), sayPeople('辅导员', archive.counselors)].join('，'),
    hasCase: openCase !== null,
    caseId: openCase?.caseId ?? '',
    caseTerm: openCase === null ? '' : sayFullTerm(openCase.term),
    figures: openCase === null ? [] : caseFigures(openCase),
    decided: openCase === null ? '' : sayDecision(openCase, today),
    causes: openCase === null ? '' : openCase.causes.map(sayCause).join('、'),
    evidence:
      openCase === null
        ? []
        : openCase.evidence
            .filter(({ state }) => state === 'met')
            .map((held) => toEvidence(held, sayImports(openCase.sources, today))),
    criteria: openCase === null ? [] : toCriteria(statesOf(openCase.evidence)),
    duties: archive.duties.map((duty) => toDutyRow(duty, today)),
    hasMeeting: archive.duties.some(({ kind }) => kind === 'joint-meeting'),
    // One case is the whole archive: nothing to choose.
    cases: archive.cases.length > 1 ? archive.cases.map((held) => toCaseRow(held, today)) : [],
    timelineChoices: toTimelineChoices(archive.timelineGroups),
    referrals: archive.referrals.map((item) => toReferralRow(item, today)),
    canFileTalk: can.fileTalk && openCase !== null,
    canWaive: can.waive,
    canSeeSensitive: can.seeSensitive && student.hasSensitive,
    canExport: can.export,
    canExportSensitive: can.exportSensitive,
  };
}

const statesOf = (evidence: readonly Evidence[]) =>
  Object.fromEntries(evidence.map(({ criterion, state }) => [criterion, state])) as CriterionStates;

export const sayCause = (cause: string): string =>
  cause in CAUSE_LABELS ? CAUSE_LABELS[cause as keyof typeof CAUSE_LABELS] : cause;

export const toDutyRow = (duty: DutyView, today: string): DutyRow => ({
  key: `${duty.kind}:${duty.role}:${duty.dueOn ?? ''}:${duty.doneOn ?? ''}`,
  title: sayDuty(duty.kind),
  who: duty.role in DUTY_ROLE_LABELS ? DUTY_ROLE_LABELS[duty.role as keyof typeof DUTY_ROLE_LABELS] : '',
  due: toDue(duty, today),
});

export const sayDuty = (kind: string): string =>
  kind in DUTY_LABELS ? DUTY_LABELS[kind as keyof typeof DUTY_LABELS] : '待办';

const sayPeople = (label: string, names: readonly string[]): string =>
  `${label} ${names.length === 0 ? '暂缺' : names.join('、')}`;

function caseFigures(openCase: NonNullable<StudentArchive['openCase']>): ArchiveView['figures'] {
  return [
    { label: '不及格学分', value: openCase.outstandingCredits, tone: 'plain' },
    { label: '平均绩点', value: openCase.gpa ?? '无数据', tone: openCase.gpa === null ? 'zero' : 'plain' },
    {
      label: '学分距更重一级',
      value: openCase.toNextTier ?? '已最重',
      tone: openCase.toNextTier === null ? 'zero' : 'plain',
    },
  ];
}

function sayDecision(
  { decidedOn, difficulty, owner }: NonNullable<StudentArchive['openCase']>,
  today: string,
): string {
  const diagnosis = difficulty === null ? '' : `，会诊为${DIFFICULTY_LABELS[difficulty]}问题`;
  const next = owner === null ? '' : `，下一步由${owner}负责`;
  return `${sayDate(decidedOn, today)}认定${diagnosis}${next}`;
}

export const toSensitive = ({
  family,
  contact,
  guardians,
  causes,
  causeNote,
  discipline,
}: StudentSensitive) => [
  { label: '家庭情况', text: family || '未填写' },
  { label: '学生联系方式', text: contact || '未填写' },
  { label: '家长', text: guardians || '未填写' },
  ...(causes.length === 0 && causeNote === ''
    ? []
    : [
        {
          label: '成因',
          text: [...causes.map(sayCause), ...(causeNote === '' ? [] : [causeNote])].join('、'),
        },
      ]),
  ...discipline.map(({ subject, because, file, row }) => ({
    label: '违纪处分',
    text: `${subject}，${because}（${file} 第 ${row} 行）`,
  })),
];
