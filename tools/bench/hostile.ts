import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HOSTILE_FILES } from './hostile-files';
import { type Bench, runChild } from './measure';

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const LIMIT_MS = 2000;
const AIM_RSS_MB = 256;

/**
 * What a refusal costs, of the file that costs most; each is made and refused in a process of its own. By
 * the time of the processor, unpacking in other threads included: what else the machine does is left out.
 */
export const hostile: Bench = async ({ cache, progress }) => {
  const path = join(cache, `hostile-${process.pid}`);
  const runs: { what: string; ms: number; rssMb: number }[] = [];
  mkdirSync(cache, { recursive: true });
  try {
    for (const [at, { what, fileName, code, word }] of HOSTILE_FILES.entries()) {
      runChild([here('./hostile.make.ts'), String(at), path]);
      const { stdout, rssMb } = runChild([here('./hostile.refuse.ts'), path, fileName]);
      const said = JSON.parse(stdout) as { code: string; message: string; ms: number };
      if (said.code !== code || !said.message.includes(word)) {
        throw new Error(`${what}: ${said.code} ${said.message}`);
      }
      runs.push({ what, ms: said.ms, rssMb });
      progress(`${what}：${said.ms.toFixed(0)} ms，${Math.round(rssMb)} MB`);
    }
  } finally {
    rmSync(path, { force: true });
  }
  const slowest = runs.reduce((most, run) => (run.ms > most.ms ? run : most));
  const largest = runs.reduce((most, run) => (run.rssMb > most.rssMb ? run : most));
  return [
    {
      name: `拒绝有害文件（${runs.length} 种）`,
      ours: slowest.ms,
      peerName: '界限，处理器时间',
      peer: LIMIT_MS,
      ratio: slowest.ms / LIMIT_MS,
      aim: 1,
      peakRss: largest.rssMb,
      aimRss: AIM_RSS_MB,
      note: `最慢：${slowest.what}；内存最多：${largest.what}（都含 Node 和程序本身）`,
    },
  ];
};
