/** How the figures of a semester are split: each split is a list of numbers with the rows behind them. */
export const FIGURE_SPLITS = [
  'tier',
  'class',
  'criterion',
  'cause',
  'flow',
  'moves',
  'talks-adviser',
  'talks-counselor',
  'late-reason',
  'workload',
  'calls',
  'letters',
  'pairs',
  'minutes',
  'credits',
  'recovered-tier',
  'recovered-help',
] as const;
export type FigureSplitId = (typeof FIGURE_SPLITS)[number];

/** Instead of a part, of whoever looked at all rows of a split. */
export const ALL_PARTS = 'all';

/** One row behind a number: a number is the sum of its rows' amounts, and there is no other way to it. */
export interface FigureItem {
  readonly split: FigureSplitId;
  readonly part: string;
  /** 1 for a student, a talk, a letter; minutes; of credits integers of 1/100. */
  readonly amount: number;
  readonly caseId: string;
  /** What the row says besides the student, in Chinese; "": nothing. */
  readonly detail: string;
}

/** Who may look: the working group, or others too, before whom small numbers are hidden. */
export const FIGURE_AUDIENCES = ['group', 'shared'] as const;
export type FigureAudience = (typeof FIGURE_AUDIENCES)[number];

/** What a number of a split counts. */
export const FIGURE_UNITS: Readonly<
  Record<FigureSplitId, '名' | '次' | '封' | '对' | 'minutes' | 'credits'>
> = {
  tier: '名',
  class: '名',
  criterion: '名',
  cause: '名',
  flow: '名',
  moves: '名',
  'talks-adviser': '次',
  'talks-counselor': '次',
  'late-reason': '次',
  workload: '次',
  calls: '次',
  letters: '封',
  pairs: '对',
  minutes: 'minutes',
  credits: 'credits',
  'recovered-tier': 'credits',
  'recovered-help': 'credits',
};

export const FIGURE_HEADINGS: Readonly<Record<FigureSplitId, string>> = {
  tier: '帮扶类型',
  class: '班级',
  criterion: '认定情形',
  cause: '成因',
  flow: '与上学期相比',
  moves: '帮扶类型之间的变动',
  'talks-adviser': '班主任谈话',
  'talks-counselor': '辅导员谈话',
  'late-reason': '谈话逾期的原因',
  workload: '每人谈话',
  calls: '家长电话',
  letters: '书面预警通知书',
  pairs: '结对',
  minutes: '志愿者帮扶时数',
  credits: '不及格学分',
  'recovered-tier': '补回学分：按帮扶类型',
  'recovered-help': '补回学分：按帮扶方式',
};
