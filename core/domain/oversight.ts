/** 谁被漏掉了？ what the leader looks for. Each is a number that opens its rows. */
export const OVERSIGHT_SECTIONS = [
  'overdue',
  'unowned-classes',
  'no-plan',
  'letters',
  'meetings',
  'messages',
  'imports',
  'hours',
] as const;
export type OversightSection = (typeof OVERSIGHT_SECTIONS)[number];

export const OVERSIGHT_LABELS: Readonly<Record<OversightSection, string>> = {
  overdue: '逾期未办',
  'unowned-classes': '没有班主任或辅导员的班级',
  'no-plan': '没有学习计划的学生',
  letters: '没有寄出的通知书',
  meetings: '三级（最重）没有面谈的学生',
  messages: '没有送达的提醒',
  imports: '本学期没有导入的资料',
  hours: '待确认的志愿帮扶',
};
