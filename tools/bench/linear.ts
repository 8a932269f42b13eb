import { fileURLToPath } from 'node:url';
import { gradeFile } from './grade-file-cache';
import { alternate, type Bench, median, ratioOf, runChild } from './measure';

const OURS = fileURLToPath(new URL('../office/index.ts', import.meta.url));
const TERM = '2025-2026-2';
const FULL = { rows: 200_000, students: 5_000, rounds: 5 };
const QUICK = { rows: 10_000, students: 250, rounds: 1 };
const FACTOR = 10;
const AIM = 11;

/** From file to tiers again, with ten times the rows and students; what a start alone takes is left out. */
export const linear: Bench = async ({ isQuick, cache, progress }) => {
  const { rows, students, rounds } = isQuick ? QUICK : FULL;
  const small = await gradeFile(cache, rows, students, progress);
  const large = await gradeFile(cache, rows * FACTOR, students * FACTOR, progress);
  const screen = (path: string, expected: number) => {
    const { ms, rssMb, stdout } = runChild([OURS, 'screen', '--grades', path, '--term', TERM]);
    const told = Number(/共 (\d+) 名学生/.exec(stdout)?.[1]);
    if (told !== expected) throw new Error(`${told} students instead of ${expected}`);
    return { ms, rssMb };
  };
  const start = median(Array.from({ length: rounds }, () => runChild([OURS, 'screen', '--help']).ms));
  if (!isQuick) screen(large, students * FACTOR);
  const pairs = await alternate(
    rounds,
    () => screen(large, students * FACTOR),
    () => screen(small, students),
    (round, { ours, peer }) =>
      progress(
        `第 ${round}/${rounds} 轮：${(ours.ms / 1000).toFixed(2)} s，${(peer.ms / 1000).toFixed(2)} s`,
      ),
  );
  const net = pairs.map(({ ours, peer }) => ({ ours: ours.ms - start, peer: peer.ms - start }));
  return [
    {
      name: `随行数线性（${(rows * FACTOR).toLocaleString('en')} 行）`,
      ours: median(net.map(({ ours }) => ours)),
      peerName: `本项目，${rows.toLocaleString('en')} 行`,
      peer: median(net.map(({ peer }) => peer)),
      ratio: ratioOf(net),
      aim: AIM,
      peakRss: Math.max(...pairs.map(({ ours }) => ours.rssMb)),
      aimRss: null,
      note: `已减去启动本身的 ${start.toFixed(0)} ms`,
    },
  ];
};
