import type { TimelineItem } from '../contract/outputs';
import { REFERRAL_STANDING_LABELS } from '../domain/labels';
import type { TimelineSubject } from './timeline-subject';
import type { UseCaseDeps } from './use-case';

/** 早报告: that there was one. What was seen is read one by one, and each reading is logged. */
export const referralItems = async (
  { studentId }: TimelineSubject,
  deps: UseCaseDeps,
): Promise<readonly TimelineItem[]> =>
  (await deps.referrals.ofStudent(studentId)).map(
    ({ id, filedOn, referrerName, standing }): TimelineItem => ({
      id,
      on: filedOn,
      kind: 'referral',
      title: `早报告（${REFERRAL_STANDING_LABELS[standing]}）`,
      detail: '',
      by: referrerName,
      talkId: null,
      opens: { page: 'referral', id },
    }),
  );
