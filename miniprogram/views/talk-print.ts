import type { TalkList, TalkListItem } from '#core/contract/index';
import { TALK_MODE_LABELS, TIER_LABELS } from '#core/domain/labels';
import { TALKS_AT_ONCE } from '#core/domain/paper-format';
import { toLine } from './line';
import { sayDate } from './when';

export interface TalkChoice {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
  readonly on: string;
  readonly isOn: boolean;
  readonly spoken: string;
}

export function toTalkChoice(item: TalkListItem, today: string, isOn: boolean): TalkChoice {
  const { talkId, studentName, className, tier, heldOn, mode, attended, byName } = item;
  const on = sayDate(heldOn, today);
  return {
    id: talkId,
    name: studentName,
    detail: toLine([className, TIER_LABELS[tier], attended ? TALK_MODE_LABELS[mode] : '学生未到', byName]),
    on,
    isOn,
    spoken: `${studentName}，${on}，${byName}`,
  };
}

export const sayTotal = ({ total }: TalkList): string => `${total} 份谈话记录`;

/** The words of the bar; null where nothing is chosen. */
export const sayChosen = (count: number): string =>
  count === 0 ? '' : `打印选中的 ${count} 份${count === TALKS_AT_ONCE ? '（一次最多）' : ''}`;
