import type { ComparedProposal, ComparisonGroup } from '../contract/outputs/screenings';
import { DomainError } from '../domain/errors';
import type { SupportTier } from '../domain/support-tier';
import { notFound } from './access';
import { pageOf } from './paging';
import type { FrozenProposal } from './ports';
import { headingOf } from './student-heading';
import type { UseCase, UseCaseDeps } from './use-case';

/**
 * Two screenings of one semester side by side, as before and after the make-up examinations: who is
 * new, cleared, moved up or down, or the same. By 学号.
 *
 * @throws DomainError NOT_FOUND, TERMS_DIFFER
 */
export const compareScreenings: UseCase<'screenings.compare'> = async (
  { before, after, show, cursor },
  _actor,
  deps,
) => {
  const [old, own] = [await deps.screenings.get(before), await deps.screenings.get(after)];
  if (!old || !own) throw notFound();
  if (old.term !== own.term) {
    throw new DomainError('TERMS_DIFFER', '这两次筛查不是同一个学期的，不能比较。请选择同一学期的两次筛查。');
  }
  const rows = pair(await frozenById(before, deps), await frozenById(after, deps));
  const counts = { new: 0, cleared: 0, up: 0, down: 0, same: 0 };
  for (const { group } of rows) counts[group] += 1;
  return {
    before,
    after,
    counts,
    ...pageOf(
      rows.filter(({ group }) => group === show),
      cursor,
    ),
  };
};

const frozenById = async (screeningId: string, deps: UseCaseDeps) =>
  new Map((await deps.screenings.frozen(screeningId)).map((held) => [held.student.id, held]));

type Frozen = ReadonlyMap<string, FrozenProposal>;

function pair(olds: Frozen, news: Frozen): readonly ComparedProposal[] {
  const rows = [...new Set([...olds.keys(), ...news.keys()])].flatMap((id): readonly ComparedProposal[] => {
    const [old, own] = [olds.get(id), news.get(id)];
    const student = (own ?? old)?.student;
    const group = groupOf(old, own);
    if (!student || group === null) return [];
    return [{ student: headingOf(student), group, before: lineOf(old), after: lineOf(own) }];
  });
  return rows.sort((a, b) => (a.student.studentNo < b.student.studentNo ? -1 : 1));
}

/** By who is identified; near misses and those listed apart are neither new nor cleared among themselves. */
function groupOf(old: FrozenProposal | undefined, own: FrozenProposal | undefined): ComparisonGroup | null {
  const [was, is] = [old?.result.identified === true, own?.result.identified === true];
  if (!was) return is ? 'new' : null;
  if (!is) return 'cleared';
  const move = weightOf(own?.tier) - weightOf(old?.tier);
  return move > 0 ? 'up' : move < 0 ? 'down' : 'same';
}

const weightOf = (tier: SupportTier | null | undefined): number => (typeof tier === 'number' ? tier : 0);

/** null: on no list of that screening; then the credits are below what is listed. */
const lineOf = (held: FrozenProposal | undefined): ComparedProposal['before'] =>
  held
    ? {
        identified: held.result.identified,
        tier: held.tier,
        outstandingCredits: held.result.outstandingCredits,
      }
    : null;
