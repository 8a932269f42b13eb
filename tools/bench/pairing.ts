import { linearSumAssignment } from 'linear-sum-assignment';
import { Matrix } from 'ml-matrix';
import { assign } from '#core/domain/assignment';
import { createRandom } from './grade-file';
import { alternate, type Bench, type Measurement, median, ratioOf, runChild } from './measure';

const FULL = { size: 1000, large: 5000, rounds: 5 };
const QUICK = { size: 60, large: 200, rounds: 1 };
const AIM = 1 / 2;
const AIM_MB = 512;
const LARGE = new URL('./pairing.large.ts', import.meta.url).pathname;

/** Pairs for all at once (art. 5) against linear-sum-assignment on the same costs; a large one for memory. */
export const pairing: Bench = async ({ isQuick, progress }) => {
  const { size, large, rounds } = isQuick ? QUICK : FULL;
  const measured: Measurement[] = [];
  for (const [name, draw] of [
    ['各不相同', (random: () => number) => Math.floor(random() * 1e6)],
    ['像分数', (random: () => number) => -(Math.floor(random() * 3) * 1000 + Math.floor(random() * 20) * 20)],
  ] as const) {
    const random = createRandom(9);
    const cost = Int32Array.from({ length: size * size }, () => draw(random));
    const runOurs = () => {
      const startedAt = performance.now();
      const found = assign({ rows: size, columns: size, cost });
      return { ms: performance.now() - startedAt, total: found.cost };
    };
    const runPeer = () => {
      // It changes the matrix that it is given.
      const matrix = Matrix.from1DArray(size, size, [...cost]);
      const startedAt = performance.now();
      const { rowAssignments } = linearSumAssignment(matrix, { maximaze: false });
      const ms = performance.now() - startedAt;
      const total = rowAssignments.reduce(
        (sum, column, row) => sum + (cost[row * size + column] as number),
        0,
      );
      return { ms, total };
    };
    runOurs();
    const pairs = await alternate(rounds, runOurs, runPeer, (round, { ours, peer }) => {
      if (ours.total !== peer.total) throw new Error(`the optimum is ${peer.total}, not ${ours.total}`);
      progress(
        `第 ${round}/${rounds} 轮：${ours.ms.toFixed(1)} ms，linear-sum-assignment ${peer.ms.toFixed(1)} ms`,
      );
    });
    measured.push({
      name: `结对 ${size} × ${size}，${name}`,
      ours: median(pairs.map(({ ours }) => ours.ms)),
      peerName: 'linear-sum-assignment',
      peer: median(pairs.map(({ peer }) => peer.ms)),
      ratio: ratioOf(pairs.map(({ ours, peer }) => ({ ours: ours.ms, peer: peer.ms }))),
      aim: AIM,
      peakRss: process.resourceUsage().maxRSS / 1024,
      aimRss: null,
      note: '同一组费用，每轮的最优值相同',
    });
  }
  const { rssMb, stdout } = runChild([LARGE, String(large)]);
  const ms = Number(stdout);
  measured.push({
    name: `结对 ${large} × ${large}`,
    ours: ms,
    peerName: '只看内存',
    peer: ms,
    ratio: 1,
    aim: 1,
    peakRss: rssMb,
    aimRss: AIM_MB,
    note: '内存是整个进程的，费用表在内',
  });
  return measured;
};
