import { join } from 'node:path';
import { alternate, type Bench, median, ratioOf, runChild } from './measure';

const FULL = { students: 150, rounds: 5 };
const QUICK = { students: 20, rounds: 1 };
const AIM = 2;
const AIM_MB = 256;

const file = (name: string) => new URL(`./summary.${name}.ts`, import.meta.url).pathname;

/** 学期总结 with its charts (art. 7) against the bare compile of the same pages, each in a process of its own. */
export const summary: Bench = async ({ isQuick, cache, progress }) => {
  const { students, rounds } = isQuick ? QUICK : FULL;
  const input = join(cache, `summary-${students}.json`);
  runChild([file('input'), String(students), input]);
  const run = (name: string, argument: string) => () => {
    const { stdout, rssMb } = runChild([file(name), argument]);
    const { ms, bytes } = JSON.parse(stdout) as { ms: number; bytes: number };
    return { ms, bytes, rssMb };
  };
  const pairs = await alternate(
    rounds,
    run('ours', String(students)),
    run('bare', input),
    (round, { ours, peer }) => {
      progress(`第 ${round}/${rounds} 轮：${ours.ms.toFixed(0)} ms，只排版 ${peer.ms.toFixed(0)} ms`);
    },
  );
  const [first] = pairs;
  if (first?.ours.bytes !== first?.peer.bytes) throw new Error('两份 PDF 不一样大');
  return [
    {
      name: `学期总结（${students} 名学生）`,
      ours: median(pairs.map(({ ours }) => ours.ms)),
      peerName: '同样的版面只用 typst 排',
      peer: median(pairs.map(({ peer }) => peer.ms)),
      ratio: ratioOf(pairs.map(({ ours, peer }) => ({ ours: ours.ms, peer: peer.ms }))),
      aim: AIM,
      peakRss: Math.max(...pairs.map(({ ours }) => ours.rssMb)),
      aimRss: AIM_MB,
      note: `从字体还没有读到文件写好；${((first?.ours.bytes ?? 0) / 1e6).toFixed(1)} MB`,
    },
  ];
};
