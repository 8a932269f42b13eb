import { formatCredits } from './credits';
import type { FigureSplitId } from './figure-items';
import type { FigureSplit } from './figure-sums';
import { sayMinutes } from './service-hours';
import type { SummaryPart } from './term-summary';

/** A sentence drawn from the numbers, for a person to take over, change or leave. */
export interface Suggestion {
  readonly part: SummaryPart;
  readonly text: string;
}

/** Per cent of talks in time from which they are told as an achievement. */
const GOOD = 80;

type Read = (id: FigureSplitId, key: string) => number;

/** The same numbers for the working group, which say what is worth a sentence, and as others may see them. */
export interface SuggestionNumbers {
  readonly group: readonly FigureSplit[];
  readonly shared: readonly FigureSplit[];
}

/**
 * What people write stands in the summary that is shared too: a sentence names a number only where others
 * may see it.
 *
 * @param before of the semester before; empty: it had no cases
 */
export function suggestWords(now: SuggestionNumbers, before: SuggestionNumbers): readonly Suggestion[] {
  const own = reader(now.group);
  const seen = new Set(
    now.shared.flatMap(({ id, parts }) => parts.filter(isSeen).map(({ key }) => `${id}/${key}`)),
  );
  /** The sentence with its numbers if all may be seen, else without. */
  const say = (parts: readonly (readonly [FigureSplitId, string])[], full: string, bare: string): string =>
    parts.every(([id, key]) => seen.has(`${id}/${key}`)) ? full : bare;
  const one = (id: FigureSplitId, key: string, words: (value: number) => string, bare: string): string =>
    say([[id, key]], words(own(id, key)), bare);
  const has = (id: FigureSplitId, ...keys: readonly string[]) => keys.some((key) => own(id, key) > 0);
  const only = (isSaid: boolean, said: () => Suggestion): readonly Suggestion[] => (isSaid ? [said()] : []);
  const short = own('tier', '2') - own('pairs', 'active');
  return [
    ...talkWords('班主任', 'talks-adviser', now, before),
    ...talkWords('辅导员', 'talks-counselor', now, before),
    ...only(has('credits', 'recovered'), () =>
      good(
        say(
          [
            ['credits', 'recovered'],
            ['credits', 'open'],
          ],
          `学生补回 ${formatCredits(own('credits', 'recovered'))} 学分，尚有 ${formatCredits(own('credits', 'open'))} 学分未补回。`,
          '学生补回了一部分学分。',
        ),
      ),
    ),
    ...only(has('flow', 'down', 'gone'), () =>
      good(
        say(
          [
            ['flow', 'down'],
            ['flow', 'gone'],
          ],
          `与上学期相比，减轻 ${own('flow', 'down')} 名，不再列入 ${own('flow', 'gone')} 名。`,
          '与上学期相比，有学生减轻或不再列入。',
        ),
      ),
    ),
    ...only(has('minutes', 'confirmed'), () =>
      good(
        one(
          'minutes',
          'confirmed',
          (minutes) => `志愿者一对一帮扶，学生确认的时数共 ${sayMinutes(minutes)}。`,
          '志愿者一对一帮扶，学生确认了时数。',
        ),
      ),
    ),
    ...only(has('flow', 'up'), () =>
      poor(
        one(
          'flow',
          'up',
          (up) => `与上学期相比，有 ${up} 名学生的帮扶类型加重。`,
          '与上学期相比，有学生的帮扶类型加重。',
        ),
      ),
    ),
    ...only(has('letters', 'unposted'), () =>
      poor(
        one(
          'letters',
          'unposted',
          (letters) => `有 ${letters} 封书面预警通知书没有寄出。`,
          '有书面预警通知书没有寄出。',
        ),
      ),
    ),
    ...only(has('letters', 'returned'), () =>
      poor(
        one(
          'letters',
          'returned',
          (letters) => `有 ${letters} 封书面预警通知书被退回。`,
          '有书面预警通知书被退回。',
        ),
      ),
    ),
    ...only(has('calls', 'unverified'), () =>
      poor(
        one(
          'calls',
          'unverified',
          (calls) => `有 ${calls} 次家长电话打通而没有核实身份。`,
          '有家长电话打通而没有核实身份。',
        ),
      ),
    ),
    ...only(short > 0, () =>
      poor(
        say(
          [
            ['tier', '2'],
            ['pairs', 'active'],
          ],
          `二级学生 ${own('tier', '2')} 名，在结 ${own('pairs', 'active')} 对，结对不足。`,
          '二级学生的结对不足。',
        ),
      ),
    ),
    ...only(has('tier', '3'), () =>
      next(
        one(
          'tier',
          '3',
          (heavy) => `三级（最重）学生 ${heavy} 名：开学初请家长来校面谈，告知学习情况和学位弥补方法。`,
          '三级（最重）学生：开学初请家长来校面谈，告知学习情况和学位弥补方法。',
        ),
      ),
    ),
    ...only(has('credits', 'open'), () => next('选课周之前，班主任对没有补回学分的学生逐一完成选课咨询。')),
    ...only(has('late-reason', 'unsaid'), () =>
      next(
        one(
          'late-reason',
          'unsaid',
          (late) => `谈话逾期而没有记录原因的有 ${late} 次：下学期每两周看一次逾期名单，逐项说明。`,
          '有谈话逾期而没有记录原因：下学期每两周看一次逾期名单，逐项说明。',
        ),
      ),
    ),
  ];
}

const TALKS_OWED = ['on-time', 'late', 'missed'] as const;

function talkWords(
  who: string,
  id: FigureSplitId,
  now: SuggestionNumbers,
  before: SuggestionNumbers,
): readonly Suggestion[] {
  const rate = (splits: readonly FigureSplit[]): number | null => {
    const read = reader(splits);
    const owed = TALKS_OWED.reduce((sum, key) => sum + read(id, key), 0);
    return owed === 0 ? null : Math.round((read(id, 'on-time') * 100) / owed);
  };
  const mayTell = ({ shared }: SuggestionNumbers) =>
    TALKS_OWED.every(
      (key) =>
        shared.find((split) => split.id === id)?.parts.find((part) => part.key === key)?.value !== null,
    );
  const own = rate(now.group);
  if (own === null) return [];
  const was = mayTell(before) ? rate(before.group) : null;
  const isGood = own >= GOOD;
  const read = reader(now.group);
  const said = mayTell(now)
    ? `${who}谈话按期率 ${own}%${was === null ? '' : `（上学期 ${was}%）`}，逾期后谈 ${read(id, 'late')} 次，逾期未谈 ${read(id, 'missed')} 次。`
    : isGood
      ? `${who}谈话大多按期。`
      : `${who}谈话逾期的较多。`;
  return [isGood ? good(said) : poor(said)];
}

const isSeen = ({ value }: { readonly value: number | null }): boolean => value !== null;

const reader =
  (splits: readonly FigureSplit[]): Read =>
  (id, key) =>
    splits.find((split) => split.id === id)?.parts.find((part) => part.key === key)?.value ?? 0;

const good = (text: string): Suggestion => ({ part: 'achievements', text });
const poor = (text: string): Suggestion => ({ part: 'shortcomings', text });
const next = (text: string): Suggestion => ({ part: 'plan', text });
