import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleProgram } from './bundle-program';
import { alternate, type Bench, median, ratioOf, runChild } from './measure';

const FULL = { letters: 500, rounds: 3, alone: 100 };
const QUICK = { letters: 20, rounds: 1, alone: 4 };
const AIM = 1 / 5;
const AIM_MB = 256;
const AIM_ONE = 1.5;
const AIM_DOCX = 1;

const TEMPLATES = fileURLToPath(new URL('../../adapters/documents/', import.meta.url));

/** Both as one file each: measured is the work, not the loader of TypeScript. */
const bundleOf = (name: string, cache: string, external: readonly string[] = []) =>
  bundleProgram(
    fileURLToPath(new URL(`./${name}.ts`, import.meta.url)),
    join(cache, `${name}.cjs`),
    external,
  );

/** 书面预警通知书 as one PDF (art. 5) against pdfmake with the same content, each in a process of its own. */
export const letters: Bench = async ({ isQuick, cache, progress }) => {
  const { letters: count, rounds, alone } = isQuick ? QUICK : FULL;
  const ours = await bundleOf('letters.ours', cache);
  const peer = await bundleOf('letters.pdfmake', cache, ['pdfmake']);
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
    await oneAtATime(alone, cache, progress),
    await asDocx(count, rounds, cache, progress),
  ];
};

/** One letter at a time, against the compiler alone. */
async function oneAtATime(count: number, cache: string, progress: (text: string) => void) {
  const { stdout, rssMb } = runChild([await bundleOf('letter.one', cache), String(count), TEMPLATES]);
  const { ours, bare } = JSON.parse(stdout) as { ours: readonly number[]; bare: readonly number[] };
  progress(`单封：${median(ours).toFixed(1)} ms，只编译 ${median(bare).toFixed(1)} ms`);
  return {
    name: '通知书一封',
    ours: median(ours),
    peerName: 'typst 单独编译',
    peer: median(bare),
    ratio: median(ours) / median(bare),
    aim: AIM_ONE,
    peakRss: rssMb,
    aimRss: null,
    note: `${count} 封轮流，都已装入字体；各是不同的信`,
  };
}

/** As many .docx, a file each, against docxtemplater with the same template. */
async function asDocx(count: number, rounds: number, cache: string, progress: (text: string) => void) {
  const ours = await bundleOf('letters-docx.ours', cache);
  const peer = await bundleOf('letters-docx.docxtemplater', cache);
  const run = (file: string) => () => {
    const { stdout, rssMb } = runChild([file, String(count)]);
    return { ...(JSON.parse(stdout) as { ms: number; bytes: number }), rssMb };
  };
  const pairs = await alternate(rounds, run(ours), run(peer), (round, pair) => {
    progress(
      `.docx 第 ${round}/${rounds} 轮：${pair.ours.ms.toFixed(0)} ms，docxtemplater ${pair.peer.ms.toFixed(0)} ms`,
    );
  });
  return {
    name: `通知书 ${count} 份 .docx`,
    ours: median(pairs.map((pair) => pair.ours.ms)),
    peerName: 'docxtemplater',
    peer: median(pairs.map((pair) => pair.peer.ms)),
    ratio: ratioOf(pairs.map((pair) => ({ ours: pair.ours.ms, peer: pair.peer.ms }))),
    aim: AIM_DOCX,
    peakRss: Math.max(...pairs.map((pair) => pair.ours.rssMb)),
    aimRss: null,
    note: '从模板的字节到写好，每封一个文件',
  };
}
