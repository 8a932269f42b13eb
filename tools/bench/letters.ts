import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleProgram } from './bundle-program';
import { alternate, type Bench, median, ratioOf, runChild } from './measure';

const FULL = { letters: 500, rounds: 3 };
const QUICK = { letters: 20, rounds: 1 };
const AIM = 1 / 5;
const AIM_MB = 256;

const TEMPLATES = fileURLToPath(new URL('../../adapters/documents/', import.meta.url));

/** Both as one file each: measured is the work, not the loader of TypeScript. */
const bundle = (name: string, cache: string, external: readonly string[] = []) =>
  bundleProgram(
    fileURLToPath(new URL(`./letters.${name}.ts`, import.meta.url)),
    join(cache, `letters.${name}.cjs`),
    external,
  );

/** 书面预警通知书 as one PDF (art. 5) against pdfmake with the same content, each in a process of its own. */
export const letters: Bench = async ({ isQuick, cache, progress }) => {
  const { letters: count, rounds } = isQuick ? QUICK : FULL;
  const ours = await bundle('ours', cache);
  const peer = await bundle('pdfmake', cache, ['pdfmake']);
  const run = (file: string) => () => {
    const { stdout, rssMb } = runChild([file, String(count), TEMPLATES]);
    const { ms, bytes } = JSON.parse(stdout) as { ms: number; bytes: number };
    return { ms, bytes, rssMb };
  };
  const pairs = await alternate(rounds, run(ours), run(peer), (round, pair) => {
    progress(
      `第 ${round}/${rounds} 轮：${pair.ours.ms.toFixed(0)} ms，pdfmake ${pair.peer.ms.toFixed(0)} ms，${pair.ours.rssMb.toFixed(0)} MB`,
    );
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
