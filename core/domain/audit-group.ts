/** What the leader looks for in the audit. */
export const AUDIT_GROUPS = ['reading', 'meeting', 'talks', 'imports', 'settings', 'people'] as const;
export type AuditGroup = (typeof AUDIT_GROUPS)[number];

export const AUDIT_GROUP_LABELS: Readonly<Record<AuditGroup, string>> = {
  reading: '看过谁的资料',
  meeting: '筛查和认定',
  talks: '谈话、计划和帮扶',
  imports: '导入和撤销',
  settings: '办法、校历和提醒',
  people: '人员和账号',
};

/** Seen, not changed. */
const READING = [
  'students.archive',
  'students.timeline',
  'students.sensitive',
  'talks.view',
  'talks.photos',
  'plans.show',
  'guardians.show',
  'guardians.numbers',
  'letters.show',
  'papers.mail-list',
  'referrals.show',
  'meeting.proposal',
  'papers.talk-record',
  'papers.archive',
  'papers.archive-with-sensitive',
  'papers.hours-list',
  'imports.rejected-file',
  'figures.rows',
  'papers.summary',
  'papers.conference',
  'papers.term-list',
  'rights.show',
];

/** By the part before the dot. */
const BEGINNINGS: Readonly<Record<Exclude<AuditGroup, 'reading'>, readonly string[]>> = {
  meeting: ['meeting', 'conference', 'screenings', 'figures', 'summary'],
  talks: [
    'talks',
    'referrals',
    'pairings',
    'plans',
    'letters',
    'papers',
    'guardians',
    'contacts',
    'help',
    'focus',
    'certificates',
    'recruiting',
    'qa',
    'guidance',
    'checks',
    'commendations',
  ],
  imports: ['imports'],
  settings: ['policies', 'calendar', 'reminders', 'retention', 'texts'],
  people: [
    'accounts',
    'session',
    'privacy',
    'roster',
    'assignments',
    'handovers',
    'invitations',
    'people',
    'rights',
  ],
};

export interface AuditActions {
  readonly only: readonly string[];
  /** Parts before the dot. */
  readonly beginning: readonly string[];
  /** But for these. */
  readonly but: readonly string[];
}

/** The actions of a group. */
export const auditActionsOf = (group: AuditGroup): AuditActions =>
  group === 'reading'
    ? { only: READING, beginning: [], but: [] }
    : { only: [], beginning: BEGINNINGS[group], but: READING };
