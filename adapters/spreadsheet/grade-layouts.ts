import type { GradeLayoutId } from '#core/domain/import-layout';
import { LAYOUT_LABELS } from '#core/domain/labels';
import { type Column, type GradeField, type GradeLayout, may as mayHave, need as mustHave } from './layouts';

const grades = (
  id: GradeLayoutId,
  columns: readonly Column<GradeField>[],
  excludes: readonly string[] = [],
): GradeLayout => ({ id, kind: 'grades', title: LAYOUT_LABELS[id], columns, excludes });

type Columns = readonly Column<GradeField>[];

const need = (heading: string, field: GradeField | null, ...aliases: readonly string[]) =>
  mustHave<GradeField>(heading, field, ...aliases);
const may = (heading: string, field: GradeField | null = null, ...aliases: readonly string[]) =>
  mayHave<GradeField>(heading, field, ...aliases);

const required = (columns: Columns): Columns => columns.map((column) => ({ ...column, isRequired: true }));

const PART_SCORES: Columns = [may('平时成绩'), may('期中成绩'), may('期末成绩'), may('实验成绩')];

const COURSE_TAKEN: Columns = [
  need('学年', 'academicYear'),
  need('学期', 'semester'),
  need('课程代码', 'courseCode'),
  need('课程名称', 'courseName'),
  need('课程性质', 'nature'),
  may('课程归属'),
  need('学分', 'credit'),
];

/** What follows 成绩 in a transcript of 16, 19 or 20 columns. */
const RESULTS: Columns = [
  need('成绩', 'score'),
  may('辅修标记', 'minorFlag'),
  need('补考成绩', 'resitScore'),
  need('重修成绩', 'retakeScore'),
  may('学院名称', null, '开课学院', '学院'),
  may('备注', 'remark'),
  may('重修标记', 'retakeFlag'),
];

/** Without a column of credits; beside it 课程性质 may be missing: both then come from the course list. */
const OF_COURSE_LIST: Columns = [may('学分', 'credit'), may('课程性质', 'nature')];

/**
 * 正方, the older system: a resit and a retake have columns of their own. Required is what the
 * outcome hangs on: without 补考成绩 a cleared course would look failed. A wrong guess here is worse
 * than a refusal.
 */
const ZF_OLD: readonly GradeLayout[] = [
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
  grades('zf_old_admin_detail_21', [
    need('学号', 'studentNo'),
    may('姓名', 'studentName'),
    may('学院名称'),
    may('班级', 'className'),
    may('专业代码'),
    may('专业'),
    need('选课课号', 'selectionCode'),
    need('课程代码', 'courseCode'),
    need('课程名称', 'courseName'),
    may('是否补考'),
    ...PART_SCORES,
    need('总评成绩', null),
    need('折算成绩', 'score'),
    need('补考成绩', 'resitScore'),
    may('补考成绩备注', 'resitRemark'),
    need('重修成绩', 'retakeScore'),
    may('绩点', 'point'),
    may('备注', 'remark'),
    ...OF_COURSE_LIST,
  ]),
  grades('zf_old_admin_class_20', [
    need('选课课号', 'selectionCode'),
    may('教师姓名'),
    need('课程性质', 'nature'),
    need('课程名称', 'courseName'),
    need('学号', 'studentNo'),
    may('姓名', 'studentName'),
    may('学院'),
    may('行政班', 'className'),
    may('专业代码'),
    may('专业名称'),
    may('重修标记', 'retakeFlag'),
    ...PART_SCORES,
    need('总评成绩', null),
    need('折算成绩', 'score'),
    need('补考成绩', 'resitScore'),
    may('补考成绩备注', 'resitRemark'),
    need('重修成绩', 'retakeScore'),
    may('绩点', 'point'),
    may('学分', 'credit'),
  ]),
  grades('zf_old_student_16', [...COURSE_TAKEN, may('绩点', 'point'), ...RESULTS, may('课程英文名称')]),
  grades('zf_old_student_20', [
    ...COURSE_TAKEN,
    may('绩点', 'point'),
    ...required(PART_SCORES),
    ...RESULTS,
    may('课程英文名称'),
  ]),
  // As the one of 20, without 课程英文名称.
  grades('zf_old_student_19', [...COURSE_TAKEN, may('绩点', 'point'), ...required(PART_SCORES), ...RESULTS]),
  grades('zf_old_student_18', [
    ...COURSE_TAKEN,
    ...PART_SCORES,
    need('成绩', 'score'),
    need('补考成绩', 'resitScore'),
    need('是否重修', 'retakeFlag'),
    may('开课学院'),
    may('绩点', 'point'),
    may('备注', 'remark'),
    may('补考备注', 'resitRemark'),
  ]),
];

const ZF_NEW_KEYS: Columns = [
  may('xh', 'studentNo'),
  may('xm', 'studentName'),
  may('bj', 'className'),
  need('kch', 'courseCode', 'kcdm', 'kch_id'),
  need('kcmc', 'courseName'),
  need('kcxzmc', 'nature'),
  may('kclbmc'),
  may('kcbj', 'minorFlag'),
  need('xf', 'credit'),
  need('cj', 'score'),
  // 0 for a course withdrawn from: of no use.
  may('bfzcj'),
  may('jd', 'point'),
  may('xfjd'),
  need('ksxz', 'examKind'),
  may('ksxzdm'),
  may('cjbz', 'remark'),
  may('cjsfzf', 'voidFlag', 'sfcjzf'),
  may('sfxwkc'),
  may('khfsmc'),
  may('kkbmmc'),
  may('jsxm'),
  may('cjbdsj'),
];

/**
 * 正方 V9: each examination has a row of its own, told apart by its kind alone. Its answer in JSON
 * has the keys of the system's database; its workbook the headings of the page.
 */
const ZF_NEW: readonly GradeLayout[] = [
  grades('zf_new_json', [
    need('xnmmc', 'academicYear'),
    need('xqmmc', 'semester'),
    may('xnm'),
    may('xqm'),
    ...ZF_NEW_KEYS,
  ]),
  grades('zf_new_json', [need('xnm', 'startYear'), need('xqm', 'semesterCode'), ...ZF_NEW_KEYS]),
  grades(
    'zf_new_excel',
    [
      need('学年', 'academicYear'),
      need('学期', 'semester'),
      need('课程代码', 'courseCode', '课程号'),
      need('课程名称', 'courseName', '课程名'),
      need('课程性质', 'nature'),
      need('学分', 'credit'),
      need('成绩', 'score'),
      may('成绩备注', 'remark'),
      may('绩点', 'point'),
      need('成绩性质', 'examKind', '考试性质'),
      may('是否成绩作废', 'voidFlag', '成绩是否作废'),
      may('是否学位课程'),
      may('开课学院', null, '开课部门'),
      may('课程标记', 'minorFlag'),
      may('课程类别'),
      may('课程归属'),
      may('教学班'),
      may('任课教师', null, '教师'),
      may('考核方式'),
      may('学生标记'),
      may('学分绩点'),
    ],
    ['补考成绩', '重修成绩'],
  ),
];

const QZ_COURSE: Columns = [
  need('开课学期', 'term', '学年学期'),
  need('课程编号', 'courseCode', '课程代码'),
  need('课程名称', 'courseName'),
  need('成绩', 'score', '总成绩'),
  may('成绩标识', 'mark', '成绩标志'),
  need('学分', 'credit'),
  may('总学时', null, '学时'),
  may('绩点', 'point'),
  need('考试性质', 'examKind'),
  may('考核方式'),
  may('课程属性', 'natureAttribute'),
  need('课程性质', 'nature'),
];

/**
 * 强智: each examination has a row of its own, but of a resit that was passed only its row is left.
 * 课程属性 says 必修 and 选修; 课程性质 sorts by subject at many schools.
 */
const QZ: readonly GradeLayout[] = [
  grades('qz_web_csv_bit', [
    may('序号'),
    ...QZ_COURSE,
    may('课程归属'),
    may('课程种类'),
    may('是否第一次考试'),
  ]),
  grades('qz_web_csv_csust', [
    ...QZ_COURSE,
    may('分组名'),
    may('详细成绩链接'),
    may('修读方式', 'studyMode'),
    may('补重学期', 'makeupTerm'),
    may('课程类别'),
  ]),
  grades('qz_app_json', [
    need('kkxq', 'term', 'xqmc'),
    // Rarely there: the course list then knows the code of a name.
    may('kcbh', 'courseCode', 'kch'),
    need('kcmc', 'courseName'),
    need('kcxzmc', 'nature'),
    may('kclbmc', 'natureAttribute'),
    need('ksxzmc', 'examKind'),
    need('zcj', 'score'),
    may('cjbsmc', 'mark'),
    need('xf', 'credit'),
    may('jd', 'point'),
    may('zxs'),
    may('bz', 'remark'),
    may('bcxq', 'makeupTerm'),
    may('xh', 'studentNo'),
    may('xm', 'studentName'),
    may('bj', 'className'),
  ]),
];

export const GRADE_LAYOUTS: readonly GradeLayout[] = [...ZF_OLD, ...ZF_NEW, ...QZ];

/** Taken wherever they stand, also in layouts that do not have them: a class's transcripts put together. */
export const COMMON_GRADE_COLUMNS: readonly Column<GradeField>[] = [
  may('学号', 'studentNo'),
  may('姓名', 'studentName'),
  may('班级', 'className', '行政班'),
  may('辅修标记', 'minorFlag'),
  may('是否作废', 'voidFlag', '作废标记'),
];

/** Files that systems hand out and that can say nothing of who is in difficulty, each with the reason. */
export const UNUSABLE_LAYOUTS: readonly {
  /** All of them stand in the heading row. */
  readonly headings: readonly string[];
  /** None of them does: else the file is another one that lost a column. */
  readonly excludes: readonly string[];
  readonly why: string;
}[] = [
  {
    headings: ['课程代码', '课程名称', '课程性质', '成绩', '补考成绩', '重修成绩', '学分'],
    excludes: ['学年', '学期', '选课课号', '学号'],
    why: '这是正方的“已通过课程”，没有学年、学期，也没有不及格的课程，不能据此筛查。请改为导出历年全部成绩。',
  },
  {
    headings: ['总学分', '获得学分', '不及格学分'],
    excludes: ['课程名称'],
    why: '这是成绩汇总表，没有每门课程的成绩，不及格学分无从核对。请导出每门课程一行的成绩。',
  },
  {
    headings: ['cbjgxf', 'sbjgxf'],
    excludes: ['kcmc'],
    why: '这是绩点排名，没有每门课程的成绩，不及格学分无从核对。请导出每门课程一行的成绩。',
  },
];
