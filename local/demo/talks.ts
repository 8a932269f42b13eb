import type { Role } from '#core/domain/role';
import type { TalkDetails } from '#core/domain/talk-details';

/** When the spring's talks of a case were held; the last ones leave some due and some late in September. */
export interface PlannedTalk {
  readonly role: Extract<Role, 'adviser' | 'counselor'>;
  readonly heldOn: string;
  readonly note: number;
  readonly attended: boolean;
}

const LAST_ADVISER = ['2026-06-24', '2026-06-17', '2026-06-29', '2026-06-22', '2026-07-01', '2026-06-26'];
const LAST_COUNSELOR = ['2026-06-25', '2026-06-18', '2026-06-30', '2026-06-23'];

/** @param index of the case; @param tier the decided tier, `watch` owes no talk */
export function plannedTalks(index: number, tier: 'watch' | 1 | 2 | 3): PlannedTalk[] {
  if (tier === 'watch') return [];
  const talk = (role: PlannedTalk['role'], heldOn: string, step: number, attended = true): PlannedTalk => ({
    role,
    heldOn,
    note: index * 3 + step,
    attended,
  });
  const early = (days: readonly string[]) => days[index % days.length] ?? days[0] ?? '';
  return [
    talk('adviser', early(['2026-03-06', '2026-03-09', '2026-03-10']), 0),
    talk('counselor', early(['2026-03-09', '2026-03-11']), 1),
    ...(index % 4 === 1 ? [talk('adviser', '2026-04-15', 2, false)] : []),
    ...(index % 3 === 0 ? [talk('adviser', early(['2026-04-21', '2026-04-22', '2026-04-16']), 2)] : []),
    ...(tier === 1 || tier === 2 || index % 2 === 0 ? [talk('adviser', early(LAST_ADVISER), 4)] : []),
    ...(tier === 1 ? [] : [talk('counselor', early(LAST_COUNSELOR), 5)]),
  ];
}

const PROBLEMS = [
  '有机化学和高等数学跟不上，课后不知道从哪里补。上课坐后排，作业常抄同学的。自己说“越欠越不敢问”。',
  '作息不规律，上学期旷了几次早课。这学期开始住回宿舍，答应每晚十一点前休息。',
  '基础薄弱，公式记得住但不会用。愿意学，周末都在图书馆，只是方法不对。',
  '家里最近有事，分了心。情绪平稳，能正常上课，希望老师暂时不要联系家里老人。',
  '对专业没有兴趣，想转到别的方向。了解政策后知道要先把不及格的课补上。',
  '兼职时间太长，晚课常迟到。已经和店里商量，每周只去两次。',
];
const ASSESSMENTS = [
  '属学习方法问题。已一起排出每周补习时间，约好两周后看作业本。',
  '属学习态度问题，有改进意愿。请课代表留意出勤，下次谈话再看。',
  '能力有差距，建议安排一对一帮扶，先补有机化学。',
  '目前状态稳定，继续关注。下次谈话了解重修报名情况。',
];

export const problemsOf = (note: number): string => PROBLEMS[note % PROBLEMS.length] ?? '';
export const assessmentOf = (note: number): string => ASSESSMENTS[note % ASSESSMENTS.length] ?? '';

/** The choices that a family's words come to. @param family as the roster has it: 农村，务农，经济一般，双亲家庭 */
export const familyChoices = (family: string): Pick<TalkDetails, 'household' | 'economy' | 'parents'> => ({
  household: family.includes('农村') ? 'rural' : family.includes('城镇') ? 'town' : null,
  economy: family.includes('困难') ? 'hard' : family.includes('较好') ? 'comfortable' : 'ordinary',
  parents: /单亲|病故/.test(family) ? 'single' : /离异/.test(family) ? 'other' : 'both',
});
