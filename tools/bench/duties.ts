import { deriveDuties } from '#core/domain/derive-duties';
import type { DutyFacts } from '#core/domain/duty-facts';
import { policy2015 } from '#core/policies/index';
import { caseFacts, SCHOOL, TODAY } from './duty-cases';
import { type Bench, median, ratioOf } from './measure';

const FULL = { cases: 100_000, rounds: 7 };
const QUICK = { cases: 2_000, rounds: 1 };
const AIM = 1;
/** Cases between two looks at the clock: as a sweep reads them. */
const PAGE = 500;

interface Round {
  /** Milliseconds. */
  readonly ours: number;
  readonly peer: number;
  readonly duties: number;
}

/** Deriving every case's duties, sentences included, against reading its facts from JSON. */
export const duties: Bench = async ({ isQuick, progress }) => {
  const { cases, rounds } = isQuick ? QUICK : FULL;
  const texts = Array.from({ length: cases }, (_, n) => JSON.stringify(caseFacts(n)));
  const bytes = texts.reduce((sum, text) => sum + text.length, 0);
  const pairs: Round[] = [];
  for (let round = 1; round <= rounds; round++) {
    const pair = runOnce(texts);
    progress(`第 ${round}/${rounds} 轮：${pair.ours.toFixed(0)} ms，JSON.parse ${pair.peer.toFixed(0)} ms`);
    pairs.push(pair);
  }
  const found = pairs[0]?.duties ?? 0;
  if (found < cases * 5 || pairs.some((pair) => pair.duties !== found))
    throw new Error(`推算出 ${found} 项，与案卷数不相称，或各轮不同`);
  return [
    {
      name: `推算应办事项（${cases.toLocaleString('en')} 个案卷）`,
      ours: median(pairs.map(({ ours }) => ours)),
      peerName: '对同样的事实 JSON.parse',
      peer: median(pairs.map(({ peer }) => peer)),
      ratio: ratioOf(pairs),
      aim: AIM,
      peakRss: process.resourceUsage().maxRSS / 1024,
      aimRss: null,
      note: `共 ${found.toLocaleString('en')} 项，连同每项的说明；每个案卷的事实平均 ${Math.round(bytes / cases)} 字节，不含政策和校历`,
    },
  ];
};

function runOnce(texts: readonly string[]): Round {
  const total = { ours: 0, peer: 0, duties: 0 };
  for (let from = 0; from < texts.length; from += PAGE) {
    const page = texts.slice(from, from + PAGE);
    const begunAt = performance.now();
    const facts = page.map((text) => JSON.parse(text) as DutyFacts);
    const readAt = performance.now();
    for (const held of facts) total.duties += deriveDuties(held, policy2015.duties, SCHOOL, TODAY).length;
    total.ours += performance.now() - readAt;
    total.peer += readAt - begunAt;
  }
  return total;
}
