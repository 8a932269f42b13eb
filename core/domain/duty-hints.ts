import type { DutyKind } from './duty';

/** What is to be done, in one sentence, where a list has room for no more. */
export const DUTY_HINTS: Readonly<Record<DutyKind, string>> = {
  'first-talk': '约学生谈话，谈完填谈话记录。',
  'study-plan': '和学生一起订下阶段学习计划，写明课程、时间和目标。',
  'regular-talk': '约学生谈话，谈完填谈话记录。',
  'phone-parents': '按登记的号码给家长打电话，班主任和辅导员有一位打通即可。',
  'warning-letter': '把书面预警通知书用挂号信寄给家长，留好挂号信收据。',
  pairing: '给学生安排一名学业帮扶志愿者。',
  'joint-meeting': '请家长来校，学生、家长、班主任、辅导员四方面谈。',
  'plan-review': '和学生对照学习计划，看做到了哪些。',
  'course-advice': '选课周之前，和学生商量选哪些课、先补哪些课。',
  'volunteer-guidance': '和志愿者谈一次，指导并评价本月的帮扶。',
  'focus-note': '留意学生在课上的表现，每月记一次。',
};
