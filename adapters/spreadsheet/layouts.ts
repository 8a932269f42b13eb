import type { ImportKind } from '#core/application/ports';
import type { LayoutId, RosterLayoutId } from '#core/domain/import-layout';
import { LAYOUT_LABELS } from '#core/domain/labels';

/** What a column of a grade export means to us. */
export type GradeField =
  | 'studentNo'
  | 'studentName'
  | 'className'
  | 'academicYear'
  | 'semester'
  | 'courseCode'
  | 'selectionCode'
  | 'courseName'
  | 'nature'
  | 'credit'
  | 'point'
  | 'score'
  | 'resitScore'
  | 'resitRemark'
  | 'retakeScore'
  | 'retakeFlag'
  | 'minorFlag'
  | 'voidFlag'
  | 'remark'
  | 'term'
  | 'startYear'
  | 'semesterCode'
  | 'examKind'
  | 'natureAttribute'
  | 'mark'
  | 'studyMode'
  | 'makeupTerm';

export type RosterField =
  | 'className'
  | 'grade'
  | 'major'
  | 'area'
  | 'studentNo'
  | 'studentName'
  | 'gender'
  | 'nativePlace'
  | 'family'
  | 'contact'
  | 'guardians'
  | 'workNo'
  | 'role'
  | 'scope'
  | 'firstDay'
  | 'lastDay'
  | 'term'
  | 'academicYear'
  | 'courseCode'
  | 'courseName'
  | 'courses'
  | 'freeTime';

export interface Column<F extends string> {
  readonly heading: string;
  /** The same column under other names, as versions and schools have it. */
  readonly aliases?: readonly string[];
  /** null: known, but of no use to us (kept with the row). */
  readonly field: F | null;
  readonly isRequired: boolean;
}

/** All names of a column, the usual one first. */
export const headingsOf = ({ heading, aliases = [] }: Column<string>): readonly string[] => [
  heading,
  ...aliases,
];

export interface Layout<K extends ImportKind = ImportKind, F extends string = string> {
  readonly id: LayoutId;
  readonly kind: K;
  /** For people: where this layout comes from. */
  readonly title: string;
  readonly columns: readonly Column<F>[];
  /** Headings that show that a file is something else. */
  readonly excludes: readonly string[];
  /** One of these must stand there, too, where nobody has said what the file is. */
  readonly signs?: readonly string[];
}

export type GradeLayout = Layout<'grades', GradeField>;
export type RosterLayout = Layout<RosterLayoutId, RosterField>;

/** A column without which a file is not of this layout. */
export const need = <F extends string>(
  heading: string,
  field: F | null,
  ...aliases: readonly string[]
): Column<F> => ({ heading, field, isRequired: true, aliases });
/** A column that may be missing. */
export const may = <F extends string>(
  heading: string,
  field: F | null = null,
  ...aliases: readonly string[]
): Column<F> => ({ heading, field, isRequired: false, aliases });

/** Headings of a list of grades. */
const OF_GRADES = ['成绩', '总成绩', '折算成绩'];

const roster = (
  id: RosterLayoutId,
  columns: readonly Column<RosterField>[],
  excludes: readonly string[] = ['课程名称', ...OF_GRADES],
): RosterLayout => ({
  id,
  kind: id,
  title: LAYOUT_LABELS[id],
  columns,
  excludes,
});

export const ROSTER_LAYOUTS: readonly RosterLayout[] = [
  roster('classes', [
    need('班级', 'className'),
    may('年级', 'grade'),
    may('专业', 'major'),
    need('责任区', 'area'),
  ]),
  roster('students', [
    need('学号', 'studentNo'),
    need('姓名', 'studentName'),
    may('性别', 'gender'),
    may('籍贯', 'nativePlace'),
    need('班级', 'className'),
    may('家庭', 'family'),
    may('联系方式', 'contact'),
    may('家长', 'guardians'),
  ]),
  roster('staff', [
    need('工号', 'workNo'),
    need('姓名', 'studentName'),
    need('角色', 'role'),
    need('范围', 'scope'),
    need('开始日期', 'firstDay'),
    may('结束日期', 'lastDay'),
  ]),
  {
    ...roster('areas', [
      need('责任区', 'area'),
      need('班级', 'className'),
      may('工号', 'workNo', '辅导员工号'),
    ]),
    // Without the counselor it is a list of classes as well.
    signs: ['工号', '辅导员工号'],
  },
  roster(
    'offerings',
    [
      need('课程代码', 'courseCode', '课程编号', '课程号'),
      need('课程名称', 'courseName', '课程名'),
      need('教师工号', 'workNo', '工号'),
      may('教师姓名', 'studentName', '教师', '任课教师'),
      need('班级', 'className', '上课班级', '教学班组成'),
      need('学期', 'term'),
      may('学年', 'academicYear'),
    ],
    ['学号', ...OF_GRADES],
  ),
  roster('volunteers', [
    need('学号', 'studentNo'),
    need('姓名', 'studentName'),
    may('班级', 'className'),
    need('可帮扶课程', 'courses'),
    may('空闲时间', 'freeTime'),
    may('联系方式', 'contact'),
    need('开始日期', 'firstDay'),
  ]),
];
