import { enrolments } from './courses';
import { classes, staff } from './staff';

type Table = string[][];

/** Semesters, by how many a class of 2025 has behind it. */
const TERMS = ['2025-2026-1', '2025-2026-2', '2026-2027-1'] as const;

/** 教学班 of the department's own teachers; a course that several classes sit in is one row. */
export function offeringTable(): Table {
  const rows = new Map<string, { readonly cells: readonly string[]; readonly classNames: string[] }>();
  for (const [half, term] of TERMS.entries()) {
    for (const { name, grade, major } of classes) {
      const semester = (2025 - grade) * 2 + half;
      for (const { course } of enrolments(major, semester, 0, 0)) {
        const teacher = staff.find(({ workNo, role }) => workNo === course.teacherNo && role === '专业教师');
        if (!teacher) continue;
        const cells = [course.code, course.name, teacher.workNo, teacher.name];
        const key = `${term} ${course.code}`;
        const row = rows.get(key) ?? { cells: [...cells, term], classNames: [] };
        row.classNames.push(name);
        rows.set(key, row);
      }
    }
  }
  return [
    ['课程代码', '课程名称', '教师工号', '教师姓名', '班级', '学期'],
    ...[...rows.values()].map(({ cells, classNames }) => [
      ...cells.slice(0, 4),
      classNames.join('、'),
      cells[4] ?? '',
    ]),
  ];
}

/** What the volunteers of the staff list can help with. */
const HELP = [
  ['有机化学、无机及分析化学', '周二、周四晚上'],
  ['生物化学、遗传学', '周三晚上'],
  ['高等数学C(一)、高等数学C(二)', '周末上午'],
  ['大学英语(一)、大学英语(二)', '周一中午'],
] as const;

export function volunteerTable(): Table {
  const volunteers = staff.filter(({ role }) => role === '学业帮扶志愿者');
  return [
    ['学号', '姓名', '班级', '可帮扶课程', '空闲时间', '联系方式', '开始日期'],
    ...volunteers.map(({ workNo, name, from }, index) => {
      const [courses, freeTime] = HELP[index % HELP.length] ?? HELP[0];
      const className = `${workNo.slice(6, 8) === '01' ? '生物科学' : '生物技术'}23${workNo.slice(8, 9)}`;
      return [workNo, name, className, courses, freeTime, `199000000${String(index + 31)}`, from];
    }),
  ];
}
