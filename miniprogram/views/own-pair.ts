import type { OwnPairItem } from '#core/contract/index';
import { sayDate } from './when';

export interface OwnPairView {
  readonly id: string;
  readonly name: string;
  readonly className: string;
  readonly courses: string;
  readonly contact: string;
  readonly since: string;
}

/** A row of a volunteer's 学生. */
export const toOwnPair = (
  { pairingId, studentName, className, courses, agreedContact, firstDay }: OwnPairItem,
  today: string,
): OwnPairView => ({
  id: pairingId,
  name: studentName,
  className,
  courses: courses.length === 0 ? '' : `帮扶课程：${courses.join('、')}`,
  contact: agreedContact === '' ? '还没有约好联系方式，可问辅导员。' : `联系方式：${agreedContact}`,
  since: `${sayDate(firstDay, today)}开始`,
});
