import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { buildFunctions } from '../build/functions';
import { alternate, type Bench, type Measurement, median, ratioOf, runChild } from './measure';

const ROOT = resolve(import.meta.dirname, '../..');
const ROUNDS = 15;
const QUICK_ROUNDS = 2;
const AIM = 1 / 3;

/** What a cold start pays before the first line of a handler: one `require` in a fresh process. */
const LOAD =
  'const t=performance.now();const loaded=require(process.argv[1]);const ms=performance.now()-t;' +
  'console.log(JSON.stringify({ms,names:Object.keys(loaded)}));process.exit(0)';

const load = (file: string) => {
  const { ms, rssMb, stdout } = runChild(['-e', LOAD, file]);
  const loaded = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { ms: number; names: string[] };
  return { whole: ms, rssMb, ...loaded };
};

/**
 * Load time of each function bundle, built anew, against the vendor's SDK; whole processes stand in
 * the note, since half of ours is Node's own start.
 */
export const bundleLoad: Bench = async ({ isQuick, cache, progress }) => {
  const outDir = join(cache, 'cloudfunctions');
  progress('构建云函数');
  const built = await buildFunctions(ROOT, outDir);
  const sdk = createRequire(import.meta.url).resolve('wx-server-sdk');
  const rounds = isQuick ? QUICK_ROUNDS : ROUNDS;
  const names = built.map(({ name }) => name).sort();
  const measurements: Measurement[] = [];
  for (const name of names) {
    const file = join(outDir, name, 'index.js');
    // The first pass warms the disk cache for both, and shows that the bundle is one.
    if (!load(file).names.includes('main')) throw new Error(`${name} exports no main`);
    load(sdk);
    const pairs = await alternate(
      rounds,
      () => load(file),
      () => load(sdk),
      () => undefined,
    );
    const ofOurs = <T>(read: (run: ReturnType<typeof load>) => T) => pairs.map(({ ours }) => read(ours));
    const ofPeer = <T>(read: (run: ReturnType<typeof load>) => T) => pairs.map(({ peer }) => read(peer));
    const ours = median(ofOurs(({ ms }) => ms));
    const peer = median(ofPeer(({ ms }) => ms));
    progress(`${name}：${rounds} 轮，${ours.toFixed(1)} ms，wx-server-sdk ${peer.toFixed(1)} ms`);
    measurements.push({
      name: `装载云函数 ${name}`,
      ours,
      peerName: 'wx-server-sdk',
      peer,
      ratio: ratioOf(pairs.map((pair) => ({ ours: pair.ours.ms, peer: pair.peer.ms }))),
      aim: AIM,
      peakRss: Math.max(...ofOurs(({ rssMb }) => rssMb)),
      aimRss: null,
      note: `整个进程：${median(ofOurs(({ whole }) => whole)).toFixed(0)} ms，对照 ${median(ofPeer(({ whole }) => whole)).toFixed(0)} ms`,
    });
  }
  return measurements;
};
