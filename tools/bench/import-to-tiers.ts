import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { TIER_LABELS } from '#core/domain/labels';
import { countTiers, type TierCounts } from './count-tiers';
import { gradeFile } from './grade-file-cache';
import { alternate, type Bench, median, ratioOf, runChild } from './measure';

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const OURS = here('../office/index.ts');
const PEER = here('./import-to-tiers.papaparse.ts');
const TERM = '2025-2026-2';
const FULL = { rows: 2_000_000, students: 50_000, rounds: 5 };
const QUICK = { rows: 40_000, students: 1_000, rounds: 1 };
const AIM = 1;
const AIM_RSS_MB = 512;

/**
 * From a bulk export to each student's tier by the office's command line, against a process in which
 * papaparse only parses the same file. Both are whole processes, started alike.
 */
export const importToTiers: Bench = async ({ isQuick, cache, progress }) => {
  const { rows, students, rounds } = isQuick ? QUICK : FULL;
  const path = await gradeFile(cache, rows, students, progress);
  const size = Math.round(statSync(path).size / 1e6);
  progress('另用一种算法数出答案');
  const expected = await countTiers(path);

  const runOurs = () => runChild([OURS, 'screen', '--grades', path, '--term', TERM]);
  const runPeer = () => runChild([PEER, path]);
  const check = (ours: string, peer: string): void => {
    requireSame('students and tiers', readCounts(ours, expected.rows), expected);
    // To papaparse the headings are a row.
    requireSame('rows of papaparse', Number(peer), expected.rows + 1);
  };
  // The first pass warms the disk cache and the compiled sources for both.
  if (!isQuick) check(runOurs().stdout, runPeer().stdout);
  const pairs = await alternate(rounds, runOurs, runPeer, (round, { ours, peer }) => {
    check(ours.stdout, peer.stdout);
    progress(
      `第 ${round}/${rounds} 轮：${(ours.ms / 1000).toFixed(2)} s，papaparse ${(peer.ms / 1000).toFixed(2)} s`,
    );
  });
  const { watch, '1': first, '2': second, '3': third } = expected.tiers;
  return [
    {
      name: `导入到类型（${rows.toLocaleString('en')} 行，${students.toLocaleString('en')} 人，${size} MB）`,
      ours: median(pairs.map(({ ours }) => ours.ms)),
      peerName: 'papaparse 只解析',
      peer: median(pairs.map(({ peer }) => peer.ms)),
      ratio: ratioOf(pairs.map(({ ours, peer }) => ({ ours: ours.ms, peer: peer.ms }))),
      aim: AIM,
      peakRss: Math.max(...pairs.map(({ ours }) => ours.rssMb)),
      aimRss: AIM_RSS_MB,
      note: `答案核对：${expected.students.toLocaleString('en')} 人，三级 ${third}、二级 ${second}、一级 ${first}、建档关注 ${watch}；papaparse 内存峰值 ${Math.round(Math.max(...pairs.map(({ peer }) => peer.rssMb)))} MB`,
    },
  ];
};

/** What the command line says in its first lines: 共 … 名学生，认定 … 人：三级 … 人，… */
function readCounts(table: string, rows: number): TierCounts {
  const summary = /共 (\d+) 名学生[^\n]*/.exec(table);
  if (!summary) throw new Error(`the command line's table has no summary: ${table.slice(0, 200)}`);
  const count = (tier: keyof typeof TIER_LABELS) =>
    Number(new RegExp(`${TIER_LABELS[tier]} (\\d+) 人`).exec(summary[0])?.[1] ?? 0);
  return {
    rows,
    students: Number(summary[1]),
    tiers: { watch: count('watch'), '1': count(1), '2': count(2), '3': count(3) },
  };
}

function requireSame(what: string, got: unknown, expected: unknown): void {
  const [shown, wanted] = [JSON.stringify(got), JSON.stringify(expected)];
  if (shown !== wanted) throw new Error(`${what}: ${shown} instead of ${wanted}`);
}
