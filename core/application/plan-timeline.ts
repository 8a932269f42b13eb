import type { TimelineItem } from '../contract/outputs';
import { AGREEMENT_WAY_LABELS, REVIEW_PROGRESS_LABELS } from '../domain/labels';
import { lineKey } from '../domain/study-plan';
import type { PlanReview, PlanVersion, StudentPlans } from './ports';

/** Plans, agreements, reviews and advice as the archive's timeline tells them. */
export const planItems = ({ versions, reviews, advices }: StudentPlans): readonly TimelineItem[] => [
  ...versions.flatMap(versionItems),
  ...reviews.map((review) => reviewItem(review, versions)),
  ...advices.map(
    ({ id, caseId, heldOn, advice, authorName }): TimelineItem => ({
      id,
      on: heldOn,
      kind: 'course-advice',
      title: '选课咨询',
      detail: advice,
      by: authorName,
      talkId: null,
      planOf: caseId,
    }),
  ),
];

function versionItems(plan: PlanVersion): readonly TimelineItem[] {
  const { id, caseId, ordinal, reason, goal, madeOn, authorName, agreement, objections } = plan;
  const shared = { kind: 'plan' as const, by: authorName, talkId: null, planOf: caseId };
  const made: TimelineItem = {
    ...shared,
    id,
    on: madeOn,
    title: ordinal === 1 ? '订下学习计划' : `学习计划第 ${ordinal} 版`,
    detail: ordinal === 1 ? goal : reason,
  };
  const said = objections.map(
    ({ id, saidOn, wish }): TimelineItem => ({
      ...shared,
      id,
      on: saidOn,
      title: '学生希望修改学习计划',
      detail: wish,
    }),
  );
  if (agreement === null) return [made, ...said];
  return [
    made,
    ...said,
    {
      ...shared,
      id: agreement.id,
      on: agreement.agreedOn,
      title: `学生${AGREEMENT_WAY_LABELS[agreement.way]}确认学习计划`,
      detail: '',
    },
  ];
}

function reviewItem(review: PlanReview, versions: readonly PlanVersion[]): TimelineItem {
  const lines = versions.find(({ id }) => id === review.planId)?.lines ?? [];
  const told = review.progress.map(({ key, progress }) => {
    const name = lines.find((line) => lineKey(line) === key)?.courseName ?? key;
    return `${name}${REVIEW_PROGRESS_LABELS[progress]}`;
  });
  return {
    id: review.id,
    on: review.heldOn,
    kind: 'plan-review',
    title: '学习计划检查',
    detail: [review.note, told.join('、')].filter((part) => part !== '').join('。'),
    by: review.authorName,
    talkId: null,
    planOf: review.caseId,
  };
}
