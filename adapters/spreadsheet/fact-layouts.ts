import type { FactKind } from '#core/domain/fact-kind';
import { LAYOUT_LABELS } from '#core/domain/labels';
import type { Column } from './layouts';

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

export interface FactLayout {
  readonly id: FactKind;
  readonly kind: FactKind;
  readonly title: string;
  readonly columns: readonly Column<FactField>[];
  readonly excludes: readonly string[];
  readonly signs?: readonly string[];
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
  id: kind,
  kind,
  title: `${LAYOUT_LABELS[kind]}表`,
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

/** Headings of a list of grades or courses, where 学期 and 学时 mean something else. */
const OF_GRADES = ['成绩', '总成绩', '折算成绩', '学分', '绩点', '课程代码', '选课课号'];
const SIGNS: Readonly<Record<FactKind, readonly string[]>> = {
  absences: ['旷课学时', '日期', '旷课日期', '是否请假', '性质'],
  discipline: ['处分文号'],
  warnings: ['类型'],
  referrals: ['报告人', '事由', '是否诊断会接受', '诊断会是否接受'],
};

/** For a file of which nobody has said what it is: nothing is taken for one of these by chance. */
export const SURE_FACT_LAYOUTS: readonly FactLayout[] = FACT_LAYOUTS.map((known) => ({
  ...known,
  excludes: OF_GRADES,
  signs: SIGNS[known.kind],
}));

/** In the order of the blank table that the office fills in. */
export const TEMPLATE_HEADINGS: Readonly<Record<FactKind, readonly string[]>> = {
  absences: ['学号', '姓名', '学期', '课程', '学时', '日期', '是否请假'],
  discipline: ['学号', '姓名', '处分类别', '性质', '处分文号', '处分日期', '解除日期'],
  warnings: ['学号', '姓名', '学期', '类型'],
  referrals: ['学号', '姓名', '报告人', '事由', '是否诊断会接受', '学期'],
};
