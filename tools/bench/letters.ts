import { alternate, type Bench, median, ratioOf, runChild } from './measure';

const FULL = { letters: 500, rounds: 3 };
const QUICK = { letters: 20, rounds: 1 };
const AIM = 1 / 5;
const AIM_MB = 256;

const file = (name: string) => new URL(`./letters.${name}.ts`, import.meta.url).pathname;

/** 书面预警通知书 as one PDF (art. 5) against pdfmake with the same content, each in a process of its own. */
export const letters: Bench = async ({ isQuick, progress }) => {
  const { letters: count, rounds } = isQuick ? QUICK : FULL;
  const run = (name: string) => () => {
    const { stdout, rssMb } = runChild([file(name), String(count)]);
    const { ms, bytes } = JSON.parse(stdout) as { ms: number; bytes: number };
    return { ms, bytes, rssMb };
  };
  const pairs = await alternate(rounds, run('ours'), run('pdfmake'), (round, { ours, peer }) => {
    progress(`第 ${round}/${rounds} 轮：${ours.ms.toFixed(0)} ms，pdfmake ${peer.ms.toFixed(0)} ms`);
  });
  const [first] = pairs;
  return [
    {
      name: `通知书 ${count} 封成一个 PDF`,
      ours: median(pairs.map(({ ours }) => ours.ms)),
      peerName: 'pdfmake',
      peer: median(pairs.map(({ peer }) => peer.ms)),
      ratio: ratioOf(pairs.map(({ ours, peer }) => ({ ours: ours.ms, peer: peer.ms }))),
      aim: AIM,
      peakRss: Math.max(...pairs.map(({ ours }) => ours.rssMb)),
      aimRss: AIM_MB,
      note: `时间从字体还没有读到文件写好；${((first?.ours.bytes ?? 0) / 1e6).toFixed(1)} MB，对照 ${((first?.peer.bytes ?? 0) / 1e6).toFixed(1)} MB`,
    },
  ];
};
