import type { TimelineItem } from '../contract/outputs';
import { TIMELINE_GROUPS, type TimelineGroup } from '../domain/timeline-group';
import { caseItems } from './case-timeline';
import { contactItems } from './contact-timeline';
import { focusItems } from './focus-timeline';
import { helpItems } from './help-timeline';
import { letterItems } from './letter-timeline';
import { planItems } from './plan-timeline';
import type { CaseWithFacts } from './ports';
import { qaItems } from './qa-todos';
import { referralItems } from './referral-timeline';
import { talkItems } from './talk-timeline';
import type { TimelineSubject } from './timeline-subject';
import type { UseCaseDeps } from './use-case';
import { guidanceItems } from './volunteer-guidance';

type Source = (subject: TimelineSubject, deps: UseCaseDeps) => Promise<readonly TimelineItem[]>;

/** Everything that the archive tells: what records a new kind of thing is one line more. */
const SOURCES: readonly Source[] = [
  caseItems,
  async ({ studentId }, deps) => talkItems(await deps.talks.ofStudent(studentId)),
  async ({ studentId }, deps) => planItems(await deps.studyPlans.ofStudent(studentId)),
  ({ studentId }, deps) => contactItems(studentId, deps),
  ({ studentId }, deps) => focusItems(studentId, deps),
  ({ actor, studentId }, deps) => qaItems(studentId, actor.today, deps),
  letterItems,
  helpItems,
  guidanceItems,
  referralItems,
];

/** Under which filter each kind stands. */
const GROUP_OF: Readonly<Record<TimelineItem['kind'], TimelineGroup>> = {
  screening: 'decision',
  decision: 'decision',
  'case-closed': 'decision',
  talk: 'talk',
  'no-show': 'talk',
  supplement: 'talk',
  plan: 'plan',
  'plan-review': 'plan',
  'course-advice': 'plan',
  call: 'parents',
  waiver: 'decision',
  'joint-meeting': 'parents',
  'focus-note': 'classroom',
  'focus-lessons': 'classroom',
  qa: 'classroom',
  guidance: 'help',
  letter: 'parents',
  pairing: 'help',
  help: 'help',
  referral: 'referral',
};

/** All that is told of the student, newest first; what happened on one day in the order of the procedure. */
export async function readTimeline(
  subject: TimelineSubject,
  deps: UseCaseDeps,
): Promise<readonly TimelineItem[]> {
  const items: TimelineItem[] = [];
  // One after the other: they share one connection.
  for (const source of SOURCES) items.push(...(await source(subject, deps)));
  return items.sort((a, b) => b.on.localeCompare(a.on) || b.id.localeCompare(a.id));
}

/**
 * What matches.
 *
 * @param held of a case: what names it, and what names none while it was open
 */
export const narrowed = (
  items: readonly TimelineItem[],
  group: TimelineGroup | undefined,
  held: Pick<CaseWithFacts, 'id' | 'openedOn' | 'closedOn'> | undefined,
): readonly TimelineItem[] =>
  items.filter(
    (item) =>
      (group === undefined || GROUP_OF[item.kind] === group) &&
      (held === undefined ||
        (item.caseId === undefined
          ? item.on >= held.openedOn && (held.closedOn === null || item.on <= held.closedOn)
          : item.caseId === held.id)),
  );

/** How many of each group there are; groups without any are left out. */
export const groupCounts = (
  items: readonly TimelineItem[],
): readonly { readonly group: TimelineGroup; readonly count: number }[] =>
  TIMELINE_GROUPS.map((group) => ({ group, count: narrowed(items, group, undefined).length })).filter(
    ({ count }) => count > 0,
  );
