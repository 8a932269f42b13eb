import { type CriterionFigures, evaluateCriteria, type ListedFigure } from '#core/domain/evaluate-criteria';
import { policy2015 } from '#core/policies/index';
import { createRuleEngine, factsOf } from './criteria-rules';
import { createRandom } from './grade-file';
import { alternate, type Bench, median, ratioOf } from './measure';

const FULL = { students: 20_000, rounds: 7 };
const QUICK = { students: 500, rounds: 1 };
const AIM = 1 / 20;

/** The six criteria of art. 3 against json-rules-engine with the same six as its rules. */
export const criteria: Bench = async ({ isQuick, progress }) => {
  const { students, rounds } = isQuick ? QUICK : FULL;
  const figures = drawFigures(students);
  const facts = figures.map((one) => factsOf(one, policy2015));
  const run = createRuleEngine(policy2015);
  const runOurs = () => {
    const startedAt = performance.now();
    const answers = figures.map((one) => evaluateCriteria(one, policy2015));
    return { ms: performance.now() - startedAt, answers };
  };
  const runPeer = async () => {
    const startedAt = performance.now();
    const answers: Awaited<ReturnType<typeof run>>[] = [];
    for (const one of facts) answers.push(await run(one));
    return { ms: performance.now() - startedAt, answers };
  };
  runOurs();
  const pairs = await alternate(rounds, runOurs, runPeer, (round, { ours, peer }) => {
    const wrong = ours.answers.findIndex(
      (one, at) => JSON.stringify(one) !== JSON.stringify(peer.answers[at]),
    );
    if (wrong >= 0) throw new Error(`the answers differ on ${JSON.stringify(figures[wrong])}`);
    progress(
      `第 ${round}/${rounds} 轮：${ours.ms.toFixed(1)} ms，json-rules-engine ${peer.ms.toFixed(0)} ms`,
    );
  });
  const met = pairs[0]?.ours.answers.filter((one) => Object.values(one).includes('met')).length ?? 0;
  return [
    {
      name: `六种情形（${students.toLocaleString('en')} 人）`,
      ours: median(pairs.map(({ ours }) => ours.ms)),
      peerName: 'json-rules-engine',
      peer: median(pairs.map(({ peer }) => peer.ms)),
      ratio: ratioOf(pairs.map(({ ours, peer }) => ({ ours: ours.ms, peer: peer.ms }))),
      aim: AIM,
      peakRss: process.resourceUsage().maxRSS / 1024,
      aimRss: null,
      note: `同样的六条规则、同样的数（已合计），每人的六个答案逐一相同；其中 ${met.toLocaleString('en')} 人符合至少一种`,
    },
  ];
};

/** Around every limit, with lists missing and rows unread. */
function drawFigures(students: number): readonly CriterionFigures[] {
  const random = createRandom(3);
  const whole = (below: number) => Math.floor(random() * below);
  const listed = (below: number): ListedFigure | null =>
    random() < 0.2 ? null : { amount: whole(below), unread: random() < 0.1 ? 1 : 0 };
  return Array.from({ length: students }, () => {
    const outstanding = random() < 0.5 ? 0 : whole(60) * 50;
    const credits = whole(12_000);
    return {
      isGraded: random() < 0.95,
      outstanding,
      outstandingAtMost: outstanding + (random() < 0.1 ? whole(8) * 50 : 0),
      average: credits === 0 ? null : { credits, points: credits * (100 + whole(300)) },
      absences: listed(1500),
      warnings: listed(2),
      discipline: listed(2),
      referrals: listed(2),
    };
  });
}
