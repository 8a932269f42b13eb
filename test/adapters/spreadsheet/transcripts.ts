import fc from 'fast-check';
import iconv from 'iconv-lite';
import Papa from 'papaparse';
import { html, xls } from './old-workbooks';
import { xlsx } from './sheets';

/** One course in one semester, as every system knows it, however it writes it down. */
export interface Enrolment {
  readonly code: string;
  readonly name: string;
  readonly nature: string;
  readonly credit: string;
  readonly term: string;
  readonly isRetake: boolean;
  readonly score: string;
  /** null: there was no resit. */
  readonly resit: string | null;
  /** Point of the last result; '': the export has none. */
  readonly point: string;
}

const TERMS = ['2023-2024-1', '2023-2024-2', '2024-2025-1', '2024-2025-2'];
const COURSES = [
  { code: 'SK030101', name: '遗传学', nature: '必修课', credit: '3.0' },
  { code: 'SK-01A', name: '生物,统计', nature: '限选', credit: '2.5' },
  { code: 'GX9001', name: '音乐"鉴赏"', nature: '公选课', credit: '2' },
];

const FAILED = ['59', '0', '不及格', '缺考', '旷考'];
const result = fc.constantFrom('60', '85.5', '优', '合格', '缓考', '', 'W', ...FAILED);

/** Courses taken once, or again in later semesters; a resit follows a fail only. */
export const transcripts: fc.Arbitrary<readonly Enrolment[]> = fc
  .array(
    fc
      .record({
        course: fc.constantFrom(...COURSES),
        term: fc.constantFrom(...TERMS),
        score: result,
        resit: fc.option(fc.constantFrom('60', '45', '及格', '缓考', '缺考')),
        point: fc.constantFrom('', '1.0', '   1.75'),
      })
      .map(({ course, resit, ...rest }) => ({
        ...rest,
        ...course,
        resit: FAILED.includes(rest.score) ? resit : null,
      })),
    { minLength: 1, maxLength: 9 },
  )
  .map((taken) => {
    const once = new Map(taken.map((one) => [`${one.code}|${one.term}`, one]));
    return [...once.values()].map((one) => ({
      ...one,
      isRetake: [...once.values()].some(({ code, term }) => code === one.code && term < one.term),
    }));
  });

export type Cells = Readonly<Record<string, string>>;

const WHO: Cells = { 学号: '202400010101', 姓名: '周玥', 班级: '生物科学241' };

/** A row of 正方's older system: a resit is a column. */
const oldRow = (one: Enrolment): Cells => ({
  学年: one.term.slice(0, 9),
  学期: one.term.slice(10),
  课程代码: one.code,
  课程名称: one.name,
  课程性质: one.nature,
  学分: one.credit,
  绩点: one.point,
  成绩: one.score,
  折算成绩: one.score,
  补考成绩: one.resit ?? '',
  重修标记: one.isRetake ? '1' : '0',
  是否重修: one.isRetake ? '是' : '否',
  选课课号: `(${one.term})-${one.code}-05001-1`,
  辅修标记: '0',
  行政班: WHO.班级 ?? '',
  ...WHO,
});

interface Examination {
  readonly enrolment: Enrolment;
  readonly kind: string;
  readonly score: string;
  readonly point: string;
}

/** A resit is an examination of its own; 强智 keeps only the resit where it was passed. */
function examinations(transcript: readonly Enrolment[], isPassAlone: boolean): readonly Examination[] {
  return transcript.flatMap((enrolment): Examination[] => {
    const { score, resit, point, isRetake } = enrolment;
    const own = { enrolment, kind: isRetake ? '重修' : '正常考试', score, point };
    if (resit === null) return [own];
    const again = { enrolment, kind: '补考', score: resit, point };
    if (isPassAlone && !isRetake && (resit === '60' || resit === '及格')) return [again];
    // The point belongs to the last result that decides.
    return resit === '缓考'
      ? [own, { ...again, point: '' }]
      : [{ ...own, point: point === '' ? '' : '0' }, again];
  });
}

const newRow = ({ enrolment, kind, score, point }: Examination): Cells => ({
  xh: WHO.学号 ?? '',
  xm: WHO.姓名 ?? '',
  bj: WHO.班级 ?? '',
  xnm: enrolment.term.slice(0, 4),
  xnmmc: enrolment.term.slice(0, 9),
  xqm: { 1: '3', 2: '12' }[enrolment.term.slice(10)] ?? '16',
  xqmmc: enrolment.term.slice(10),
  kch: enrolment.code,
  kcmc: enrolment.name,
  kcxzmc: enrolment.nature,
  kclbmc: '专业课',
  kcbj: '主修',
  xf: enrolment.credit,
  cj: score,
  bfzcj: /^[\d.]+$/.test(score) ? score : '0',
  jd: point,
  ksxz: kind,
  cjbz: score === 'W' ? '中期退课' : '',
  cjsfzf: '否',
});

const NEW_HEADINGS: Cells = {
  xh: '学号',
  xm: '姓名',
  bj: '班级',
  xnmmc: '学年',
  xqmmc: '学期',
  kch: '课程代码',
  kcmc: '课程名称',
  kcxzmc: '课程性质',
  kclbmc: '课程类别',
  kcbj: '课程标记',
  xf: '学分',
  cj: '成绩',
  jd: '绩点',
  ksxz: '成绩性质',
  cjbz: '成绩备注',
  cjsfzf: '是否成绩作废',
};

const qzRow = ({ enrolment, kind, score, point }: Examination): Cells => ({
  学号: WHO.学号 ?? '',
  序号: '1',
  开课学期: enrolment.term,
  课程编号: enrolment.code,
  课程名称: enrolment.name,
  成绩: score,
  学分: enrolment.credit,
  绩点: point,
  考试性质: kind,
  考核方式: '考试',
  课程属性: enrolment.nature,
  课程性质: '专业课',
});

const renamed = (cells: Cells, headings: Cells): Cells =>
  Object.fromEntries(Object.entries(headings).map(([key, heading]) => [heading, cells[key] ?? '']));

const STUDENT_16 =
  '学年 学期 课程代码 课程名称 课程性质 课程归属 学分 绩点 成绩 辅修标记 补考成绩 重修成绩 学院名称 备注 重修标记 课程英文名称';
const PARTS = '平时成绩 期中成绩 期末成绩 实验成绩';
const STUDENT_20 = STUDENT_16.replace('绩点 成绩', `绩点 ${PARTS} 成绩`);

/** The columns of each layout, as the systems export them. */
export const COLUMNS = {
  zf_old_student_16: STUDENT_16,
  zf_old_student_18: `学年 学期 课程代码 课程名称 课程性质 课程归属 学分 ${PARTS} 成绩 补考成绩 是否重修 开课学院 绩点 备注 补考备注`,
  zf_old_student_19: STUDENT_20.replace(' 课程英文名称', ''),
  zf_old_student_20: STUDENT_20,
  zf_old_admin_bulk_20:
    '学号 姓名 课程名称 学分 备注 折算成绩 补考成绩 补考成绩备注 重修成绩 绩点 课程性质 课程归属 重修标记 选课课号 学年 学期 是否注册 学院 班级 正考学年学期 教师姓名',
  zf_old_admin_detail_21: `学号 姓名 学院名称 班级 专业代码 专业 选课课号 课程代码 课程名称 是否补考 ${PARTS} 总评成绩 折算成绩 补考成绩 补考成绩备注 重修成绩 绩点 备注`,
  zf_old_admin_class_20: `选课课号 教师姓名 课程性质 课程名称 学号 姓名 学院 行政班 专业代码 专业名称 重修标记 ${PARTS} 总评成绩 折算成绩 补考成绩 补考成绩备注 重修成绩 绩点`,
  zf_new_json: 'xh xm bj xnm xnmmc xqm xqmmc kch kcmc kcxzmc kclbmc kcbj xf cj bfzcj jd ksxz cjbz cjsfzf',
  zf_new_excel: Object.values(NEW_HEADINGS).join(' '),
  qz_web_csv_bit:
    '序号 开课学期 课程编号 课程名称 成绩 成绩标识 学分 总学时 考试性质 考核方式 课程属性 课程性质 课程归属 课程种类 是否第一次考试',
  qz_web_csv_csust:
    '开课学期 课程编号 课程名称 分组名 成绩 详细成绩链接 修读方式 成绩标识 学分 总学时 绩点 补重学期 考核方式 考试性质 课程属性 课程性质 课程类别',
} as const;

export type LayoutName = keyof typeof COLUMNS;
export const LAYOUTS = Object.keys(COLUMNS) as LayoutName[];
/** Layouts that keep no point beside a result. */
export const WITHOUT_POINT: readonly LayoutName[] = ['qz_web_csv_bit'];
export const STUDENT_NO = WHO.学号 as string;
/** Credits and natures for the layouts without them. */
export const COURSE_LIST = COURSES.map((course) => ({ ...course, credit: Number(course.credit) * 100 }));

/** The transcript as rows of a layout: the headings first. */
export function tableOf(layout: LayoutName, transcript: readonly Enrolment[]): string[][] {
  const headings = COLUMNS[layout].split(' ');
  const records = layout.startsWith('zf_old')
    ? transcript.map(oldRow)
    : examinations(transcript, layout.startsWith('qz')).map((one) => {
        if (layout.startsWith('qz')) return qzRow(one);
        return layout === 'zf_new_json' ? newRow(one) : renamed(newRow(one), NEW_HEADINGS);
      });
  return [headings, ...records.map((cells) => headings.map((heading) => cells[heading] ?? ''))];
}

/** A table as a system's own answer: an object a row, under the headings. */
export function jsonOf(table: readonly (readonly string[])[], wrap = true): Uint8Array {
  const [headings = [], ...rows] = table;
  const items = rows.map((cells) =>
    Object.fromEntries(headings.map((heading, at) => [heading, cells[at] ?? ''])),
  );
  return Buffer.from(JSON.stringify(wrap ? { currentPage: 1, items, totalCount: items.length } : items));
}

/** The same table as a file of each kind that is read, by its name. */
export const FILE_KINDS: Readonly<Record<string, (table: string[][]) => Uint8Array | Promise<Uint8Array>>> = {
  'a.csv': (table) => Buffer.from(Papa.unparse(table, { newline: '\r\n' })),
  'a.tsv': (table) => Buffer.from(`\ufeff${Papa.unparse(table, { delimiter: '\t' })}`),
  'tabs.xls': (table) => iconv.encode(Papa.unparse(table, { delimiter: '\t' }), 'gb18030'),
  'big-endian.csv': (table) => iconv.encode(Papa.unparse(table), 'utf-16be', { addBOM: true }),
  'a.xlsx': (table) => xlsx(table),
  'new.xls': (table) => xlsx(table),
  'a.xls': xls,
  'page.xls': (table) => iconv.encode(html(table), 'gb18030'),
  'a.json': (table) => jsonOf(table),
};
