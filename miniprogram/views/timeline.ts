import type { ArchiveCase, ArchivePart, ArchiveViewers, Timeline, TimelineItem } from '#core/contract/index';
import { sayEnd } from '#core/domain/case-closing';
import { ROLE_LABELS, TIER_LABELS } from '#core/domain/labels';
import { TIMELINE_GROUP_LABELS } from '#core/domain/labels-archive';
import { sayFullTerm } from './term';
import { sayDate } from './when';

/** 经过: one thing that happened. */
export interface TimelineRow {
  readonly id: string;
  readonly on: string;
  readonly title: string;
  readonly detail: string;
  readonly by: string;
  /** The page it opens, or empty. */
  readonly url: string;
}

export interface TimelineChoice {
  readonly value: string;
  readonly label: string;
}

export interface CaseRow {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
}

export interface ViewerRow {
  readonly key: string;
  readonly title: string;
  readonly detail: string;
}

export const toTimelineRow = (item: TimelineItem, today: string): TimelineRow => ({
  id: item.id,
  on: sayDate(item.on, today),
  title: item.title,
  detail: item.detail,
  by: item.by ?? '',
  url: urlOf(item),
});

const OPENS: Readonly<Record<NonNullable<TimelineItem['opens']>['page'], string>> = {
  letter: '/office/letter/letter?letterId=',
  pairing: '/volunteer/pairing-edit/pairing-edit?studentId=',
  referral: '/meeting/referral/referral?referralId=',
};

function urlOf({ talkId, planOf, callsOf, waiversOf, meetingsOf, opens }: TimelineItem): string {
  if (talkId !== null) return `/student/talk-view/talk-view?talkId=${talkId}`;
  if (planOf !== undefined) return `/student/plan-edit/plan-edit?caseId=${planOf}`;
  if (callsOf !== undefined) return `/student/call-log/call-log?caseId=${callsOf}`;
  if (waiversOf !== undefined) return `/student/waiver/waiver?caseId=${waiversOf}`;
  if (meetingsOf !== undefined) return `/student/joint-meeting/joint-meeting?caseId=${meetingsOf}`;
  return opens === undefined ? '' : `${OPENS[opens.page]}${opens.id}`;
}

/** Nothing to choose where all is of one group. */
export const toTimelineChoices = (groups: Timeline['groups']): readonly TimelineChoice[] =>
  groups.length < 2
    ? []
    : groups.map(({ group, count }) => ({
        value: group,
        label: `${TIMELINE_GROUP_LABELS[group]} ${count}`,
      }));

export const toCaseRow = (
  { caseId, term, tier, openedOn, closedOn, closeReason, closeOutcome }: ArchiveCase,
  today: string,
): CaseRow => ({
  id: caseId,
  title: `${sayFullTerm(term)} · ${TIER_LABELS[tier]}`,
  detail:
    closedOn === null
      ? `${sayDate(openedOn, today)}认定，在帮扶`
      : `${sayDate(openedOn, today)}认定，${sayDate(closedOn, today)}结案：${sayEnd(closeOutcome, closeReason)}`,
});

const PART_WORDS: Readonly<Record<ArchivePart, string>> = {
  archive: '档案和经过',
  talks: '谈话记录',
  sensitive: '家庭、联系方式和处分',
  'guardian-numbers': '家长的号码',
  referrals: '早报告',
  letters: '预警通知书',
  'whole-archive': '含敏感内容的整份导出',
};

/** 谁能看到 */
export function toViewerRows({ roles, others }: ArchiveViewers): readonly ViewerRow[] {
  return [
    ...roles.map(({ role, reach, names, parts }) => ({
      key: role,
      title: `${ROLE_LABELS[role]}：${names.join('、') || '暂缺'}`,
      detail: `${reach === 'department' ? '全系' : '只限自己负责的班级'}。可打开${parts
        .map((part) => PART_WORDS[part])
        .join('、')}`,
    })),
    {
      key: 'others',
      title: `${others.map((role) => ROLE_LABELS[role]).join('、')}看不到这份档案`,
      detail: '除档案和经过以外，每打开一项都会记下是谁、什么时候；家庭和号码还要先选用途。',
    },
  ];
}
