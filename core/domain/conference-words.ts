import type { CaseOutcome, Difficulty } from './case-decision';
import { DIFFICULTIES } from './case-decision';
import type { MinutesContent } from './conference';
import { CASE_OUTCOME_LABELS, DIFFICULTY_LABELS, TIER_LABELS } from './labels';
import type { SupportTier } from './support-tier';

const HEAVIEST_FIRST: readonly SupportTier[] = [3, 2, 1, 'watch'];

/** In the place of a name that was taken out. */
export const ERASED_DECISION = '（已不在名册）';

/** 确认为二级; 不认定; 维持不变 where a proposed change was declined. */
export function sayWord(
  { outcome, tier }: { readonly outcome: CaseOutcome; readonly tier: SupportTier | null },
  isChange: boolean,
): string {
  if (outcome === 'dismiss' && isChange) return '维持不变';
  return `${CASE_OUTCOME_LABELS[outcome]}${tier === null ? '' : `为${TIER_LABELS[tier]}`}`;
}

/** 学习态度（学习能力 1、学习态度 3）; what was concluded, and who held what. */
export function sayViews(concluded: Difficulty | null, views: readonly Difficulty[]): string {
  const counted = DIFFICULTIES.flatMap((one) => {
    const number = views.filter((view) => view === one).length;
    return number === 0 ? [] : [`${DIFFICULTY_LABELS[one]} ${number}`];
  });
  const said = counted.length === 0 ? '' : `（${counted.join('、')}）`;
  return `${concluded === null ? '' : DIFFICULTY_LABELS[concluded]}${said}`;
}

/** 会议逐一研究了 12 名学生：认定 10 名，其中三级（最重）2 名、二级 5 名……；不认定 1 名；… */
export function sayOutcomes({ decided, undecided }: Pick<MinutesContent, 'decided' | 'undecided'>): string {
  const identified = decided.filter(({ tier }) => tier !== null);
  const tiers = HEAVIEST_FIRST.flatMap((tier) => {
    const number = identified.filter((one) => one.tier === tier).length;
    return number === 0 ? [] : [`${TIER_LABELS[tier]} ${number} 名`];
  });
  const countOf = (outcome: CaseOutcome) => decided.filter((one) => one.outcome === outcome).length;
  return `会议逐一研究了 ${decided.length} 名学生：${[
    `认定 ${identified.length} 名${tiers.length === 0 ? '' : `，其中${tiers.join('、')}`}`,
    ...(countOf('dismiss') === 0 ? [] : [`不认定或维持不变 ${countOf('dismiss')} 名`]),
    ...(countOf('close') === 0 ? [] : [`结案 ${countOf('close')} 名`]),
    ...(undecided === 0 ? [] : [`名单上另有 ${undecided} 名留待下次研究`]),
  ].join('；')}。`;
}
