import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeGradeFile } from './grade-file';
import { type Bench, median, runChild } from './measure';

const OURS = fileURLToPath(new URL('./import-to-tiers.ours.ts', import.meta.url));
const PEER = fileURLToPath(new URL('./import-to-tiers.papaparse.ts', import.meta.url));
const FULL = { rows: 2_000_000, students: 50_000, runs: 3 };
const QUICK = { rows: 40_000, students: 1_000, runs: 1 };

/** From a bulk export to each student's tier, against papaparse that only parses the same file. */
export const importToTiers: Bench = async ({ isQuick, temporary }) => {
  const { rows, students, runs } = isQuick ? QUICK : FULL;
  const path = join(temporary, 'grades.csv');
  await writeGradeFile(path, rows, students);
  const size = Math.round(statSync(path).size / 1e6);
  // By turns, so that a busy machine slows both.
  const pairs = Array.from({ length: runs }, () => ({
    ours: runChild(OURS, [path]),
    peer: runChild(PEER, [path]),
  }));
  return [
    {
      name: `导入到类型（${rows.toLocaleString('en')} 行，${students.toLocaleString('en')} 人，${size} MB）`,
      ours: median(pairs.map(({ ours }) => ours.ms)),
      peerName: 'papaparse 只解析',
      peer: median(pairs.map(({ peer }) => peer.ms)),
      aim: 1,
      peakRss: Math.max(...pairs.map(({ ours }) => ours.rssMb)),
      aimRss: 512,
    },
  ];
};
