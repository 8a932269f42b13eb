import { DomainError } from './errors';

/** The annex's notes as choices, each with its words: what is counted later is chosen, not written. */
export const DETAIL_WORDS = {
  household: { town: '城镇', rural: '农村' },
  economy: { comfortable: '较好', ordinary: '一般', hard: '困难' },
  parents: { both: '双亲', single: '单亲', other: '其他' },
  degree: { light: '较轻', medium: '中等', heavy: '较重' },
  mood: { good: '平稳', fair: '有波动', poor: '低落或急躁' },
  study: { good: '努力', fair: '一般', poor: '投入不足' },
  relations: { good: '融洽', fair: '一般', poor: '紧张' },
  behaviour: { good: '正常', fair: '偶有异常', poor: '明显异常' },
  condition: { normal: '正常', abnormal: '不正常' },
} as const;

export type DetailField = keyof typeof DETAIL_WORDS;
type WordsOf<F extends DetailField> = keyof (typeof DETAIL_WORDS)[F];

export type TalkDetails = { readonly [F in DetailField]: WordsOf<F> | null } & {
  /** 发生时间及起因, in a few words. */
  readonly since: string;
};

export const DETAIL_LABELS: Readonly<Record<DetailField, string>> = {
  household: '户籍',
  economy: '家庭经济',
  parents: '家庭结构',
  degree: '问题的程度',
  mood: '情绪',
  study: '学习',
  relations: '人际关系',
  behaviour: '行为表现',
  condition: '现今状况',
};

/** Known already when the next talk begins, and asked once. */
export const FAMILY_FIELDS = ['household', 'economy', 'parents'] as const satisfies readonly DetailField[];
export const STATE_FIELDS = [
  'degree',
  'mood',
  'study',
  'relations',
  'behaviour',
  'condition',
] as const satisfies readonly DetailField[];

export const SINCE_LIMIT = 100;

export const NO_DETAILS: TalkDetails = {
  household: null,
  economy: null,
  parents: null,
  degree: null,
  mood: null,
  study: null,
  relations: null,
  behaviour: null,
  condition: null,
  since: '',
};

/** The chosen word in Chinese; empty: nothing was chosen. */
export function detailWord(details: TalkDetails | null, field: DetailField): string {
  const chosen = details?.[field];
  if (chosen == null) return '';
  const words: Readonly<Record<string, string>> = DETAIL_WORDS[field];
  return words[chosen] ?? '';
}

export const familyWords = (details: TalkDetails | null): string =>
  [
    detailWord(details, 'household'),
    ...(detailWord(details, 'economy') === '' ? [] : [`经济${detailWord(details, 'economy')}`]),
    detailWord(details, 'parents'),
  ]
    .filter((word) => word !== '')
    .join('、');

/** 程度：较重；情绪：平稳 …; empty where nothing was chosen. */
export const stateWords = (details: TalkDetails | null): string =>
  [
    ...STATE_FIELDS.filter((field) => field !== 'condition').map(
      (field) => [DETAIL_LABELS[field], detailWord(details, field)] as const,
    ),
    ['发生时间及起因', details?.since ?? ''] as const,
  ]
    .filter(([, word]) => word !== '')
    .map(([label, word]) => `${label}：${word}`)
    .join('；');

/** Null where nothing was chosen or written: such a record keeps none. @throws DomainError TEXT_TOO_LONG */
export function keptDetails(details: TalkDetails | null): TalkDetails | null {
  if (details === null) return null;
  const kept = { ...details, since: details.since.trim() };
  const { length } = [...kept.since];
  if (length > SINCE_LIMIT) {
    throw new DomainError(
      'TEXT_TOO_LONG',
      `「发生时间及起因」有 ${length} 字，最多 ${SINCE_LIMIT} 字`,
      'since',
    );
  }
  return Object.values(kept).every((value) => value === null || value === '') ? null : kept;
}
