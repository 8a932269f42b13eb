import type { Role } from '#core/domain/role';

/** The whole path, as a visitor walks it. */
export interface Step {
  readonly title: string;
  readonly detail: string;
  readonly role: Role;
  /** Prefers someone of this scope: the class or area where the newest semester changes most. */
  readonly scope?: string;
  readonly page: string;
}

export const STEPS: readonly Step[] = [
  {
    title: '系学工办：导入成绩',
    detail: '选“2025-2026-2学期成绩.xlsx”，看清楚读到了什么、哪几行被拒收，再应用。',
    role: 'office',
    page: '/office/imports/imports',
  },
  {
    title: '系学工办：筛查',
    detail: '按2015年办法逐门算清；成绩答不了的情形写“未提供数据”。',
    role: 'office',
    page: '/meeting/agenda/agenda?run=1',
  },
  {
    title: '组长：在诊断会上认定',
    detail: '确认、说明理由后调整，或不认定。每个数字都能点开到行。',
    role: 'leader',
    page: '/meeting/agenda/agenda',
  },
  {
    title: '专业教师：写一份早报告',
    detail: '看到学生有困难，按学号和姓名报给诊断会，可附照片；组长答复后只看到是否采纳。',
    role: 'teacher',
    page: '/student/referrals/referrals',
  },
  {
    title: '班主任：谈话并提交记录',
    detail: '“今日”里是该谈的学生。写一半关掉再回来，草稿还在。',
    role: 'adviser',
    scope: '生物科学241',
    page: '/pages/today/today',
  },
  {
    title: '辅导员：补充意见',
    detail: '在同一份记录上写自己的意见和谈话日期，两个签名、两个日期都在。',
    role: 'counselor',
    scope: '学涯一区',
    page: '/pages/students/students',
  },
  {
    title: '打印谈话记录表',
    detail: '打开一份记录，点“打印”：与办法附件一致的 A4 表格。',
    role: 'adviser',
    scope: '生物科学241',
    page: '/pages/students/students',
  },
];
