import { writeXlsx } from 'hucre/xlsx';
import { FIGURE_HEADINGS, type FigureAudience } from '#core/domain/figure-items';
import { sayFigure } from '#core/domain/figure-words';
import { TIER_LABELS } from '#core/domain/labels';
import { summaryTables, termLines } from '#core/domain/summary-tables';
import { nextTerm, termLabel } from '#core/domain/term';
import { SUMMARY_LABELS, SUMMARY_PARTS, type SummaryContent, summaryTitle } from '#core/domain/term-summary';
import { markedBook, markedSheet } from './marked';

/** A cell of this format keeps a 学号 as it was typed. */
const AS_TEXT = '@';

interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
  readonly widths: readonly number[];
}

/**
 * 学期总结 as a workbook: 汇总 and, for the working group, 名单, 预警汇总 and the rows behind each number 明细; `lists`: these two alone, as
 * the academic office asks for them. Lists name students, so others get none.
 */
export function summaryWorkbook(
  content: SummaryContent,
  audience: FigureAudience,
  sheets: 'all' | 'lists',
  mark: string | null,
): Promise<Uint8Array> {
  const lists = [studentSheet(content), warningSheet(content)];
  const chosen =
    sheets === 'lists'
      ? lists
      : [
          numberSheet(content, audience),
          wordSheet(content),
          ...(audience === 'group' ? [...lists, ...rowSheets(content)] : []),
        ];
  return writeXlsx({
    ...markedBook(mark),
    sheets: chosen.map(({ name, rows, widths }) => ({
      ...markedSheet(mark),
      name,
      rows: rows.map((row) => [...row]),
      columns: widths.map((width) => ({ width, numFmt: AS_TEXT })),
    })),
  });
}

function numberSheet(content: SummaryContent, audience: FigureAudience): Sheet {
  const numbers = content.numbers[audience];
  return {
    name: '汇总',
    rows: [
      [summaryTitle(content.term)],
      ['数据', '项目', '本学期', '上学期'],
      ...termLines(numbers).flatMap(({ label, total, parts }) => [
        ['各学期', label, total, ''],
        ...parts.map(({ word, value }) => ['各学期', `${label} ${word}`, value, '']),
      ]),
      ...summaryTables(numbers).flatMap(({ heading, rows, total }) => [
        ...rows.map(({ label, now, before }) => [heading, label, now, before]),
        [heading, '合计', total, ''],
      ]),
    ],
    widths: [24, 30, 18, 18],
  };
}

const wordSheet = ({ words, signed, reason }: SummaryContent): Sheet => ({
  name: '总结',
  rows: [
    ...SUMMARY_PARTS.map((part) => [SUMMARY_LABELS[part], words[part]]),
    ['签发', signed === null ? '草稿，未签发' : `${signed.by} ${signed.on}`],
    ...(reason === '' ? [] : [['更正原因', reason]]),
  ],
  widths: [14, 90],
});

const studentSheet = ({ students, term }: SummaryContent): Sheet => ({
  name: '名单',
  rows: [
    [`${termLabel(term)}学业困难学生名单（${termLabel(nextTerm(term))}帮扶）`],
    [
      '序号',
      '学号',
      '姓名',
      '班级',
      '帮扶类型',
      '认定情形',
      '不及格学分',
      '平均学分绩点',
      '已补回学分',
      '谈话次数',
      '书面预警通知书',
    ],
    ...students.map((held, at) => [
      String(at + 1),
      held.studentNo,
      held.name,
      held.className,
      TIER_LABELS[held.tier],
      held.criteria,
      held.outstandingCredits,
      held.gpa,
      held.recoveredCredits,
      String(held.talks),
      held.letter,
    ]),
  ],
  widths: [6, 16, 12, 18, 14, 30, 12, 14, 12, 10, 16],
});

/** 明细: the rows behind each number; those of one number add up to it. */
function rowSheets({ rows = [] }: SummaryContent): readonly Sheet[] {
  if (rows.length === 0) return [];
  return [
    {
      name: '明细',
      rows: [
        ['数据', '项目', '学号', '姓名', '班级', '说明', '数量'],
        ...rows.map(({ split, label, studentNo, name, className, detail, amount }) => [
          FIGURE_HEADINGS[split],
          label,
          studentNo,
          name,
          className,
          detail,
          sayFigure(split, amount),
        ]),
      ],
      widths: [24, 24, 16, 12, 18, 40, 12],
    },
  ];
}

/** By class: how many, of which tier, and who stands in 学业预警. */
function warningSheet({ students, term }: SummaryContent): Sheet {
  const classes = [...new Set(students.map(({ className }) => className))].sort();
  const line = (label: string, own: SummaryContent['students']) => [
    label,
    String(own.length),
    String(own.filter(({ isWarned }) => isWarned).length),
    ...TIERS.map((tier) => String(own.filter((held) => held.tier === tier).length)),
  ];
  return {
    name: '预警汇总',
    rows: [
      [`${termLabel(term)}学业预警汇总`],
      ['班级', '学业困难学生', '其中学业预警', ...TIERS.map((tier) => TIER_LABELS[tier])],
      ...classes.map((name) =>
        line(
          name || '未分班',
          students.filter(({ className }) => className === name),
        ),
      ),
      line('合计', students),
    ],
    widths: [20, 14, 14, 14, 10, 10, 12],
  };
}

const TIERS = [3, 2, 1, 'watch'] as const;
