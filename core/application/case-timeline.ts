import type { TimelineItem } from '../contract/outputs';
import { CLOSE_OUTCOME_LABELS } from '../domain/case-closing';
import { CASE_OUTCOME_LABELS, SCREENING_KIND_LABELS, TIER_LABELS } from '../domain/labels';
import { FINDING_LABELS } from '../domain/labels-archive';
import { termLabel } from '../domain/term';
import type { CaseWithFacts, DecisionRecord, ScreeningOfStudent } from './ports';
import type { TimelineSubject } from './timeline-subject';
import type { UseCaseDeps } from './use-case';

/** Screenings, what the meeting decided, how a case ended. */
export async function caseItems(
  { studentId, cases }: TimelineSubject,
  deps: UseCaseDeps,
): Promise<readonly TimelineItem[]> {
  const screenings = await deps.history.screenings(studentId);
  const dismissals = await deps.history.dismissals(studentId);
  const termOf = (proposalId: string) =>
    screenings.find((screening) => screening.proposalId === proposalId)?.term;
  return [
    ...screenings.map(screeningItem),
    ...dismissals.map(({ id, proposalId, on, reason, byName }): TimelineItem => {
      const term = termOf(proposalId);
      return {
        id,
        on,
        kind: 'decision',
        title: `${term === undefined ? '' : termLabel(term)}诊断会：${CASE_OUTCOME_LABELS.dismiss}`,
        detail: reason,
        by: byName,
        talkId: null,
      };
    }),
    ...cases.flatMap((held) => held.decisions.map((decision) => decisionItem(held, decision))),
    ...cases.flatMap(closingItem),
  ];
}

const screeningItem = ({
  caseId,
  kind,
  outstanding,
  proposalId,
  ranOn,
  standing,
  term,
  tier,
}: ScreeningOfStudent): TimelineItem => ({
  id: proposalId,
  on: ranOn,
  kind: 'screening',
  title: `${termLabel(term)}${SCREENING_KIND_LABELS[kind]}：${FINDING_LABELS[standing]}`,
  detail: [
    `不及格 ${(outstanding / 100).toFixed(2)} 学分`,
    ...(tier === null ? [] : [TIER_LABELS[tier]]),
  ].join('，'),
  by: null,
  talkId: null,
  ...(caseId === null ? {} : { caseId }),
});

const decisionItem = (held: CaseWithFacts, decision: DecisionRecord): TimelineItem => ({
  id: decision.id,
  on: decision.decidedOn,
  kind: 'decision',
  title: `${termLabel(held.term)}诊断会：${CASE_OUTCOME_LABELS[decision.outcome]}${decision.tier === null ? '' : ` ${TIER_LABELS[decision.tier]}`}`,
  detail: [decision.reason, decision.ownerName === null ? '' : `下一步由${decision.ownerName}负责`]
    .filter((part) => part !== '')
    .join('；'),
  by: decision.decidedByName,
  talkId: null,
  caseId: held.id,
});

const closingItem = ({
  id,
  term,
  closedOn,
  closeOutcome,
  closeReason,
}: CaseWithFacts): readonly TimelineItem[] =>
  closedOn === null
    ? []
    : [
        {
          id: `${id}:closed`,
          on: closedOn,
          kind: 'case-closed',
          title: `${termLabel(term)}的帮扶档案结案${closeOutcome === null ? '' : `：${CLOSE_OUTCOME_LABELS[closeOutcome]}`}`,
          detail: closeReason ?? '',
          by: null,
          talkId: null,
          caseId: id,
        },
      ];
