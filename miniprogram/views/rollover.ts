import type { Rollover, RolloverCase } from '#core/contract/index';
import { CLOSE_OUTCOME_LABELS, CLOSE_OUTCOMES } from '#core/domain/case-closing';
import { ROLLOVER_LABELS, type RolloverStep, type StepState } from '#core/domain/rollover';
import { previousTerm } from '#core/domain/term';
import { sayFullTerm } from './term';
import { type TierView, toTier } from './tier';

export interface StepRow {
  readonly step: RolloverStep;
  readonly title: string;
  readonly word: string;
  readonly state: StepState;
  readonly detail: string;
  readonly url: string;
  readonly spoken: string;
}

export interface RolloverView {
  readonly heading: string;
  readonly intro: string;
  readonly steps: readonly StepRow[];
  readonly isDone: boolean;
}

const WORDS: Readonly<Record<StepState, string>> = { done: '已完成', next: '现在做', later: '还没做' };

export function toRolloverView({ current, ended, screeningId, steps }: Rollover): RolloverView {
  const done = steps.filter(({ state }) => state === 'done').length;
  return {
    heading:
      ended === null || current === null ? '换学期' : `${sayFullTerm(ended)} → ${sayFullTerm(current)}`,
    intro: `${steps.length} 步里已完成 ${done} 步。随时可以停下，回来接着做；做过的不会再做一遍。`,
    steps: steps.map(({ detail, state, step }, at) => {
      const title = `${at + 1}. ${ROLLOVER_LABELS[step]}`;
      return {
        step,
        title,
        word: WORDS[state],
        state,
        detail,
        url: urlOf(step, screeningId, ended),
        spoken: `${title}，${WORDS[state]}，${detail}`,
      };
    }),
    isDone: done === steps.length,
  };
}

function urlOf(step: RolloverStep, screeningId: string | null, ended: string | null): string {
  switch (step) {
    case 'calendar':
      return '/office/calendar/calendar';
    case 'assignments':
      return '/meeting/oversight-rows/oversight-rows?section=unowned-classes';
    case 'imports':
      return '/office/imports/imports';
    case 'screening':
      return '/meeting/agenda/agenda?run=1';
    case 'meeting':
      return `/meeting/agenda/agenda${screeningId === null ? '' : `?screeningId=${screeningId}`}`;
    case 'carry-over':
      return '/meeting/rollover-cases/rollover-cases?kind=carry';
    case 'closing':
      return '/meeting/rollover-cases/rollover-cases?kind=close';
    case 'summary':
      return `/meeting/summary/summary${ended === null ? '' : `?term=${previousTerm(ended)}`}`;
  }
}

export interface OldCaseRow extends TierView {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
  readonly studentId: string;
  /** Where the meeting decides, or has decided; empty: the screening does not find the student. */
  readonly url: string;
}

export const toOldCaseRow = ({ caseId, proposalId, student, term, tier }: RolloverCase): OldCaseRow => ({
  id: caseId,
  name: student.name,
  ...toTier(tier),
  detail: `${student.className} · ${student.studentNo} · ${sayFullTerm(term)}的档案`,
  studentId: student.id,
  url: proposalId !== null ? `/meeting/case/case?proposalId=${proposalId}` : '',
});

export const OUTCOME_CHOICES = CLOSE_OUTCOMES.map((value) => ({ value, label: CLOSE_OUTCOME_LABELS[value] }));
