import type { ImportKind } from '#core/application/ports';
import type { GradeLayoutId, LayoutId, RosterLayoutId } from '#core/domain/import-layout';
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
  | 'remark';

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
  | 'lastDay';

export interface Column<F extends string> {
  readonly heading: string;
  /** null: known, but of no use to us (kept with the row). */
  readonly field: F | null;
  readonly isRequired: boolean;
}

export interface Layout<K extends ImportKind = ImportKind, F extends string = string> {
  readonly id: LayoutId;
  readonly kind: K;
  /** For people: where this layout comes from. */
  readonly title: string;
  readonly columns: readonly Column<F>[];
  /** Headings that show that a file is something else. */
  readonly excludes: readonly string[];
}

export type GradeLayout = Layout<'grades', GradeField>;
export type RosterLayout = Layout<'classes' | 'students' | 'staff', RosterField>;

const need = <F extends string>(heading: string, field: F): Column<F> => ({
  heading,
  field,
  isRequired: true,
});
const may = <F extends string>(heading: string, field: F | null = null): Column<F> => ({
  heading,
  field,
  isRequired: false,
});

const grades = (id: GradeLayoutId, columns: readonly Column<GradeField>[]): GradeLayout => ({
  id,
  kind: 'grades',
  title: LAYOUT_LABELS[id],
  columns,
  excludes: [],
});

const partScores = [
  may<GradeField>('平时成绩'),
  may<GradeField>('期中成绩'),
  may<GradeField>('期末成绩'),
  may<GradeField>('实验成绩'),
];

/**
 * The grade layouts of 正方 (older system), as exported. Required is what the outcome hangs on: without
 * 补考成绩 a cleared course would look failed. A wrong guess here is worse than a refusal.
 */
export const GRADE_LAYOUTS: readonly GradeLayout[] = [
  grades('zf_old_admin_bulk_20', [
    need('学号', 'studentNo'),
    may('姓名', 'studentName'),
    need('课程名称', 'courseName'),
    need('学分', 'credit'),
    may('备注', 'remark'),
    need('折算成绩', 'score'),
    need('补考成绩', 'resitScore'),
    may('补考成绩备注', 'resitRemark'),
    need('重修成绩', 'retakeScore'),
    may('绩点', 'point'),
    need('课程性质', 'nature'),
    may('课程归属'),
    may('重修标记', 'retakeFlag'),
    need('选课课号', 'selectionCode'),
    need('学年', 'academicYear'),
    need('学期', 'semester'),
    may('是否注册'),
    may('学院'),
    may('班级', 'className'),
    may('正考学年学期'),
    may('教师姓名'),
  ]),
  grades('zf_old_student_16', [
    need('学年', 'academicYear'),
    need('学期', 'semester'),
    need('课程代码', 'courseCode'),
    need('课程名称', 'courseName'),
    need('课程性质', 'nature'),
    may('课程归属'),
    need('学分', 'credit'),
    may('绩点', 'point'),
    need('成绩', 'score'),
    may('辅修标记', 'minorFlag'),
    need('补考成绩', 'resitScore'),
    need('重修成绩', 'retakeScore'),
    may('学院名称'),
    may('备注', 'remark'),
    may('重修标记', 'retakeFlag'),
    may('课程英文名称'),
  ]),
  grades('zf_old_student_20', [
    need('学年', 'academicYear'),
    need('学期', 'semester'),
    need('课程代码', 'courseCode'),
    need('课程名称', 'courseName'),
    need('课程性质', 'nature'),
    may('课程归属'),
    need('学分', 'credit'),
    may('绩点', 'point'),
    ...partScores.map((column) => ({ ...column, isRequired: true })),
    need('成绩', 'score'),
    may('辅修标记', 'minorFlag'),
    need('补考成绩', 'resitScore'),
    need('重修成绩', 'retakeScore'),
    may('学院名称'),
    may('备注', 'remark'),
    may('重修标记', 'retakeFlag'),
    may('课程英文名称'),
  ]),
  grades('zf_old_student_18', [
    need('学年', 'academicYear'),
    need('学期', 'semester'),
    need('课程代码', 'courseCode'),
    need('课程名称', 'courseName'),
    need('课程性质', 'nature'),
    may('课程归属'),
    need('学分', 'credit'),
    ...partScores,
    need('成绩', 'score'),
    need('补考成绩', 'resitScore'),
    need('是否重修', 'retakeFlag'),
    may('开课学院'),
    may('绩点', 'point'),
    may('备注', 'remark'),
    may('补考备注', 'resitRemark'),
  ]),
];

/** Taken wherever they stand, also in layouts that do not have them: a class's transcripts put together. */
export const COMMON_GRADE_COLUMNS: readonly Column<GradeField>[] = [
  may('学号', 'studentNo'),
  may('姓名', 'studentName'),
  may('班级', 'className'),
  may('行政班', 'className'),
  may('辅修标记', 'minorFlag'),
  may('是否作废', 'voidFlag'),
  may('作废标记', 'voidFlag'),
];

const roster = (id: RosterLayoutId, columns: readonly Column<RosterField>[]): RosterLayout => ({
  id,
  kind: id,
  title: LAYOUT_LABELS[id],
  columns,
  excludes: ['课程名称', '成绩', '折算成绩'],
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
];
