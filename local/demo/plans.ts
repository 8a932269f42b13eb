import { v7 as uuidv7 } from 'uuid';
import type { Input } from '#core/contract/actions';
import type { StudyPlanView } from '#core/contract/outputs';

/** Plans of the spring: when they were made, and when they were gone through. */
const MADE_ON = ['2026-03-16', '2026-03-17', '2026-03-18'];
const REVIEWED_ON = ['2026-05-18', '2026-06-15'];

export interface PlannedPlan {
  readonly madeOn: string;
  readonly reviewedOn: string | null;
}

/** Most cases have a plan, some were reviewed. @param index of the case */
export const plannedPlan = (index: number, tier: 'watch' | 1 | 2 | 3): PlannedPlan | null =>
  tier === 'watch'
    ? null
    : {
        madeOn: MADE_ON[index % MADE_ON.length] ?? '',
        reviewedOn: index % 2 === 0 ? (REVIEWED_ON[(index / 2) % REVIEWED_ON.length] ?? null) : null,
      };

const GOALS = [
  '本学期补上上学期没有过的课，新课不再挂科。',
  '先把学分差距缩小到一级以下，作息恢复正常。',
  '补考争取通过两门，其余的跟下次开课重修。',
];
const STEPS = ['周二、周四晚自习到图书馆做习题', '每周一把上周的笔记整理一遍', '每两周到办公室问一次作业'];

export const planInput = (caseId: string, index: number, view: StudyPlanView): Input<'plans.save'> => ({
  id: uuidv7(),
  caseId,
  basedOn: null,
  reason: '',
  goal: GOALS[index % GOALS.length] ?? '',
  lines: view.missing.map((line, at) => ({ ...line, target: at === 0 ? '每周做两套题，期末过 60' : '' })),
  steps: STEPS.slice(0, 2 + (index % 2)).map((text, at) => ({ text, isShared: at < 2 })),
});

/** A signature that nobody writes: three waves across the pad. */
export const drawnSignature = (index: number): number[][] =>
  [0, 1, 2].map((wave) =>
    Array.from({ length: 24 }, (_, at) => [
      160 + wave * 240 + at * 8,
      Math.round(250 + 90 * Math.sin((at + index + wave * 5) / (2.5 + wave))),
    ]).flat(),
  );

export const reviewInput = (
  caseId: string,
  index: number,
  heldOn: string,
  { plan }: StudyPlanView,
): Input<'plans.review'> => ({
  id: uuidv7(),
  caseId,
  planId: plan?.planId ?? '',
  heldOn,
  progress: (plan?.lines ?? []).map(({ key }, at) => ({
    key,
    progress: (['on-track', 'behind', 'not-started', 'stuck'] as const)[(index + at) % 4] ?? 'on-track',
  })),
  note: '对照计划看了作业本，晚自习基本坚持，习题做得慢。',
  next: '下次带上错题本',
});
