import type { Invitation, LearningSheet } from './joint-meeting';
import { GUARDIAN_RELATION_LABELS } from './labels';
import { dayLabel, weekdayLabel } from './local-date';

/** 12月8日（周二）14:30 */
export const sayProposedTime = ({ on, from }: Invitation['times'][number]): string =>
  `${dayLabel(on)}（${weekdayLabel(on)}）${from}`;

/** What one says on the phone; the tier and the courses are told at the table, not to whoever takes the call. */
export function phoneScript(
  { guest, place, times }: Pick<Invitation, 'guest' | 'place' | 'times'>,
  who: { readonly caller: string; readonly departmentName: string; readonly studentName: string },
): string {
  return [
    `您好，请问是${who.studentName}的${GUARDIAN_RELATION_LABELS[guest.relation]}${guest.name}吗？我是${who.departmentName}的${who.caller}。`,
    '（先核对身份：请对方说出学生的出生年月、宿舍或入学前的中学。）',
    `${who.studentName}本学期的学习需要家校一起帮助。按学校的办法，想请您来校，和${who.studentName}、班主任、辅导员当面谈一次，大约一小时。`,
    `时间可以选：${times.map(sayProposedTime).join('，或 ')}。地点在${place}。`,
    '请带身份证。您哪个时间方便？如果都不方便，请说一个您方便的时间。',
  ].join('\n');
}

/** What the minutes begin with under 学习情况; people write on. */
export const draftTold = ({ tier, courses, outstandingCredits, gpa }: LearningSheet): string =>
  [
    `认定为${tier}帮扶。`,
    `不及格课程 ${courses.length} 门，共 ${outstandingCredits} 学分${gpa === null ? '' : `；平均学分绩点 ${gpa}`}。`,
  ].join('');

/** What the minutes begin with under 学位弥补方法: a line a course. */
export const draftWays = ({ courses }: LearningSheet): string =>
  courses.map(({ courseName, credit, next }) => `${courseName}（${credit} 学分）：${next}`).join('\n');
