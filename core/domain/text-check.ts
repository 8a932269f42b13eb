/**
 * 文本内容安全识别: which texts WeChat is asked about (`msgSecCheck`), how they are cut, what an answer
 * means. Nothing is refused for it: a record is kept as it was written, and a hit is a hint for people.
 */

/** What a department asks about; `outside`: what volunteers and students write. */
export const TEXT_CHECK_LEVELS = ['off', 'outside', 'all'] as const;
export type TextCheckLevel = (typeof TEXT_CHECK_LEVELS)[number];

export const TEXT_CHECK_LEVEL_LABELS: Readonly<Record<TextCheckLevel, string>> = {
  off: '都不检查',
  outside: '志愿者和学生写的',
  all: '全部，含工作记录',
};

interface CheckedText {
  readonly label: string;
  readonly by: 'outside' | 'staff';
}

/** Every text that may be asked about; the database's triggers name the same kinds. */
export const CHECKED_TEXTS = {
  application: { label: '志愿者报名', by: 'outside' },
  'help-session': { label: '帮扶记录', by: 'outside' },
  'help-feedback': { label: '学生的反馈', by: 'outside' },
  'plan-objection': { label: '学生对学习计划的意见', by: 'outside' },
  guidance: { label: '对志愿者的指导', by: 'staff' },
  talk: { label: '谈话记录', by: 'staff' },
  'talk-revision': { label: '谈话记录的更正', by: 'staff' },
  'talk-supplement': { label: '补充意见', by: 'staff' },
  referral: { label: '早报告', by: 'staff' },
} as const satisfies Readonly<Record<string, CheckedText>>;
export type CheckedTextKind = keyof typeof CHECKED_TEXTS;

export const isTextChecked = (kind: CheckedTextKind, level: TextCheckLevel): boolean =>
  level === 'all' || (level === 'outside' && CHECKED_TEXTS[kind].by === 'outside');

/** Characters of one call. */
export const TEXT_CHECK_CHARACTERS = 2500;

/**
 * A text in pieces of at most `limit` characters, cut behind the last end of a sentence that fits, else at
 * the limit, never within a character. Joined they are the text; an empty one has none.
 */
export function textPieces(text: string, limit = TEXT_CHECK_CHARACTERS): readonly string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > limit) {
    const head = rest.slice(0, limit);
    const end = Math.max(...['。', '！', '？', '；', '\n', '. '].map((mark) => head.lastIndexOf(mark)));
    const isHalf = /[\ud800-\udbff]$/.test(head);
    const cut = end >= 0 ? end + 1 : isHalf ? limit - 1 : limit;
    pieces.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  }
  if (rest.trim() !== '') pieces.push(rest);
  return pieces;
}

export type TextHitAdvice = 'risky' | 'review';

/** What became of one question. */
export type TextCheckOutcome =
  | { readonly kind: 'pass' }
  | { readonly kind: 'hit'; readonly advice: TextHitAdvice; readonly label: number | null }
  /** Nothing was said of the text; asked again later. `halts`: whatever is asked meets the same now. */
  | { readonly kind: 'retry'; readonly code: number | null; readonly halts: boolean }
  /** Nothing will be said of it. */
  | { readonly kind: 'missed'; readonly reason: TextMissReason; readonly code: number | null };

export const TEXT_MISS_REASONS = ['recipient', 'request', 'other', 'attempts', 'no-key'] as const;
export type TextMissReason = (typeof TEXT_MISS_REASONS)[number];

export const TEXT_MISS_LABELS: Readonly<Record<TextMissReason, string>> = {
  recipient: '填写的人两小时内没有打开过小程序，平台不再受理',
  request: '平台说请求不正确，请把编号告诉维护系统的老师',
  other: '平台没有受理',
  attempts: '多次没有得到平台的答复',
  'no-key': '内容是加密的，检查它的函数没有配置密钥',
};

/** Of several pieces the worst; a piece that was not answered leaves the whole unanswered. */
export function worstOf(outcomes: readonly TextCheckOutcome[]): TextCheckOutcome {
  const hits = outcomes.filter((one) => one.kind === 'hit');
  return (
    hits.find(({ advice }) => advice === 'risky') ??
    hits[0] ??
    outcomes.find(({ kind }) => kind !== 'pass') ?? { kind: 'pass' }
  );
}

/** WeChat's own numbers for what it takes a text to be. */
const HIT_LABELS: Readonly<Record<number, string>> = {
  10001: '广告',
  20001: '时政',
  20002: '色情',
  20003: '辱骂',
  20006: '违法犯罪',
  20008: '欺诈',
  20012: '低俗',
  20013: '版权',
  21000: '其他',
};
export const hitLabel = (label: number | null): string =>
  label === null ? '' : (HIT_LABELS[label] ?? `类别 ${label}`);

/** Tried every five minutes: as long as WeChat answers for someone who was there, two hours. */
export const TEXT_CHECK_ATTEMPTS = 24;
