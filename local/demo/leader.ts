import { v7 as uuidv7 } from 'uuid';
import type { ActionName, Input } from '#core/contract/actions';
import type { Output } from '#core/contract/outputs';

type AsLeader = <A extends ActionName>(
  action: A,
  input: Input<A>,
  personId: string,
  as: 'leader' | 'office',
) => Promise<Output<A>>;

const WAIVED_ON = '2026-03-20';
const WRITTEN_ON = '2026-09-08';

/** One duty that the leader waived, so that the page of waivers shows one. */
export async function waiveOne(
  { caseId, leaderId }: { readonly caseId: string; readonly leaderId: string },
  act: AsLeader,
  setToday: (day: string) => void,
): Promise<void> {
  setToday(WAIVED_ON);
  await act(
    'duties.waive',
    {
      id: uuidv7(),
      caseId,
      kind: 'course-advice',
      role: null,
      until: null,
      reason: '学生本学期已按专业负责人的意见选好课，系里看过选课单。',
    },
    leaderId,
    'leader',
  );
}

/** The summary of the spring as the office has begun it; the plan is left to be written, and the leader to sign. */
export async function beginSummary(
  { term, officerId }: { readonly term: string; readonly officerId: string },
  act: AsLeader,
  setToday: (day: string) => void,
): Promise<void> {
  setToday(WRITTEN_ON);
  const { suggestions } = await act('summary.show', { term }, officerId, 'office');
  const words = (part: 'achievements' | 'shortcomings') =>
    suggestions
      .filter((one) => one.part === part)
      .map(({ text }) => text)
      .join('\n');
  await act(
    'summary.save',
    {
      id: uuidv7(),
      term,
      seen: 0,
      words: {
        achievements: words('achievements'),
        shortcomings: words('shortcomings'),
        plan: '',
      },
    },
    officerId,
    'office',
  );
}
