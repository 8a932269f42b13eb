import type { CohortTerm } from './attempts';
import type { Student } from './students';

type Table = string[][];
type ListKind = 'absences' | 'discipline' | 'warnings' | 'referrals';

const HEADINGS: Readonly<Record<ListKind, readonly string[]>> = {
  absences: ['学号', '姓名', '学期', '课程', '学时', '日期', '是否请假'],
  discipline: ['学号', '姓名', '处分类别', '性质', '处分文号', '处分日期', '解除日期'],
  warnings: ['学号', '姓名', '学期', '类型'],
  referrals: ['学号', '姓名', '报告人', '事由', '是否诊断会接受', '学期'],
};
/** Tuesdays of the term. */
const DAYS: Readonly<Record<'2025-2026-1' | '2025-2026-2', readonly string[]>> = {
  '2025-2026-1': ['2025-10-14', '2025-10-21', '2025-11-04', '2025-11-18', '2025-12-02'],
  '2025-2026-2': ['2026-03-17', '2026-03-31', '2026-04-14', '2026-04-28', '2026-05-12'],
};

/**
 * The four lists of a semester. Whom they put past a limit the grades have identified already; beside
 * them stand students just below one, so that all six criteria have all their answers to show.
 */
export function listTables(
  students: readonly Student[],
  term: CohortTerm & keyof typeof DAYS,
): readonly (readonly [kind: ListKind, table: Table])[] {
  const at = term === '2025-2026-1' ? 'before' : 'after';
  const identified = students.filter(({ plan }) => plan && plan[at].tier !== null);
  const warned = identified.filter(({ plan }) => Number(plan?.[at].credits) >= 15);
  const ordinary = students.filter(({ plan }) => plan === null);
  const who = (student: Student | undefined): string[] => [student?.studentNo ?? '', student?.name ?? ''];
  const [first, second, third] = identified;
  const days = DAYS[term];
  const year = term.slice(0, 4);
  const rows: Readonly<Record<ListKind, Table>> = {
    absences: [
      ...days.map((day) => [...who(first), term, '大学英语', '2', day, '']),
      ...days.slice(0, 3).map((day) => [...who(second), term, '体育', '4', day, '']),
      // 9.5 hours is not yet 10, and leave is in no sum.
      ...days.slice(0, 4).map((day) => [...who(ordinary[3]), term, '大学英语', '2', day, '']),
      [...who(ordinary[3]), term, '形势与政策', '1.5', days[4] ?? '', ''],
      [...who(ordinary[3]), term, '大学英语', '2', days[4] ?? '', '病假'],
      ...[10, 20, 30].map((seat) => [...who(ordinary[seat]), term, '体育', '2', days[1] ?? '', '']),
    ],
    discipline: [
      [...who(third), '记过', '考试作弊', `校学〔${year}〕${at === 'before' ? 12 : 31}号`, days[4] ?? '', ''],
      [
        ...who(ordinary[7]),
        '警告',
        '违反宿舍管理',
        `校学〔${year}〕${at === 'before' ? 13 : 32}号`,
        days[2] ?? '',
        '',
      ],
    ],
    warnings: warned.map((student, index) => [
      ...who(student),
      term,
      index === 0 ? '编入下一年级' : '学业预警',
    ]),
    referrals: [
      [...who(second), '班主任', '常通宵上网，上午的课多次缺勤', '是', term],
      [...who(ordinary[12]), '任课教师', '近来情绪低落', '待定', term],
    ],
  };
  return (['absences', 'discipline', 'warnings', 'referrals'] as const).map((kind) => [
    kind,
    [[...HEADINGS[kind]], ...rows[kind]],
  ]);
}
