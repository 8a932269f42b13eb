/** The lists beside the grades, each in our own template: 旷课记录, 违纪处分, 学业预警名单, 早报告. */
export const FACT_KINDS = ['absences', 'discipline', 'warnings', 'referrals'] as const;

export type FactKind = (typeof FACT_KINDS)[number];

export const isFactKind = (kind: string): kind is FactKind => FACT_KINDS.some((known) => known === kind);
