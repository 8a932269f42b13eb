import type { OwnPairItem } from '#core/contract/index';
import { PLAN_WAY_LABELS } from '#core/domain/labels';
import { toLine } from './line';
import { sayFullTerm } from './term';
import { sayDate } from './when';

export interface OwnPairView {
  readonly id: string;
  readonly name: string;
  readonly className: string;
  readonly courses: string;
  readonly contact: string;
  readonly since: string;
  /** The shared part of the study plan, a line each. */
  readonly plan: readonly string[];
}

/** A row of a volunteer's 学生. */
export const toOwnPair = (
  { pairingId, studentName, className, courses, agreedContact, firstDay, plan }: OwnPairItem,
  today: string,
): OwnPairView => ({
  id: pairingId,
  name: studentName,
  className,
  courses: courses.length === 0 ? '' : `帮扶课程：${courses.join('、')}`,
  contact: agreedContact === '' ? '还没有约好联系方式，可问辅导员。' : `联系方式：${agreedContact}`,
  since: `${sayDate(firstDay, today)}开始`,
  plan:
    plan === null
      ? []
      : [
          ...plan.lines.map(({ course, way, term, on }) =>
            toLine([course, PLAN_WAY_LABELS[way], on === null ? sayFullTerm(term) : sayDate(on, today)]),
          ),
          ...plan.steps.map((step) => `每周：${step}`),
        ],
});
