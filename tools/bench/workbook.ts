import { existsSync, renameSync, statSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { writeXlsx } from 'hucre/xlsx';
import Papa from 'papaparse';
import { gradeFile } from './grade-file-cache';
import { alternate, type Bench, median, ratioOf, runChild } from './measure';

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const FULL = { rows: 100_000, students: 2_500, rounds: 7 };
const QUICK = { rows: 5_000, students: 125, rounds: 1 };
const AIM = 1.3;

/**
 * A workbook of grades to the rows that an import takes, against hucre only streaming through the same
 * file. Each in a process of its own, timed from reading the file to the last row.
 */
export const workbook: Bench = async ({ isQuick, cache, progress }) => {
  const { rows, students, rounds } = isQuick ? QUICK : FULL;
  const path = await workbookOf(await gradeFile(cache, rows, students, progress), progress);
  const run = (program: string) => {
    const { stdout, rssMb } = runChild([here(program), path]);
    return { rssMb, ...(JSON.parse(stdout) as { rows: number; ms: number; rejected?: number }) };
  };
  const pairs = await alternate(
    rounds,
    () => run('./workbook.ours.ts'),
    () => run('./workbook.hucre.ts'),
    (round, { ours, peer }) => {
      // To hucre the headings are a row.
      if (ours.rows !== rows || ours.rejected !== 0 || peer.rows !== rows + 1) {
        throw new Error(`rows are missing: ${JSON.stringify({ ours, peer })}`);
      }
      progress(`第 ${round}/${rounds} 轮：${ours.ms.toFixed(0)} ms，hucre ${peer.ms.toFixed(0)} ms`);
    },
  );
  return [
    {
      name: `读取工作簿（${rows.toLocaleString('en')} 行，${(statSync(path).size / 1e6).toFixed(1)} MB）`,
      ours: median(pairs.map(({ ours }) => ours.ms)),
      peerName: 'hucre 只逐行读',
      peer: median(pairs.map(({ peer }) => peer.ms)),
      ratio: ratioOf(pairs.map(({ ours, peer }) => ({ ours: ours.ms, peer: peer.ms }))),
      aim: AIM,
      peakRss: Math.max(...pairs.map(({ ours }) => ours.rssMb)),
      aimRss: null,
      note: `到成绩行为止，没有一行被拒；hucre 内存峰值 ${Math.round(Math.max(...pairs.map(({ peer }) => peer.rssMb)))} MB`,
    },
  ];
};

/** The same cells as the text file, numbers as numbers but for the student number. */
async function workbookOf(csv: string, progress: (text: string) => void): Promise<string> {
  const path = csv.replace(/\.csv$/, '.xlsx');
  if (existsSync(path)) return path;
  progress('写出工作簿（只在第一次）');
  const text = (await readFile(csv, 'utf8')).replace(/^\ufeff/, '');
  const { data } = Papa.parse<string[]>(text, { skipEmptyLines: true });
  const rows = data.map((cells) =>
    cells.map((cell, at) => (at > 0 && /^ *\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell)),
  );
  await writeFile(`${path}.${process.pid}`, await writeXlsx({ sheets: [{ name: '成绩', rows }] }));
  renameSync(`${path}.${process.pid}`, path);
  return path;
}
