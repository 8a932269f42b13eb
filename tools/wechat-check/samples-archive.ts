import type { ArchiveCase, ArchiveViewers, TalkListItem, Timeline, TimelineItem } from '#core/contract/index';
import { TIMELINE_GROUPS } from '#core/domain/timeline-group';

/** A student's archive with everything in it. No real person is meant. */

export const happened = (index: number): TimelineItem => ({
  id: `event-${index}`,
  on: '2026-10-09',
  kind: 'plan-review',
  title: '学习计划检查',
  detail: '本学期三门课程不及格，作业有缺交；周三以后常晚睡，自述跟不上高等数学的进度。',
  by: '欧阳老师',
  talkId: `talk-${index}`,
});

export const timelineGroups = (): Timeline['groups'] =>
  TIMELINE_GROUPS.map((group, index) => ({ group, count: 120 + index }));

export const archiveCase = (index: number): ArchiveCase => ({
  caseId: `case-${index}`,
  term: '2025-2026-2',
  tier: 2,
  openedOn: '2026-03-04',
  closedOn: index === 0 ? null : '2026-07-01',
  closeOutcome: index === 0 ? null : ('cleared' as const),
  closeReason: index === 0 ? null : '重修后已无不及格课程，诊断会同意结案',
});

export const archiveViewers: ArchiveViewers = {
  roles: [
    {
      role: 'leader',
      reach: 'department',
      names: ['欧阳老师'],
      parts: ['archive', 'talks', 'sensitive', 'guardian-numbers', 'referrals', 'letters'],
    },
    {
      role: 'counselor',
      reach: 'class',
      names: ['司马老师', '司徒老师（代欧阳老师）'],
      parts: ['archive', 'talks', 'sensitive', 'guardian-numbers', 'referrals'],
    },
  ],
  others: ['teacher', 'volunteer'],
};

export const talkListed = (index: number): TalkListItem => ({
  talkId: `talk-${index}`,
  studentName: `欧阳同学${index}`,
  className: '计算机科学与技术2401',
  tier: 3,
  heldOn: '2026-10-09',
  mode: 'in-person',
  attended: index % 5 > 0,
  byName: '欧阳老师',
});

export const classRows = () =>
  Array.from({ length: 12 }, (_, index) => ({ id: `class-${index}`, name: `计算机2401${index}` }));
