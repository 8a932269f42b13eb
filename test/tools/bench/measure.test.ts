import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { streamGrades } from '#adapters/spreadsheet/stream-grades';
import { createGradeBook } from '#core/domain/grade-book';
import { assess } from '#core/domain/screening';
import { policy2015 } from '#core/policies/index';
import { countTiers } from '../../../tools/bench/count-tiers';
import { writeGradeFile } from '../../../tools/bench/grade-file';
import { alternate, closing, judge, median, ratioOf, runChild } from '../../../tools/bench/measure';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bench-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('figures', () => {
  it.each([
    [[3], 3],
    [[9, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
  ])('the median of %j is %d', (values, expected) => expect(median(values)).toBe(expected));

  it('the ratio is the median of the ratios of neighbours', () => {
    const pairs = [
      { ours: 1, peer: 2 },
      { ours: 90, peer: 100 },
      { ours: 4, peer: 5 },
    ];
    expect(ratioOf(pairs)).toBe(0.8);
  });

  it.each([
    [[], [], '全部在界限之内。', true],
    [['读入', '推算'], [], '未达到目标 2 项：读入、推算。', false],
    [['读入'], ['sweep'], '未达到目标 1 项：读入。没有测成 1 项：sweep。', false],
  ])('a run says in the end what it missed: %j, and what failed: %j', (missed, failed, text, isSound) =>
    expect(closing(missed, failed)).toEqual({ text, isSound }),
  );

  it('runs take turns at being first', async () => {
    const order: string[] = [];
    const run = (name: string) => () => {
      order.push(name);
      return name;
    };
    const pairs = await alternate(3, run('ours'), run('peer'), () => undefined);
    expect(order.join(' ')).toBe('ours peer peer ours ours peer');
    expect(pairs).toEqual(Array(3).fill({ ours: 'ours', peer: 'peer' }));
  });

  it.each([
    [1, 512, 'reached'],
    [1.001, 512, 'within-tolerance'],
    [1.1, 512, 'within-tolerance'],
    [1.101, 512, 'missed'],
    [0.5, 512.1, 'missed'],
    [Number.NaN, 1, 'missed'],
    [0.5, Number.NaN, 'missed'],
  ])('a ratio of %d with %d MB is %s', (ratio, peakRss, verdict) =>
    expect(judge({ ratio, aim: 1, peakRss, aimRss: 512 })).toBe(verdict),
  );
});

describe('a measured process', () => {
  it('tells its output, its time and its peak memory', async () => {
    const file = join(folder, 'holds.ts');
    await writeFile(
      file,
      'const held: Buffer = Buffer.alloc(96 * 1024 * 1024, 1); console.log(held.length);',
    );
    const { ms, rssMb, stdout } = runChild([file]);
    expect(stdout).toBe(`${96 * 1024 * 1024}\n`);
    expect(ms).toBeGreaterThan(0);
    expect(rssMb).toBeGreaterThan(96);
  });

  it('that fails is no figure', async () => {
    expect(() => runChild(['-e', 'console.error("why"); process.exit(3)'])).toThrow(/ended with 3: why/);
  });
});

describe('the grade file', () => {
  it('is the same each time, and both ways of counting agree on it', async () => {
    const [one, other] = [join(folder, 'one.csv'), join(folder, 'other.csv')];
    await writeGradeFile(one, 20_000, 500);
    await writeGradeFile(other, 20_000, 500);
    expect((await readFile(one)).equals(await readFile(other))).toBe(true);

    const book = createGradeBook();
    const rejected: unknown[] = [];
    await streamGrades(one, { policy: policy2015 }, book.add, (row) => rejected.push(row));
    const tiers = { watch: 0, '1': 0, '2': 0, '3': 0 };
    for (const { studentNo, name, rows } of book.byStudent()) {
      const { tier } = assess({ studentNo, name, term: '2025-2026-2', rows }, policy2015);
      if (tier !== null) tiers[tier] += 1;
    }
    expect(rejected).toEqual([]);
    expect(await countTiers(one)).toEqual({ rows: book.size, students: book.students, tiers });
    expect(Object.values(tiers).every((count) => count > 0)).toBe(true);
  });
});
