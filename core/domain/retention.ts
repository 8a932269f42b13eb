import { addMonths, type LocalDate } from './local-date';

/** How long what is kept of a student stays whole after the last case was closed, in years; a school's own rule may be longer. */
export const RETENTION_YEARS = 3;

/** The first day on which a student's data may lose its name, by the last day that work on it ended. */
export const mayLoseNameOn = (endedOn: LocalDate, months: number = RETENTION_YEARS * 12): LocalDate =>
  addMonths(endedOn, months);

/** Kinds of data with a time of their own; what is of none of these is not removed by itself. */
export const RETENTION_KINDS = [
  'photos',
  'papers',
  'imports',
  'reminders',
  'codes',
  'applications',
  'students',
] as const;
export type RetentionKind = (typeof RETENTION_KINDS)[number];

export const RETENTION_LABELS: Readonly<Record<RetentionKind, string>> = {
  photos: '没有提交的照片',
  papers: '打印出来的文件',
  imports: '导入的原始文件',
  reminders: '发过的提醒',
  codes: '用过的激活码和小程序码',
  applications: '没有录用的志愿者报名',
  students: '帮扶结束的学生档案',
};

/** What is removed, and what stays, in a sentence. */
export const RETENTION_EFFECTS: Readonly<Record<RetentionKind, string>> = {
  photos: '删除上传后没有随早报告提交的照片。',
  papers: '删除存下的 PDF、Word 和表格；需要时重新打印。',
  imports: '删除原始文件、逐行预览和拒收的行；已写入的成绩和名册不变，这次导入从此不能撤销。',
  reminders: '删除已结案学生的提醒记录和提醒次数的流水。',
  codes: '删除用过、换过、收回的激活码和小程序码的记录；谁在哪天开通仍在操作记录里。',
  applications: '删除没有录用、撤回或没有答复的报名和联系方式。',
  students: '去掉姓名、学号和填写的文字，不能恢复；日期、类别、成绩留着，统计不变。',
};

/** Months after which each kind is due where the department sets nothing else; null: never. */
export const RETENTION_DEFAULTS: Readonly<Record<RetentionKind, number>> = {
  photos: 1,
  papers: 1,
  imports: 12,
  reminders: 12,
  codes: 12,
  applications: 12,
  students: RETENTION_YEARS * 12,
};

/** Shortest that may be set, in months: of students, what the archive's use asks for. */
export const RETENTION_SHORTEST: Readonly<Record<RetentionKind, number>> = {
  photos: 1,
  papers: 1,
  imports: 6,
  reminders: 6,
  codes: 6,
  applications: 6,
  students: 12,
};
export const RETENTION_LONGEST = 1200;

export const isRetentionKind = (value: string): value is RetentionKind =>
  RETENTION_KINDS.some((kind) => kind === value);

/** What was last worked with before this day is due. */
export const retentionCutoff = (today: LocalDate, months: number): LocalDate => addMonths(today, -months);

/** `3 年`, `18 个月`, `不自动清除`. */
export const retentionLabel = (months: number | null): string =>
  months === null ? '不自动清除' : months % 12 === 0 ? `${months / 12} 年` : `${months} 个月`;
