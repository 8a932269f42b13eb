import type { ArchiveExport } from '../contract/archive-export';
import { EXPORT_PURPOSE_LABELS } from '../domain/archive-export';
import {
  CASE_OUTCOME_LABELS,
  CAUSE_LABELS,
  CRITERION_LABELS,
  CRITERION_STATE_LABELS,
  DIFFICULTY_LABELS,
  ROLE_LABELS,
  TIER_LABELS,
} from '../domain/labels';
import type { LocalDate } from '../domain/local-date';
import { termLabel } from '../domain/term';
import { dutyRows } from './archive-paper-duties';
import { sensitiveSections } from './archive-paper-sensitive';
import type { ArchivePaper, ArchivePaperSection } from './ports';
import { readerMark } from './reader-mark';

/** The export in words, for the paper: what the JSON holds, and no more. */
export function archivePaper(content: ArchiveExport, today: LocalDate): ArchivePaper {
  const { exported, student, department } = content;
  const { name, workNo, role } = exported.by;
  const taken = `${name}（${workNo}）${today}导出`;
  return {
    title: `学生学业帮扶档案${exported.withSensitive ? '（含敏感内容）' : ''}`,
    departmentName: department,
    studentName: student.name,
    className: student.className,
    watermark: readerMark({ name, workNo, today }),
    footer: `${ROLE_LABELS[role]}${taken}，用于${EXPORT_PURPOSE_LABELS[exported.purpose]}`,
    date: today,
    sections: [
      { heading: '学生', lines: studentLines(content) },
      ...content.cases.flatMap(caseSections),
      ...dutyRows(content),
      ...sensitiveSections(content.sensitive),
      {
        heading: `经过（${content.timeline.length} 条，最近的在前）`,
        table: {
          columns: [
            { heading: '日期', weight: 2 },
            { heading: '事项', weight: 5 },
            { heading: '说明', weight: 6 },
            { heading: '办理人', weight: 2 },
          ],
          rows: content.timeline.map(({ on, title, detail, by }) => [on, title, detail, by ?? '']),
        },
      },
    ],
  };
}

const filled = (text: string | null | undefined): string => text || '未填写';

const studentLines = ({ student }: ArchiveExport) => [
  { label: '姓名', text: student.name },
  { label: '学号', text: student.studentNo },
  { label: '班级', text: filled(student.className) },
  { label: '性别', text: filled(student.gender) },
  { label: '籍贯', text: filled(student.nativePlace) },
  { label: '班主任', text: student.advisers.join('、') || '暂缺' },
  { label: '辅导员', text: student.counselors.join('、') || '暂缺' },
];

function caseSections(held: ArchiveExport['cases'][number]): readonly ArchivePaperSection[] {
  const met = held.evidence.filter(({ state }) => state === 'met');
  return [
    {
      heading: `${termLabel(held.term)}：${TIER_LABELS[held.tier]}`,
      lines: [
        {
          label: '起止',
          text:
            held.closedOn === null
              ? `${held.openedOn} 起，在帮扶`
              : `${held.openedOn} 至 ${held.closedOn}，${held.closeReason ?? ''}`,
        },
        { label: '不及格学分', text: held.outstandingCredits },
        { label: '平均绩点', text: held.gpa ?? '无数据' },
        ...held.decisions.map(({ on, outcome, tier, difficulty, causes, reason, by }) => ({
          label: '认定',
          text: [
            `${on} ${CASE_OUTCOME_LABELS[outcome]}${tier === null ? '' : ` ${TIER_LABELS[tier]}`}`,
            ...(difficulty === null ? [] : [`会诊为${DIFFICULTY_LABELS[difficulty]}问题`]),
            ...(causes.length === 0
              ? []
              : [`成因：${causes.map((cause) => CAUSE_LABELS[cause]).join('、')}`]),
            ...(reason === '' ? [] : [reason]),
            by,
          ].join('；'),
        })),
        {
          label: '认定情形',
          text: held.evidence
            .map(({ criterion, state }) => `${CRITERION_LABELS[criterion]}：${CRITERION_STATE_LABELS[state]}`)
            .join('；'),
        },
      ],
    },
    ...met.map(({ criterion, statement, rows, facts = [] }) => ({
      heading: `依据：${CRITERION_LABELS[criterion]}`,
      lines: [{ label: '结论', text: statement }],
      ...(rows.length === 0 ? {} : { table: gradeTable(rows) }),
      ...(facts.length === 0
        ? {}
        : {
            entries: facts.map(({ subject, because, file, row }) => ({
              heading: subject,
              text: `${because}（${file} 第 ${row} 行）`,
            })),
          }),
    })),
  ];
}

const gradeTable = (rows: ArchiveExport['cases'][number]['evidence'][number]['rows']) => ({
  columns: [
    { heading: '学期', weight: 3 },
    { heading: '课程', weight: 5 },
    { heading: '学分', weight: 2 },
    { heading: '成绩', weight: 2 },
    { heading: '补考', weight: 2 },
    { heading: '重修', weight: 2 },
    { heading: '怎样计', weight: 4 },
  ],
  rows: rows.map(({ term, courseName, credit, score, resitScore, retakeScore, because }) => [
    term,
    courseName,
    credit,
    score ?? '',
    resitScore ?? '',
    retakeScore ?? '',
    because,
  ]),
});
