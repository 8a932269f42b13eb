export type RoleLabel = '组长' | '系学工办' | '辅导员' | '班主任' | '专业教师' | '学业帮扶志愿者';

/** One row of the staff file: an assignment, not a person. */
export interface StaffAssignment {
  readonly workNo: string;
  readonly name: string;
  readonly role: RoleLabel;
  /** A class name, an area name, or empty. */
  readonly scope: string;
  readonly from: string;
}

export interface CohortClass {
  readonly name: string;
  readonly grade: 2024 | 2025;
  readonly major: '生物科学' | '生物技术';
  readonly area: '学涯一区' | '学涯二区';
  readonly size: number;
}

export const classes: readonly CohortClass[] = [
  { name: '生物科学241', grade: 2024, major: '生物科学', area: '学涯一区', size: 31 },
  { name: '生物科学242', grade: 2024, major: '生物科学', area: '学涯一区', size: 30 },
  { name: '生物技术241', grade: 2024, major: '生物技术', area: '学涯二区', size: 29 },
  { name: '生物技术242', grade: 2024, major: '生物技术', area: '学涯二区', size: 30 },
  { name: '生物科学251', grade: 2025, major: '生物科学', area: '学涯一区', size: 30 },
  { name: '生物科学252', grade: 2025, major: '生物科学', area: '学涯一区', size: 31 },
  { name: '生物技术251', grade: 2025, major: '生物技术', area: '学涯二区', size: 29 },
  { name: '生物技术252', grade: 2025, major: '生物技术', area: '学涯二区', size: 30 },
];

const assignments: readonly (readonly [string, string, RoleLabel, string, string])[] = [
  ['05001', '周明远', '组长', '', '2024-09-01'],
  ['05011', '许佩兰', '系学工办', '', '2024-09-01'],
  ['05012', '金晓芸', '系学工办', '', '2025-03-01'],
  ['05021', '林书航', '辅导员', '学涯一区', '2024-09-01'],
  ['05022', '郑雅宁', '辅导员', '学涯二区', '2024-09-01'],
  ['05101', '沈月华', '班主任', '生物科学241', '2024-09-01'],
  ['05102', '方柏舟', '班主任', '生物科学242', '2024-09-01'],
  ['05103', '顾采薇', '班主任', '生物技术241', '2024-09-01'],
  ['05104', '江临渊', '班主任', '生物技术242', '2024-09-01'],
  ['05105', '毛建安', '班主任', '生物科学251', '2025-09-01'],
  ['05106', '柳知秋', '班主任', '生物科学252', '2025-09-01'],
  ['05107', '夏侯毅', '班主任', '生物技术251', '2025-09-01'],
  ['05108', '温子衿', '班主任', '生物技术252', '2025-09-01'],
  ['05201', '陶景行', '专业教师', '', '2024-09-01'],
  ['05202', '何若溪', '专业教师', '', '2024-09-01'],
  ['05203', '白初夏', '专业教师', '', '2026-02-23'],
  // 柳知秋 teaches 有机化学 and is a class adviser as well: one person, two roles.
  ['05106', '柳知秋', '专业教师', '', '2024-09-01'],
  ['202309011008', '程思齐', '学业帮扶志愿者', '', '2025-09-01'],
  ['202309012015', '苏念真', '学业帮扶志愿者', '', '2025-09-01'],
  ['202309021003', '邱亦辰', '学业帮扶志愿者', '', '2026-03-01'],
  ['202309022021', '梁初晴', '学业帮扶志愿者', '', '2026-03-01'],
];

export const staff: readonly StaffAssignment[] = assignments.map(([workNo, name, role, scope, from]) => ({
  workNo,
  name,
  role,
  scope,
  from,
}));
