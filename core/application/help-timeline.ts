import type { TimelineItem } from '../contract/outputs';
import { HELP_STANDING_LABELS, PAIRING_END_LABELS } from '../domain/labels';
import { standingOf } from '../domain/service-hours';
import { can } from './access';
import type { HelpRecord } from './ports';
import type { TimelineSubject } from './timeline-subject';
import type { UseCaseDeps } from './use-case';

/** Pairs made and ended, and what was done together. */
export async function helpItems(
  { studentId, actor }: TimelineSubject,
  deps: UseCaseDeps,
): Promise<readonly TimelineItem[]> {
  const pairs = await deps.history.pairings(studentId);
  const student = pairs.length === 0 ? null : await deps.roster.student(studentId);
  const opens =
    student !== null && can(actor, 'pairings.student', student)
      ? { opens: { page: 'pairing' as const, id: studentId } }
      : {};
  const items = pairs.flatMap((pair): TimelineItem[] => {
    const shared = { kind: 'pairing' as const, talkId: null, caseId: pair.caseId, ...opens };
    const made: TimelineItem = {
      ...shared,
      id: pair.id,
      on: pair.firstDay,
      title: `与志愿者${pair.volunteerName}结对`,
      detail: pair.courses.join('、'),
      by: pair.madeByName,
    };
    if (pair.lastDay === null || pair.endKind === null) return [made];
    return [
      made,
      {
        ...shared,
        id: `${pair.id}:ended`,
        on: pair.lastDay,
        title: `与志愿者${pair.volunteerName}的结对结束`,
        detail: PAIRING_END_LABELS[pair.endKind],
        by: null,
      },
    ];
  });
  const volunteers = new Map(pairs.map(({ id, volunteerName }) => [id, volunteerName]));
  const sessions = await deps.help.ofStudent(studentId);
  return [...items, ...sessions.map((held) => sessionItem(held, volunteers.get(held.pairingId) ?? null))];
}

const WORDS: Readonly<Record<HelpRecord['kind'], string>> = {
  held: '一对一帮扶',
  'missed-student': '一对一帮扶，学生未到',
  'missed-volunteer': '一对一帮扶，志愿者未到',
};

const sessionItem = (held: HelpRecord, volunteerName: string | null): TimelineItem => ({
  id: held.id,
  on: held.heldOn,
  kind: 'help',
  title: held.kind === 'held' ? `${WORDS.held}（${held.to - held.from}分钟）` : WORDS[held.kind],
  detail: [held.course, held.done, ...(held.kind === 'held' ? [HELP_STANDING_LABELS[standingOf(held)]] : [])]
    .filter((part) => part !== '')
    .join('，'),
  by: volunteerName,
  talkId: null,
});
