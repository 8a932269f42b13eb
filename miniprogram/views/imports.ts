import type { ImportView } from '#core/contract/index';
import { IMPORT_KINDS, type ImportKind } from '#core/domain/import-kind';
import { IMPORT_KIND_LABELS, IMPORT_STATE_LABELS } from '#core/domain/labels';
import { sayInstant } from './when';

export interface ImportRow {
  readonly id: string;
  readonly fileName: string;
  readonly detail: string;
  readonly counts: string;
  readonly word: string;
  readonly tone: 'due' | 'done' | 'calm';
}

/** What each list is for, in a sentence. */
const PURPOSES: Readonly<Record<ImportKind, string>> = {
  grades: '教务系统导不出成绩时手工填写；能导出的请直接用导出的文件。',
  absences: '谁在哪个学期旷了多少学时，认定“旷课”用它；同一门课旷几次的，每次一行并写上日期。',
  discipline: '谁因什么受了处分、文号和日期；认定“学习违纪”用它。',
  warnings: '教务处本学期的学业预警名单；认定“学业预警”用它。',
  referrals: '工作组成员报告的网瘾、厌学等情况，以及诊断会是否接受。',
  courses: '课程代码、学分和性质；成绩表里没有学分的，按它补上。',
  classes: '每个班属于哪个责任区；学生和班主任都按班级找。',
  areas: '每个责任区有哪些班、由哪位辅导员负责；负责人可以不写。',
  students: '学号、姓名、班级和联系方式；谈话记录和通知书用它。',
  staff: '组长、辅导员、班主任和志愿者各管哪里、从哪天到哪天；决定谁能看到谁。',
  offerings: '哪位老师在哪个学期给哪些班上哪门课；课堂上的重点关注用它。',
  volunteers: '谁能帮哪些课、什么时候有空；导入后就可以给本人发激活码。',
};

export interface TemplateView {
  readonly kind: ImportKind;
  readonly title: string;
  readonly purpose: string;
}

export const TEMPLATES: readonly TemplateView[] = IMPORT_KINDS.map((kind) => ({
  kind,
  title: IMPORT_KIND_LABELS[kind],
  purpose: PURPOSES[kind],
}));

/** 3.2 MB; below a tenth of that in KB. */
export const saySize = (bytes: number): string =>
  bytes < 100 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

const TONES = { previewed: 'due', applied: 'done', discarded: 'calm', 'rolled-back': 'calm' } as const;

export const toImportRow = (one: ImportView, today: string): ImportRow => ({
  id: one.importId,
  fileName: one.fileName,
  detail: `${IMPORT_KIND_LABELS[one.kind]} · ${one.by} · ${sayInstant(one.appliedAt ?? one.createdAt, today)}`,
  counts: sayCounts(one),
  word: IMPORT_STATE_LABELS[one.state],
  tone: TONES[one.state],
});

function sayCounts({ counts, rowsRead }: ImportView): string {
  const parts = [
    `${rowsRead} 行`,
    counts.new > 0 ? `新增 ${counts.new}` : '',
    counts.changed > 0 ? `更改 ${counts.changed}` : '',
    counts.rejected > 0 ? `拒收 ${counts.rejected}` : '',
  ];
  return parts.filter((part) => part !== '').join('，');
}
