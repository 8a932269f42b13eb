import { writeXlsx } from 'hucre/xlsx';
import type { HoursRow } from '#core/application/ports';
import { sayMinute } from '#core/domain/service-hours';
import { markedBook, markedSheet } from './marked';

const HEADINGS = [
  '学号',
  '姓名',
  '班级',
  '项目',
  '日期',
  '开始',
  '结束',
  '时数（小时）',
  '分钟',
  '证明编号',
] as const;
const WIDTHS = [16, 12, 18, 16, 12, 8, 8, 14, 8, 24] as const;
/** A cell of this format keeps a student number as it was typed. */
const AS_TEXT = '@';
/** Hours to two places; minutes beside them are exact. */
const NUMBER_FORMATS: Readonly<Record<number, string>> = { 7: '0.00', 8: '0' };
const PROJECT = '学业帮扶志愿服务';

/** 志愿服务时数, one row a confirmed session, for the school's volunteer system. */
export const hoursListWorkbook = (rows: readonly HoursRow[], mark: string): Promise<Uint8Array> =>
  writeXlsx({
    ...markedBook(mark),
    sheets: [
      {
        ...markedSheet(mark),
        name: '志愿服务时数',
        rows: [
          [...HEADINGS],
          ...rows.map(({ studentNo, name, className, on, from, to, certificate }) => [
            studentNo,
            name,
            className,
            PROJECT,
            on,
            sayMinute(from),
            sayMinute(to),
            Math.round(((to - from) / 60) * 100) / 100,
            to - from,
            certificate,
          ]),
        ],
        columns: WIDTHS.map((width, at) => ({ width, numFmt: NUMBER_FORMATS[at] ?? AS_TEXT })),
      },
    ],
  });
