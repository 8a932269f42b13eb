import type { ChangeKind } from './proposal-change';
import type { SupportTier } from './support-tier';

/** How a student comes before the meeting (诊断会): for the first time, heavier, lighter, as before, or no more. */
export const AGENDA_GROUPS = ['new', 'again', 'up', 'down', 'carried-over', 'cleared'] as const;
export type AgendaGroup = (typeof AGENDA_GROUPS)[number];

export const AGENDA_GROUP_LABELS: Readonly<Record<AgendaGroup, string>> = {
  new: '新认定',
  again: '有新依据',
  up: '比原来重',
  down: '比原来轻',
  'carried-over': '延续',
  cleared: '不再符合',
};

export interface BeforeTheMeeting {
  /** As proposed; null: not identified. */
  readonly tier: SupportTier | null;
  /** Of the open case that another screening began; null: there is none. */
  readonly previousTier: SupportTier | null;
  readonly change: { readonly kind: ChangeKind } | null;
}

/** @returns null where there is nothing to decide: near misses, who stands apart, what is settled */
export function agendaGroupOf({ tier, previousTier, change }: BeforeTheMeeting): AgendaGroup | null {
  if (change !== null) return change.kind === 'settled' ? null : change.kind;
  if (tier === null) return null;
  if (previousTier === null) return 'new';
  const [now, before] = [weight(tier), weight(previousTier)];
  return now > before ? 'up' : now < before ? 'down' : 'carried-over';
}

const weight = (tier: SupportTier): number => (tier === 'watch' ? 0 : tier);
