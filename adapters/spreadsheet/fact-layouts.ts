import type { Column } from './layouts';
import type { TableLayout } from './recognise';

/** The lists beside the grades, each in our own template. */
export const FACT_KINDS = ['absences', 'discipline', 'warnings', 'referrals'] as const;
export type FactKind = (typeof FACT_KINDS)[number];

/** 旷课记录, 违纪处分, 学业预警名单, 早报告: for people. */
export const FACT_TITLES: Readonly<Record<FactKind, string>> = {
  absences: '旷课记录',
  discipline: '违纪处分',
  warnings: '学业预警名单',
  referrals: '早报告',
};

export type FactField =
  | 'studentNo'
  | 'studentName'
  | 'academicYear'
  | 'term'
  | 'courseName'
  | 'hours'
  | 'date'
  | 'leave'
  | 'absenceKind'
  | 'actionKind'
  | 'actionNature'
  | 'document'
  | 'decidedOn'
  | 'liftedOn'
  | 'warningKind'
  | 'referrer'
  | 'reason'
  | 'status';

export interface FactLayout extends TableLayout {
  readonly kind: FactKind;
  readonly columns: readonly Column<FactField>[];
}

const need = (heading: string, field: FactField): Column<FactField> => ({
  heading,
  field,
  isRequired: true,
});
const may = (heading: string, field: FactField): Column<FactField> => ({ heading, field, isRequired: false });

const WHO = [need('学号', 'studentNo'), may('姓名', 'studentName')];
/** 2017-2018-2 in one column, or beside a column 学年. */
const WHEN = [need('学期', 'term'), may('学年', 'academicYear')];

const layout = (kind: FactKind, columns: readonly Column<FactField>[]): FactLayout => ({
  kind,
  title: `${FACT_TITLES[kind]}表`,
  columns,
  excludes: [],
});

/** A column that goes by either of two headings makes two layouts. */
export const FACT_LAYOUTS: readonly FactLayout[] = [
  ...['学时', '旷课学时'].map((hours) =>
    layout('absences', [
      ...WHO,
      ...WHEN,
      may('课程', 'courseName'),
      may('课程名称', 'courseName'),
      need(hours, 'hours'),
      may('日期', 'date'),
      may('旷课日期', 'date'),
      may('是否请假', 'leave'),
      may('性质', 'absenceKind'),
    ]),
  ),
  layout('discipline', [
    ...WHO,
    need('处分类别', 'actionKind'),
    may('性质', 'actionNature'),
    need('处分文号', 'document'),
    may('处分日期', 'decidedOn'),
    may('解除日期', 'liftedOn'),
  ]),
  layout('discipline', [
    ...WHO,
    need('性质', 'actionNature'),
    need('处分文号', 'document'),
    may('处分日期', 'decidedOn'),
    may('解除日期', 'liftedOn'),
  ]),
  layout('warnings', [...WHO, ...WHEN, may('类型', 'warningKind')]),
  ...['是否诊断会接受', '诊断会是否接受', '状态'].map((status) =>
    layout('referrals', [
      ...WHO,
      may('报告人', 'referrer'),
      may('事由', 'reason'),
      need(status, 'status'),
      ...WHEN,
    ]),
  ),
];

/** In the order of the blank table that the office fills in. */
const TEMPLATE_HEADINGS: Readonly<Record<FactKind, readonly string[]>> = {
  absences: ['学号', '姓名', '学期', '课程', '学时', '日期', '是否请假'],
  discipline: ['学号', '姓名', '处分类别', '性质', '处分文号', '处分日期', '解除日期'],
  warnings: ['学号', '姓名', '学期', '类型'],
  referrals: ['学号', '姓名', '报告人', '事由', '是否诊断会接受', '学期'],
};

/** The blank table as CSV; with the mark by which Excel takes it for UTF-8. */
export const factTemplate = (kind: FactKind): string => `\ufeff${TEMPLATE_HEADINGS[kind].join(',')}\r\n`;
