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

/** @param before of the semester before; empty: it had no cases */
export function suggestWords(
  figures: readonly FigureSplit[],
  before: readonly FigureSplit[],
): readonly Suggestion[] {
  const now = reader(figures);
  const old = reader(before);
  return [
    ...talkWords('班主任', 'talks-adviser', now, old),
    ...talkWords('辅导员', 'talks-counselor', now, old),
    ...when(now('credits', 'recovered'), (credits) =>
      good(
        `学生补回 ${formatCredits(credits)} 学分，尚有 ${formatCredits(now('credits', 'open'))} 学分未补回。`,
      ),
    ),
    ...when(now('flow', 'down') + now('flow', 'gone'), () =>
      good(`与上学期相比，减轻 ${now('flow', 'down')} 名，不再列入 ${now('flow', 'gone')} 名。`),
    ),
    ...when(now('minutes', 'confirmed'), (minutes) =>
      good(`志愿者一对一帮扶，学生确认的时数共 ${sayMinutes(minutes)}。`),
    ),
    ...when(now('flow', 'up'), (up) => poor(`与上学期相比，有 ${up} 名学生的帮扶类型加重。`)),
    ...when(now('letters', 'unposted'), (letters) => poor(`有 ${letters} 封书面预警通知书没有寄出。`)),
    ...when(now('letters', 'returned'), (letters) => poor(`有 ${letters} 封书面预警通知书被退回。`)),
    ...when(now('calls', 'unverified'), (calls) => poor(`有 ${calls} 次家长电话打通而没有核实身份。`)),
    ...when(now('tier', '2') - now('pairs', 'active'), (short) =>
      short > 0
        ? poor(`二级学生 ${now('tier', '2')} 名，在结 ${now('pairs', 'active')} 对，结对不足。`)
        : null,
    ),
    ...when(now('tier', '3'), (heavy) =>
      next(`三级（最重）学生 ${heavy} 名：开学初请家长来校面谈，告知学习情况和学位弥补方法。`),
    ),
    ...when(now('credits', 'open'), () => next('选课周之前，班主任对没有补回学分的学生逐一完成选课咨询。')),
    ...when(now('late-reason', 'unsaid'), (late) =>
      next(`谈话逾期而没有记录原因的有 ${late} 次：下学期每两周看一次逾期名单，逐项说明。`),
    ),
  ];
}

function talkWords(who: string, id: FigureSplitId, now: Read, old: Read): readonly Suggestion[] {
  const rate = (read: Read): number | null => {
    const owed = read(id, 'on-time') + read(id, 'late') + read(id, 'missed');
    return owed === 0 ? null : Math.round((read(id, 'on-time') * 100) / owed);
  };
  const [own, was] = [rate(now), rate(old)];
  if (own === null) return [];
  const missed = now(id, 'missed');
  const said = `${who}谈话按期率 ${own}%${was === null ? '' : `（上学期 ${was}%）`}，逾期后谈 ${now(id, 'late')} 次，逾期未谈 ${missed} 次。`;
  return [own >= GOOD ? good(said) : poor(said)];
}

const reader =
  (splits: readonly FigureSplit[]): Read =>
  (id, key) =>
    splits.find((split) => split.id === id)?.parts.find((part) => part.key === key)?.value ?? 0;

const when = (value: number, say: (value: number) => Suggestion | null): readonly Suggestion[] => {
  const said = value > 0 ? say(value) : null;
  return said === null ? [] : [said];
};
const good = (text: string): Suggestion => ({ part: 'achievements', text });
const poor = (text: string): Suggestion => ({ part: 'shortcomings', text });
const next = (text: string): Suggestion => ({ part: 'plan', text });
