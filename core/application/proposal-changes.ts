import { DomainError } from '../domain/errors';
import { changeKindOf, isCaseChange, resultChange, tierAtStake } from '../domain/proposal-change';
import type { ScreeningResult } from '../domain/screening';
import { compareTerms, termLabel } from '../domain/term';
import type { CaseWithFacts, DecidedBefore, ProposalChange, ProposalGroup, ProposalRecord } from './ports';
import { groupOf } from './screening-groups';
import type { UseCaseDeps } from './use-case';

/** Where an answer stands on the meeting's list, and as what; null: on no list. */
export function placeOnList(
  result: ScreeningResult,
  last: DecidedBefore | undefined,
): { readonly group: ProposalGroup; readonly change: ProposalChange | null } | null {
  const group = groupOf(result);
  const kind = last === undefined ? null : changeKindOf(last, result);
  if (last === undefined || kind === null) return group === null ? null : { group, change: null };
  const change: ProposalChange = {
    ...resultChange(last.result, result),
    kind,
    decision: { id: last.decisionId, outcome: last.outcome, tier: last.tier, on: last.on },
    caseTier: tierAtStake(last, result),
  };
  // A student with an open case is never dropped from the list without the meeting's word.
  if (last.caseTier !== null && !result.identified) return { group: 'cleared', change };
  return group === null ? null : { group, change };
}

/** Whether the last word of the semester on a student was said on another list than the proposal's. */
export const isDecidedElsewhere = (
  { id, change }: Pick<ProposalRecord, 'id' | 'change'>,
  last: DecidedBefore | undefined,
): boolean =>
  last !== undefined &&
  !last.isEarlierDecision &&
  last.proposalId !== id &&
  last.decisionId !== change?.decision.id;

/**
 * Refuses a word on an answer that is not the last one: after it the meeting decided on another list.
 *
 * @throws DomainError DECIDED_MEANWHILE
 */
export async function requireLast(proposal: ProposalRecord, term: string, deps: UseCaseDeps): Promise<void> {
  const { id: studentId } = proposal.student;
  const last = (await deps.screenings.decidedBefore(term, [studentId])).get(studentId);
  if (!isDecidedElsewhere(proposal, last)) return;
  throw new DomainError(
    'DECIDED_MEANWHILE',
    '这位学生在另一次筛查里已有新的决定。请打开最近一次筛查的名单，在那里更改；名单上没有新的决定，请重新筛查。',
  );
}

/**
 * Refuses the word of an older semester on a student who has a case of a newer one.
 *
 * @throws DomainError NEWER_CASE
 */
export function requireNewestTerm(term: string, cases: readonly CaseWithFacts[]): void {
  const newer = cases.find((held) => compareTerms(held.term, term) > 0);
  if (newer === undefined) return;
  throw new DomainError(
    'NEWER_CASE',
    `这位学生已有${termLabel(newer.term)}的档案，请在那个学期的筛查名单上处理。`,
  );
}

/**
 * Refuses to decide by a list that rests on a file which was taken back since.
 *
 * @throws DomainError IMPORT_ROLLED_BACK
 */
export async function requireImports(importIds: readonly string[], deps: UseCaseDeps): Promise<void> {
  const [file] = await rolledBackFiles(importIds, deps);
  if (file !== undefined) {
    throw new DomainError(
      'IMPORT_ROLLED_BACK',
      `这次筛查用到的文件“${file}”已被撤销，不能据此决定。请重新筛查，再作决定。`,
    );
  }
}

/** Names of the files of a screening that were taken back after it ran. */
export async function rolledBackFiles(
  importIds: readonly string[],
  deps: UseCaseDeps,
): Promise<readonly string[]> {
  const files: string[] = [];
  for (const importId of importIds) {
    const held = await deps.imports.get(importId);
    if (held?.state === 'rolled-back') files.push(held.fileName);
  }
  return files;
}

/** Whether 不认定 leaves the open case as it is: a proposed change is declined, not the case. */
export const isChangeOfCase = ({ change, group }: ProposalRecord): boolean =>
  change !== null && (isCaseChange(change.kind) || group === 'cleared');

/**
 * What declining a change does to the case: nothing. Once the change was applied, the way back is a
 * decision with a tier of its own.
 *
 * @throws DomainError CHANGE_APPLIED
 */
export function declineChange(proposal: ProposalRecord, open: CaseWithFacts | null): null {
  if (proposal.decision !== null && proposal.decision.outcome !== 'dismiss') {
    const applied = open === null ? '已经结案' : '类型已经变更';
    throw new DomainError(
      'CHANGE_APPLIED',
      `${applied}，不能再选“维持不变”。请用“调整”选定帮扶类型，并写明理由。`,
      'outcome',
    );
  }
  return null;
}
