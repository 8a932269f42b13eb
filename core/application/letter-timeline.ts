import type { TimelineItem } from '../contract/outputs';
import type { LetterState } from '../domain/warning-letter';
import { can } from './access';
import type { LetterStepWithName, LetterSummary } from './ports';
import type { TimelineSubject } from './timeline-subject';
import type { UseCaseDeps } from './use-case';

const STEP_WORDS: Readonly<Record<LetterState, string>> = {
  draft: '拟稿',
  approved: '审核',
  printed: '打印',
  posted: '寄出',
  delivered: '签收',
  returned: '退回',
  withdrawn: '撤回',
};

/** 书面预警通知书 and what became of it: no addressee, no address. */
export async function letterItems(
  { studentId, actor }: TimelineSubject,
  deps: UseCaseDeps,
): Promise<readonly TimelineItem[]> {
  const items: TimelineItem[] = [];
  for (const letter of await deps.letters.ofStudent(studentId)) {
    const opens = can(actor, 'letters.show', letter)
      ? { opens: { page: 'letter' as const, id: letter.id } }
      : {};
    items.push({ ...draftItem(letter), ...opens });
    for (const step of await deps.letters.steps(letter.id))
      items.push({ ...stepItem(step, letter), ...opens });
  }
  return items;
}

const titleOf = ({ number }: LetterSummary, state: LetterState): string =>
  `书面预警通知书${state === 'draft' || number === null ? '' : `（${number}）`}${STEP_WORDS[state]}`;

const draftItem = (letter: LetterSummary): TimelineItem => ({
  id: letter.id,
  on: letter.draftedOn,
  kind: 'letter',
  title: letter.corrects === null ? titleOf(letter, 'draft') : '书面预警通知书更正件拟稿',
  detail: '',
  by: null,
  talkId: null,
  caseId: letter.caseId,
});

const stepItem = (step: LetterStepWithName, letter: LetterSummary): TimelineItem => ({
  id: step.id,
  on: step.on,
  kind: 'letter',
  title: titleOf(letter, step.to),
  detail: step.mailNumber === null ? '' : `挂号信 ${step.mailNumber}`,
  by: step.byName,
  talkId: null,
  caseId: letter.caseId,
});
