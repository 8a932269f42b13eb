import { createReadStream } from 'node:fs';
import Papa from 'papaparse';

/** How many students there are in all and in each tier; null: not identified. */
export interface TierCounts {
  readonly rows: number;
  readonly students: number;
  readonly tiers: Readonly<Record<'watch' | '1' | '2' | '3', number>>;
}

interface Sums {
  outstanding: number;
  credits: number;
  points: number;
}

const COUNTED = ['必修课', '限选课'];
const BLANK = ['', '&nbsp;'];
const WORDS: Readonly<Record<string, boolean>> = { 优: true, 及格: true, 缺考: false };

const hundredths = (text: string): number => Math.round(Number(text) * 100);
const isPass = (score: string): boolean => WORDS[score] ?? Number(score) >= 60;

/**
 * The answer for a generated file, by another way than ours: papaparse, and the rules of the 2015
 * policy as far as such a file needs them, in a few lines of their own. Every course stands once for
 * each student there.
 */
export async function countTiers(path: string): Promise<TierCounts> {
  const sums = new Map<string, Sums>();
  let rows = 0;
  const take = (row: Readonly<Record<string, string>>): void => {
    const cell = (heading: string) => (row[heading] ?? '').trim();
    const studentNo = cell('学号');
    let sum = sums.get(studentNo);
    if (!sum) {
      sum = { outstanding: 0, credits: 0, points: 0 };
      sums.set(studentNo, sum);
    }
    rows += 1;
    if (cell('折算成绩') === '缓考') return;
    const results = ['折算成绩', '补考成绩', '重修成绩'].map(cell).filter((score) => !BLANK.includes(score));
    const credit = hundredths(cell('学分'));
    sum.credits += credit;
    sum.points += credit * hundredths(cell('绩点'));
    if (COUNTED.includes(cell('课程性质')) && !isPass(results.at(-1) ?? '')) sum.outstanding += credit;
  };
  await new Promise<void>((resolve, reject) => {
    Papa.parse<Record<string, string>>(createReadStream(path, { encoding: 'utf8' }), {
      header: true,
      skipEmptyLines: true,
      chunk: ({ data }) => data.forEach(take),
      complete: () => resolve(),
      error: reject,
    });
  });
  const tiers = { watch: 0, '1': 0, '2': 0, '3': 0 };
  for (const { outstanding, credits, points } of sums.values()) {
    const isIdentified = outstanding >= 1200 || (credits > 0 && points < 150 * credits);
    if (!isIdentified) continue;
    tiers[outstanding < 1200 ? 'watch' : outstanding < 1500 ? '1' : outstanding < 2500 ? '2' : '3'] += 1;
  }
  return { rows, students: sums.size, tiers };
}
